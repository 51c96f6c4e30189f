//go:build cgo

package picture

import (
	"errors"
	"image"
	"math"
	"strings"
)

// cropMargin is how many columns more than asked for are decoded at either side:
// libjpeg smooths colours across them, and at a cut there is nothing to smooth
// with.
const cropMargin = 32

// rowMargin is how many rows above what is asked for are decoded, for the same
// reason.
const rowMargin = 32

// readRegions decodes parts of a JPEG as it lies in the file, none of them empty, in
// one pass from top to bottom. What no rows can be cut from, such as inks, gives
// errNoFastDecoder. strict also refuses what libjpeg complained about.
func readRegions(data []byte, f frame, rs []image.Rectangle, strict bool) ([]*image.RGBA, error) {
	s, err := openFullRows(data, f)
	if err != nil {
		return nil, err
	}
	defer s.close()
	all, parts := image.Rectangle{}, make([]*image.RGBA, len(rs))
	for i, r := range rs {
		all, parts[i] = all.Union(r), image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	}
	left := max(all.Min.X-cropMargin, 0)
	from, ok := s.crop(left, min(all.Max.X+cropMargin, f.width)-left)
	if !ok || from > all.Min.X || from+s.width < all.Max.X {
		return nil, s.failure()
	}
	row := make([]byte, 4*s.width)
	for y := all.Min.Y; y < all.Max.Y; {
		if next := nextWanted(rs, y); next > y || y == all.Min.Y {
			// Rows are smoothed down the picture too.
			if !s.skip(max(next-rowMargin-s.y, 0)) || !s.pass(row, next) {
				return nil, s.failure()
			}
			y = next
		}
		if s.read(row) == 0 || strict && s.complaint() != "" {
			return nil, s.failure()
		}
		for i, r := range rs {
			if y >= r.Min.Y && y < r.Max.Y {
				copy(parts[i].Pix[(y-r.Min.Y)*parts[i].Stride:][:parts[i].Stride], row[4*(r.Min.X-from):])
			}
		}
		y++
	}
	return parts, nil
}

// nextWanted gives the first row from y on that is part of any of rs.
func nextWanted(rs []image.Rectangle, y int) int {
	next := math.MaxInt
	for _, r := range rs {
		if y < r.Max.Y {
			next = min(next, max(y, r.Min.Y))
		}
	}
	return next
}

// pass reads up to a row without looking.
func (s *scanlines) pass(row []byte, to int) bool {
	for s.y < to {
		if s.read(row) == 0 {
			return false
		}
	}
	return true
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
