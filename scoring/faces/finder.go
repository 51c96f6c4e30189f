package faces

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"slices"
	"strconv"
	"sync"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

const (
	name    = "faces"
	version = "3"
)

// Finder finds faces. It may be used from several goroutines at once and keeps
// nothing of a photo.
type Finder struct {
	models func() (*models, error) // read when they are asked first
	digest string                  // of both networks
	tiles  Tiles
}

// Tiles says how crisp square parts of a photo are at full size. It may be called from
// several goroutines at once.
type Tiles interface {
	// Version names the measure; it does not change.
	Version() string
	// Detail gives a share, 0..1, that compares between photos; known is false where
	// nothing can be said.
	Detail(part *image.RGBA) (share float64, known bool)
}

// New gives a finder that runs MediaPipe's face_detection_full_range and
// face_landmark_with_attention, of which it is given the files, and reads by tiles what
// scores take from eyes. It fails for what is no such network.
func New(detector, mesh []byte, tiles Tiles) (*Finder, error) {
	f := Open(detector, mesh, tiles)
	if _, err := f.models(); err != nil {
		return nil, err
	}
	return f, nil
}

// Open is New that reads the networks when the first photo is looked at: that takes as
// long as some frames of a window. Find then fails for what is no such network.
func Open(detector, mesh []byte, tiles Tiles) *Finder {
	return &Finder{
		models: sync.OnceValues(func() (*models, error) { return loadModels(detector, mesh) }),
		digest: digest(detector) + "+" + digest(mesh), tiles: tiles,
	}
}

// digest is the start of a file's SHA-256.
func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// Provenance says which networks were asked, and by which limits their answers count.
func (f *Finder) Provenance() library.Provenance {
	number := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	return library.Provenance{
		Name: name, Version: version, Model: f.digest,
		Settings: map[string]string{
			"preview_side": strconv.Itoa(scoring.PreviewSide),
			"score":        number(leastScore),
			"closed":       number(closedBelow),
			"open":         number(openAbove),
			"eye_width":    number(leastEyeWidth),
			"yaw":          number(mostYaw),
			"soft":         number(softBelow),
			"eyeball":      number(enoughLevels),
			"tiles":        f.tiles.Version(),
		},
	}
}

// Find gives the faces in a photo from left to right, none for one without. Where the
// subject has no full picture, they are read from the preview, and how sharp an eye is
// stays unknown unless the preview is the photo at full size; widths are in pixels of
// the photo at full size all the same. It fails when there are no pixels, when a part
// of the full picture cannot be had, and when ctx is done.
func (f *Finder) Find(ctx context.Context, s *scoring.Subject) ([]library.Face, error) {
	p, err := newPhoto(s)
	if err != nil {
		return nil, err
	}
	p.tiles = f.tiles
	m, err := f.models()
	if err != nil {
		return nil, err
	}
	n := m.borrow()
	defer m.giveBack(n)
	found, err := n.search(ctx, p)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	seen, err := n.inspect(ctx, p, found)
	if err != nil {
		return nil, err
	}
	if err := p.measureLeft(ctx, seen); err != nil {
		return nil, err
	}
	if err := p.findSoft(ctx, seen, s.Photo.Capture.Focus); err != nil {
		return nil, err
	}
	faces := make([]library.Face, len(seen))
	for i := range seen {
		faces[i] = seen[i].Face
	}
	slices.SortStableFunc(faces, leftFirst)
	return faces, nil
}
