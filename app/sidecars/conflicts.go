package sidecars

import (
	"context"

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

// Conflicts gives the conflicts of photos; nil means all photos that are there. They
// are in order of the photos' paths.
func (s *Sync) Conflicts(ctx context.Context, ids []library.ID) ([]Conflict, error) {
	_, _ = ctx, ids
	return nil, nil
}

// Settle settles conflicts, all to one side. With Theirs it gives the photos that
// changed, as they are stored now. One that is settled already is passed over.
func (s *Sync) Settle(ctx context.Context, conflicts []Conflict, keep Side) ([]library.Photo, error) {
	_, _, _ = ctx, conflicts, keep
	return nil, nil
}
