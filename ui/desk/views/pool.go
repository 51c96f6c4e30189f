package views

import (
	"context"
	"image"

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
