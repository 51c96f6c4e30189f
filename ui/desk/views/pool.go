package views

import (
	"context"
	"image"
	"runtime"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
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

// Beside reads photos that are shown beside each other.
type Beside interface {
	Load(ctx context.Context, p *library.Photo, side int) (*picture.Picture, error)
	Part(ctx context.Context, p *library.Photo, of func(w, h int) image.Rectangle) (part *image.RGBA, at image.Rectangle, whole image.Point, err error)
}

// How many bytes pictures at the size of a pane, and whole photos, may take.
const (
	fittedBytes = 64 << 20
	wholeBytes  = 256 << 20 // two photos of 24 megapixels
)

// besideWorkers is how many photos are decoded at once.
const besideWorkers = 2

// pool is what compare and survey read their photos with.
type pool struct{ *pane.Pool }

func newPool(thumbs Pictures, read Beside, busy func(bool)) *pool {
	return &pool{pane.NewPool(reading(thumbs, read, busy), besideWorkers, pane.NewCache(fittedBytes), wholeBytes)}
}

// photoBytes is how much memory photos on the way to the screen may take.
const photoBytes = 192 << 20

// loupeWorkers is how many goroutines read photos for the loupe beside those that read
// neighbours: a photo that is turned to waits neither for the two before it nor for
// something small of others.
const loupeWorkers = 3

// newLoupePool is what one large photo is read with.
func newLoupePool(n *LoupeNeeds) *pane.Pool {
	reading := reading(n.Pictures, n.Read, n.Busy)
	reading.Cuts = func(p *library.Photo) bool { return p.Format == library.JPEG }
	return pane.NewPool(reading, runtime.NumCPU()+loupeWorkers-1, pane.NewCache(photoBytes), wholeBytes)
}

// reading is how a pool reads photos.
func reading(thumbs Pictures, read Beside, busy func(bool)) pane.Reading {
	return pane.Reading{
		Quick: func(ctx context.Context, p *library.Photo) (*image.RGBA, error) {
			small, _, err := thumbs.Quick(ctx, p)
			return small, err
		},
		Decode: read.Load,
		Part: func(ctx context.Context, p *library.Photo, at pane.Share) (*pane.Part, error) {
			pixels, where, whole, err := read.Part(ctx, p, at.Of)
			if err != nil {
				return nil, err
			}
			return &pane.Part{Pixels: pixels, At: where, Whole: whole}, nil
		},
		Busy: busy,
	}
}
