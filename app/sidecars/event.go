package sidecars

import (
	"time"

	"keeplight.app/keeplight/library"
)

// Event tells what a Sync did. Any of its fields may be filled, in one event several.
// Whatever an event tells is already in the catalogue or in the file.
type Event struct {
	Import    *Import   // what was read from the sidecars of one folder
	Progress  *Progress // how far writing is
	Conflicts bool      // the list of conflicts is another one: ask Conflicts
	Written   []Change  // sidecars that were written just now
	Problem   string    // something that a person should know, in plain words; the work goes on
}

// Import is what the sidecars of one folder brought: one step of the undo journal, or
// none where only words changed.
type Import struct {
	Folder    string          // absolute
	Photos    []library.Photo // those that changed, as they are stored now
	Decided   int             // photos whose flag, stars or label changed
	Described int             // photos whose title, caption, keywords or unknown label changed
	Programs  []string        // that wrote the sidecars, each once, in order; "" for one that does not say
	Unread    []Unread        // sidecars that cannot be read, in order of path
}

// Unread is a sidecar that is not read and is never written.
type Unread struct {
	Path   string
	Photo  library.ID
	Reason error
}

// Progress is how far writing is.
type Progress struct {
	Waiting   int // photos whose sidecars have still to be written, those that failed included
	Written   int // sidecars that were written or needed no change since Run began
	Unwritten int // photos that failed and are tried again later
}

// Unwritten is a photo whose sidecar could not be written, and is tried again.
type Unwritten struct {
	Photo  library.ID
	Path   string // of the sidecar, or of the photo where that is not known
	Reason error
	Tries  int
	Next   time.Time // when it is tried again
}
