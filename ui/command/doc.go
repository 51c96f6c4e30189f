// Package command holds what a person can ask the window to do, as values: each
// has an ID, a title, its keys, whether it can run now and why not, and what runs.
// The room that handles a command declares it; the key table, the keys sheet, the
// palette, the hints on buttons and the README all come from that one list.
//
// Flows in: bindings, a file of rebound keys, key presses. Flows out: the binding
// that a key means, rows for the keys sheet, matches for the palette.
// Does not belong here: anything of fyne, or what a command does.
package command
