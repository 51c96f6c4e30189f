package session

import (
	"keeplight.app/keeplight/app/decide"
)

// Recorder stores decisions one after the other.
type Recorder = decide.Writer

// Recorded is what became of one mark, undo or redo.
type Recorded = decide.Result

// NewRecorder starts a recorder. deliver is called on the recorder's goroutine.
func NewRecorder(store decide.Store, deliver func(Recorded)) *Recorder {
	return decide.NewWriter(store, deliver)
}

// NoteOn says what became of a mark, an undo or a redo; "" for the mark of one
// photo, which shows by itself.
func NoteOn(r *Recorded) string {
	switch {
	case r.Err != nil:
		return ""
	case r.Kind == decide.Undo && r.Replayed():
		return "Undid: " + r.Step
	case r.Kind == decide.Undo:
		return "Nothing to undo"
	case r.Kind == decide.Redo && r.Replayed():
		return "Redid: " + r.Step
	case r.Kind == decide.Redo:
		return "Nothing to redo"
	case r.Asked > 1 && len(r.Photos) > 0:
		return groupNote(r.Marked, len(r.Photos))
	}
	return ""
}
