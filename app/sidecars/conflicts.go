package sidecars

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// Field is a part of a decision: catalog.FlagField, RatingField or LabelField.
type Field = catalog.DecisionField

// The parts of a decision.
const (
	Flag   = catalog.FlagField
	Rating = catalog.RatingField
	Label  = catalog.LabelField
)

// Conflict is a field of a photo of which the person and another program have chosen
// different values since the photo and its sidecar agreed.
type Conflict struct {
	Photo   library.Photo
	Field   Field
	Ours    library.Decision // of which only Field counts
	Theirs  library.Decision // of which only Field counts
	Path    string           // of the sidecar
	Program string           // that wrote it, "" where it does not say
}

// Side is one of the two values of a conflict.
type Side uint8

// The two sides.
const (
	Ours   Side = iota // keep the photo's value, and write it where sidecars are written
	Theirs             // take the sidecar's value, as one undo step
)
