package decide

import (
	"errors"
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// ErrMovesFiles is for a step whose files would have to be moved back, or again,
// for it to be undone or redone, which this writer has no Mover for.
var ErrMovesFiles = errors.New("files would have to be moved, which Keeplight cannot undo or redo yet")

// ErrImported is for a step that took over decisions from another program's sidecars,
// which UndoOwn leaves for a person to be asked about.
var ErrImported = errors.New("decisions from sidecars are only undone when that is asked for")

// movesFiles says which step is refused, and of how many files.
func movesFiles(step *library.Step) error {
	return fmt.Errorf("%s: %w (%d); nothing was changed", library.Display(message.English(step.Message)), ErrMovesFiles, len(step.Files))
}
