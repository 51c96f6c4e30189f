package scoring

import (
	"context"
	"errors"
	"image"

	"keeplight.app/keeplight/library"
)

// PreviewSide is the long side in pixels of the preview that scorers see. A
// smaller photo is shown at its own size, never enlarged.
const PreviewSide = 1024

// ErrUnavailable marks an error of a scorer that can judge no photo at all for
// now, such as a model that does not start. The photos are not to blame and keep
// waiting. Its text says what to do.
var ErrUnavailable = errors.New("the scorer cannot work now")

// Subject is what a scorer gets to see of one photo.
type Subject struct {
	Photo   library.Photo
	Preview *image.RGBA // upright, sRGB, opaque, tight rows from (0,0), long side at most PreviewSide
	Full    *Full       // for a Looker; nil where Preview is all there is
	CloseUp *CloseUp    // of the face that an Explainer is asked about; nil for none
}

// Scorer judges photos. It may be called from several goroutines at once.
type Scorer interface {
	// Provenance says how its scores are made; it does not change while the
	// scorer lives.
	Provenance() library.Provenance
	// Score judges one photo. Attributes that it cannot judge are left
	// unknown. An error means that there is no score at all, and its text is
	// for people: it says what happened and what to do. Who scored which pixels
	// when is left empty: the function Score stamps it for all scorers alike, so
	// that none can forget it or give another photo's. Call that.
	Score(ctx context.Context, s *Subject) (library.Score, error)
}
