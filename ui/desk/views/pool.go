package views

import (
	"context"
	"image"
	"runtime"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/pane"
)

// Pictures reads photos for the views of several.
type Pictures interface {
	// Peek gives a thumbnail from memory, or nil.
	Peek(p *library.Photo) (thumb *image.RGBA, final bool)
	// Quick gives the best thumbnail that needs no decoding of the whole photo.
	Quick(ctx context.Context, p *library.Photo) (thumb *image.RGBA, final bool, err error)
	// Thumb gives the real thumbnail.
	Thumb(ctx context.Context, p *library.Photo) (*image.RGBA, error)
}

// How many bytes pictures at the size of a pane, and whole photos, may take.
const (
	fittedBytes = 64 << 20
	wholeBytes  = 256 << 20 // two photos of 24 megapixels, where several are seen
)

// besideWorkers is how many photos are read at once: two, and one that is shown no more
// and cannot be left off, as the decoder of another process cannot. What they hold
// together is bounded by pictures.Beside.
const besideWorkers = 3

// pool is what compare and survey read their photos with.
type pool struct{ *pane.Pool }

func newPool(thumbs Pictures, read pane.Files, busy func(bool)) *pool {
	return &pool{pane.NewPool(pane.ReadingOf(thumbs, read, busy), besideWorkers, pane.NewCache(fittedBytes), wholeBytes)}
}

// oneWhole is how many bytes the one photo that is seen large may take. One that cannot
// be cut, such as a HEIC, would be decoded whole for each part of it that is seen: this
// is room for one of 72 megapixels.
const oneWhole = 384 << 20

// photoBytes is how much memory photos on the way to the screen may take.
const photoBytes = 192 << 20

// loupeWorkers is how many goroutines read photos for the loupe beside those that read
// neighbours: a photo that is turned to waits neither for the two before it nor for
// something small of others.
const loupeWorkers = 3

// newLoupePool is what one large photo is read with.
func newLoupePool(n *LoupeNeeds) *pane.Pool {
	reading := pane.ReadingOf(n.Pictures, n.Read, n.Busy)
	reading.Cuts = func(p *library.Photo) bool { return p.Format == library.JPEG }
	return pane.NewPool(reading, runtime.NumCPU()+loupeWorkers-1, pane.NewCache(photoBytes), oneWhole)
}
