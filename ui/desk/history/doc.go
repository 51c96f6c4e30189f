// Package history shows what was done as a list, and jumps back and forth in it.
//
// Flows in: the journal of the catalogue, in pages, and that a decision was stored. Flows
// out: the step to jump to, and which photos to select.
// Does not belong here: undo and redo (app/decide, ui/desk/culling), drawing (ui/history).
package history
