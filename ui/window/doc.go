// Package window composes the program's window and owns its life cycle: it makes
// the controllers, gives each what it needs of the others (furnish.go), brings up to
// date what they change, and at the end stores everything before the process goes.
//
// Flows in: a shoot with its catalogue and scorers, and a fyne.App. Flows out:
// one window.
// Does not belong here: what a command does (ui/desk/*), drawing (the packages of
// the views), reading or scoring photos (app).
package window
