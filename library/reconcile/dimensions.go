package reconcile

import (
	"bytes"
	"context"
	"fmt"
	"image/png"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// dimensions gives the size in pixels of the upright picture without decoding
// it. orientation is what the file's facts say. An error says, wrapping one of
// package picture's, why the picture cannot be shown.
func dimensions(ctx context.Context, data []byte, format library.Format, orientation int, name string) (w, h int, err error) {
	switch format {
	case library.JPEG, library.TIFF:
		return picture.Size(data, format)
	case library.PNG:
		if w, h, err = header(data); err != nil {
			return decodedSize(ctx, data, name)
		}
	default:
		return decodedSize(ctx, data, name)
	}
	if orientation >= 5 { // EXIF: a quarter turn
		w, h = h, w
	}
	return w, h, err
}

// decodedSize is for formats without a reader of sizes; the decoder says what it
// makes of them.
func decodedSize(ctx context.Context, data []byte, name string) (w, h int, err error) {
	pic, err := picture.Decode(ctx, data, name, 1)
	if err != nil {
		return 0, 0, err
	}
	return pic.Width, pic.Height, nil
}

func header(data []byte) (w, h int, err error) {
	c, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0, 0, fmt.Errorf("%w: %w", picture.ErrDamaged, err)
	}
	return c.Width, c.Height, nil
}
