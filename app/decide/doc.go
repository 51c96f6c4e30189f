// Package decide is the one door through which decisions are stored, undone and
// redone, for the window and the command line alike: in the order in which they
// were asked for, never cancelled, and told of only when they are safe on disk.
//
// Flows in: marks, undo and redo. Flows out: results as values: which photos
// changed, and by what.
// Does not belong here: how a step is stored (library/catalog), what a result is
// called (ui, cmd), which photos are meant (ui/session, cmd).
package decide
