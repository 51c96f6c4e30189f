//go:build cgo

package picture

import (
	"errors"
	"image"
	"strings"
)

// cropMargin is how many columns more than asked for are decoded at either side:
// libjpeg smooths colours across them, and at a cut there is nothing to smooth
// with.
const cropMargin = 32

// readRegion decodes a part of a JPEG as it lies in the file. What no rows can be
// cut from, such as inks, gives errNoFastDecoder.
func readRegion(data []byte, f frame, r image.Rectangle) (*image.RGBA, error) {
	s, err := openFullRows(data, f)
	if err != nil {
		return nil, err
	}
	defer s.close()
	left := max(r.Min.X-cropMargin, 0)
	from, ok := s.crop(left, min(r.Max.X+cropMargin, f.width)-left)
	if !ok || from > r.Min.X || from+s.width < r.Max.X || !s.skip(r.Min.Y) {
		return nil, s.failure()
	}
	rows := image.NewRGBA(image.Rect(0, 0, s.width, r.Dy()))
	if s.read(rows.Pix) < r.Dy() || s.complaint() != "" {
		return nil, s.failure()
	}
	return cut(rows, image.Rect(r.Min.X-from, 0, r.Max.X-from, r.Dy())), nil
}

// readBands decodes a JPEG as it lies in the file, so many rows at a time. The
// band is used again for the next call of fn.
func readBands(data []byte, f frame, rows int, fn func(y int, band *image.RGBA) error) error {
	s, err := openFullRows(data, f)
	if err != nil {
		return err
	}
	defer s.close()
	pix := make([]byte, 4*f.width*min(rows, f.height))
	for y := 0; y < f.height; y += rows {
		band := &image.RGBA{Stride: 4 * f.width, Rect: image.Rect(0, 0, f.width, min(rows, f.height-y))}
		band.Pix = pix[:band.Stride*band.Rect.Dy()]
		if s.read(band.Pix) < band.Rect.Dy() || s.complaint() != "" {
			return s.failure()
		}
		if err := fn(y, band); err != nil {
			return err
		}
	}
	return nil
}

// openFullRows opens a JPEG whose rows are RGBA at full size.
func openFullRows(data []byte, f frame) (*scanlines, error) {
	s, err := openScanlines(data, 8)
	if err != nil {
		return nil, errNoFastDecoder // the standard library may read it
	}
	if s.inks || s.width != f.width || s.height != f.height {
		s.close()
		return nil, errNoFastDecoder
	}
	return s, nil
}

// failure says why there were too few rows.
func (s *scanlines) failure() error {
	complaint := strings.ToLower(s.complaint())
	if complaint == "" {
		complaint = "there are too few rows"
	}
	return problemf(ErrDamaged, "the file is damaged: its JPEG decoder says: %w", errors.New(complaint))
}
