package sidecars

import (
	"context"

	"keeplight.app/keeplight/library"
)

// Origin says who gave a field of a photo's decision its value.
type Origin struct {
	Known   bool   // false where nobody decided, or too long ago for the journal
	Sidecar bool   // it was read from a sidecar, or from XMP in the photo's file; else the person decided
	Program string // that wrote the sidecar, such as "Adobe Lightroom"; "" where it does not say
	Path    string // of the sidecar or of the photo's file; "" where that is not known
}

// Origins gives for flag, stars and label of a photo who decided.
func (s *Sync) Origins(ctx context.Context, id library.ID) (map[Field]Origin, error) {
	_, _ = ctx, id
	return map[Field]Origin{}, nil
}
