// Package session is what the window knows of the open photos without a window:
// what each scorer said of them, which of them are shown in which order, where the
// cursor stands and what is selected.
//
// Flows in: photos, scores, decisions that were stored. Flows out: what to show.
// Does not belong here: anything of fyne, files, pixels, or what a key means
// (ui/command).
//
// Everything here belongs to one goroutine, the window's.
package session
