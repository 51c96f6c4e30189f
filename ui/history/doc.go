// Package history draws the list of what was done: a row for each step, of which only
// those in view exist, and what is known of the chosen one.
//
// Flows in: rows, asked for as they come into view. Flows out: which row was chosen, and
// where to jump to.
// Does not belong here: reading the journal (ui/desk/history), undo and redo (app/decide).
package history
