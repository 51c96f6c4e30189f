package scoring

import (
	"context"

	"keeplight.app/keeplight/library"
)

// Reckoner is a Scorer that makes its scores of what is stored, without the picture, in
// microseconds. They are made whenever somebody asks and never stored, so that nothing
// has to be forgotten with it; its Provenance stays the same while its scores change.
type Reckoner interface {
	Scorer
	// Reckon gives the scores of those photos of which enough is stored.
	Reckon(ctx context.Context, photos []library.Photo) (map[library.ID]*library.Score, error)
}
