package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
)

// fullChromaFrom is the quality from which colours keep their full resolution.
const fullChromaFrom = 93

// EncodeJPEG gives opaque pixels as a baseline JPEG of quality 1..100.
func EncodeJPEG(img *image.RGBA, quality int) ([]byte, error) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	const maxSide = 65535 // JPEG counts in 16 bits
	if w < 1 || h < 1 || w > maxSide || h > maxSide {
		return nil, fmt.Errorf("encoding a JPEG: %d x %d pixels do not fit into one", w, h)
	}
	quality = min(max(quality, 1), 100)
	img = tight(img)
	out, err := encodeFast(img, quality)
	if !errors.Is(err, errNoFastDecoder) {
		return out, err
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("encoding a JPEG: %w", err)
	}
	return buf.Bytes(), nil
}
