package scoring

import (
	"context"
	"image"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// Looker is a Scorer that looks at photos at their full size.
type Looker interface {
	Scorer
	// Scout gives what looks at the rows of a photo while they are decoded; nil
	// where the scorer needs no more than the preview.
	Scout(p *library.Photo) picture.RowSink
}

// Full is a photo's picture at full size, which never lies in memory whole.
type Full struct {
	Parts
	Scout picture.RowSink // that the scorer gave for the photo; it has seen all rows
}

// Parts gives parts of a picture at full size, upright, sRGB and opaque.
// picture.Scan is one.
type Parts interface {
	// Size gives the sides of the upright picture in pixels.
	Size() (w, h int)
	// Upright makes one of them of pixels that were copied from the rows, in
	// place where that is possible.
	Upright(rows *image.RGBA) *image.RGBA
	// At gives the part within a rectangle of the upright picture. It may take
	// half as long as decoding the picture, and fails where the scout said that
	// it needs no more.
	At(ctx context.Context, r image.Rectangle) (*image.RGBA, error)
}
