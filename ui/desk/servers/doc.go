// Package servers is the form of OpenAI-compatible servers: a person enters one, tests
// it, agrees that pictures go there, and has it score.
//
// Flows in: what is typed, what a test finds, what becomes of the scorer. Flows out: a
// scorer in the list, settings, keys in the system's keyring.
// Does not belong here: how a server is asked (scoring/remote), how the form looks
// (ui/sheets).
package servers
