package decide

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// Kind says what was asked for.
type Kind uint8

// What can be asked for.
const (
	Mark Kind = iota
	Undo
	Redo
	Correct // which photos belong together
	Import  // what sidecars of other programs said
	Discard // what goes into the trash
	Jump    // to a step of the history
)

// Result is what became of one mark, correction, undo or redo, or of a jump, after the
// results of the steps that it undid or redid.
type Result struct {
	Kind   Kind
	Photos []library.Photo // those that changed, as they are stored now
	Err    error           // nothing was changed; says why

	// Marked is what Mark asked for of the first photo, without its ID, and Asked
	// of how many photos it, or Turn, was.
	Marked catalog.Mark
	Asked  int
	Mixed  bool // and something else of others
	Turned int  // by how many quarter turns Turn was asked to turn them; 0 for a mark

	// Dropped is how many undone steps can no longer be redone, since photos changed.
	Dropped int
	// Undone and Redone are how many steps a jump went through.
	Undone, Redone int

	// Step is the step that was undone or redone; its message says what it did.
	Step library.Step
	// Cursor is where the cursor stood at the mark that was undone or redone, 0
	// where nobody knows.
	Cursor library.ID
}

// Replayed is true for an undo or a redo that found a step.
func (r *Result) Replayed() bool {
	return (r.Kind == Undo || r.Kind == Redo) && r.Err == nil && !r.Step.IsZero()
}

// MovesBorders is true for what changed which photos belong together.
func (r *Result) MovesBorders() bool {
	return r.Err == nil && (r.Kind == Correct || r.Replayed() && r.Step.Kind == library.GroupingStep)
}
