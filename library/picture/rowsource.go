package picture

import (
	"context"
	"errors"
	"image"

	"keeplight.app/keeplight/library"
)

// errNoRows says that a picture's rows cannot be had one after the other, and that
// it has to be decoded whole.
var errNoRows = errors.New("the picture has to be decoded whole")

// Shape is how a picture lies in its file.
type Shape struct {
	Width, Height int // pixels, before it is turned
	Orientation   int // EXIF 1..8 that is to be applied
}

// Upright gives the sides of the upright picture.
func (s Shape) Upright() (w, h int) {
	if swapsSides(s.Orientation) {
		return s.Height, s.Width
	}
	return s.Width, s.Height
}

// Stored gives where in the file's picture a part of the upright one lies.
func (s Shape) Stored(part image.Rectangle) image.Rectangle {
	w, h := s.Upright()
	return stored(part, w, h, s.Orientation)
}

// rowSource gives a picture's rows from the first to the last.
type rowSource interface {
	// holds is about how many bytes are in memory for it from begin to close,
	// with recent rows but without the file.
	holds() int64
	// begin decodes what cannot come row by row.
	begin(ctx context.Context) error
	// info describes the picture, but for its damage.
	info() Info
	shape() Shape
	// whole gives the rows of a source that has them all as RGBA, or nil.
	whole() *Recent
	// rows decodes so many rows and calls hand for each few of them. Those that
	// are not there are black. It gives what is wrong with the picture; errNoRows
	// where the picture has to be decoded whole.
	rows(ctx context.Context, recent *Recent, height int, hand func()) (Damage, error)
	// part decodes a part once more, in the file's colours and lying as there.
	part(ctx context.Context, r image.Rectangle) (*image.RGBA, error)
	// convert turns a part's colours into sRGB in place.
	convert(part *image.RGBA)
	// close lets go of what it holds; part is an error after it.
	close()
}

// rowsOf gives the source of a file's rows: nil for a file that has to be decoded
// in the way of Decode.
func (r Reader) rowsOf(data []byte, format library.Format, name string, pixels int64) rowSource {
	switch {
	case format == library.JPEG:
		return newJPEGRows(data)
	case format == library.RAW && r.showsJPEGOf(data):
		return newRAWRows(data)
	case format == library.PNG:
		return newPNGRows(data)
	case r.Foreign != nil && isForeign(format):
		return r.newForeignRows(data, format, name, pixels)
	}
	return nil
}
