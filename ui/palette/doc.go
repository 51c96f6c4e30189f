// Package palette is the command palette: a line to type into and, below it, the
// commands that fit, each with its keys or with the reason why it cannot run now.
//
// Flows in: items that a search gives. Flows out: the item that is to run.
// Does not belong here: what commands there are (ui/command) and what they do.
package palette
