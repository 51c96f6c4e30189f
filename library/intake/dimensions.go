package intake

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io"

	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"keeplight/library"
	"keeplight/library/picture"
	"keeplight/library/raw"
)

// dimensions gives the size in pixels of the picture as it lies in the file,
// without decoding it. An error says, wrapping one of package picture's, why the
// picture cannot be shown.
func dimensions(ctx context.Context, data []byte, format library.Format, name string) (w, h int, err error) {
	switch format {
	case library.JPEG:
		// The standard library's reader refuses files that ours decodes.
		o := outlineJPEG(data)
		if o.width == 0 || o.height == 0 {
			return 0, 0, fmt.Errorf("%w: it does not say how large its picture is", picture.ErrDamaged)
		}
		return o.width, o.height, nil
	case library.PNG:
		return header(data, png.DecodeConfig)
	case library.WebP:
		return header(data, webp.DecodeConfig)
	case library.TIFF:
		return header(data, tiff.DecodeConfig)
	case library.RAW:
		previews, err := raw.Previews(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return 0, 0, fmt.Errorf("%w: %w", picture.ErrDamaged, err)
		}
		return previews[0].Width, previews[0].Height, nil
	}
	// The rest has no reader of sizes; the decoder says what it makes of it.
	pic, err := picture.Decode(ctx, data, name, 1)
	if err != nil {
		return 0, 0, err
	}
	return pic.Width, pic.Height, nil
}

func header(data []byte, decode func(io.Reader) (image.Config, error)) (w, h int, err error) {
	c, err := decode(bytes.NewReader(data))
	if err != nil {
		return 0, 0, fmt.Errorf("%w: %w", picture.ErrDamaged, err)
	}
	return c.Width, c.Height, nil
}
