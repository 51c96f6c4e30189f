package pane

import (
	"context"
	"image"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// Thumbs has small pictures of photos.
type Thumbs interface {
	// Quick gives the best thumbnail that needs no decoding of the whole photo.
	Quick(ctx context.Context, p *library.Photo) (thumb *image.RGBA, final bool, err error)
}

// Files reads the photos themselves. Its errors are for people.
type Files interface {
	// Load gives a photo's pixels, upright, long side at most side; 0 for all.
	Load(ctx context.Context, p *library.Photo, side int) (*picture.Picture, error)
	// Part gives a part of a photo at all its pixels, with where it lies in the whole.
	Part(ctx context.Context, p *library.Photo, of func(w, h int) image.Rectangle) (part *image.RGBA, at image.Rectangle, whole image.Point, err error)
}

// ReadingOf is how a Pool reads photos from their files, with thumbnails meanwhile. busy
// may be nil.
func ReadingOf(thumbs Thumbs, files Files, busy func(bool)) Reading {
	return Reading{
		Quick: func(ctx context.Context, p *library.Photo) (*image.RGBA, error) {
			small, _, err := thumbs.Quick(ctx, p)
			return small, err
		},
		Decode: files.Load,
		Part: func(ctx context.Context, p *library.Photo, at Share) (*Part, error) {
			pixels, where, whole, err := files.Part(ctx, p, at.Of)
			if err != nil {
				return nil, err
			}
			return &Part{Pixels: pixels, At: where, Whole: whole}, nil
		},
		Busy: busy,
	}
}
