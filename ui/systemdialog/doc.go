// Package systemdialog has the desktop ask for a folder or a file, and show one in its
// file manager.
//
// Flows in: what to ask for and where to begin. Flows out: the path that was chosen, or
// that no dialog of the desktop answers.
// Does not belong here: a dialog of our own (ui/overlay), and what is done with the
// path.
package systemdialog
