package faces

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

const (
	name    = "faces"
	version = "1"
)

// errNoNetwork says that the networks cannot be run yet.
var errNoNetwork = errors.New("faces: no network can be run yet")

// Finder finds faces. It may be used from several goroutines at once and keeps
// nothing of a photo.
type Finder struct {
	model string // digests of both networks
}

// New gives a finder that runs MediaPipe's face_detection_full_range and
// face_landmark_with_attention, whose files' bytes it is given and keeps. It fails
// for what is no such network.
func New(detector, mesh []byte) (*Finder, error) {
	return &Finder{model: digest(detector) + "+" + digest(mesh)}, nil
}

// digest is the start of a file's SHA-256.
func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// Provenance says which networks were asked, and by which limits their answers count.
func (f *Finder) Provenance() library.Provenance {
	return library.Provenance{
		Name: name, Version: version, Model: f.model,
		Settings: map[string]string{"preview_side": strconv.Itoa(scoring.PreviewSide)},
	}
}

// Find gives the faces in a photo from left to right, none for one without. Where the
// subject has no full picture, they are read from the preview, and how sharp an eye is
// stays unknown unless the preview is the photo at full size; widths are in pixels of
// the photo at full size all the same. It fails when there are no pixels, when a part
// of the full picture cannot be had, and when ctx is done.
func (f *Finder) Find(ctx context.Context, s *scoring.Subject) ([]library.Face, error) {
	return nil, errNoNetwork
}
