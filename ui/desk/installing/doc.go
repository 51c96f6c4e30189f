// Package installing is the settings page: it installs, verifies and removes
// llama.cpp and models, tests what it runs on, and holds the few other settings.
//
// Flows in: presses of its buttons. Flows out: installations and their progress,
// and the model that is to be used.
// Does not belong here: what can be installed and how (scoring/models), running a
// model (ui/desk/scorers).
package installing
