//go:build cgo

package picture

import (
	"context"
	"errors"
	"fmt"
	"image"
	"strings"

	"keeplight.app/keeplight/library"
)

// decodeFast decodes with libjpeg-turbo at the smallest scale that is enough for
// side, and averages the rows down as they come.
//
// The fast transform and the fast upsampling are left off: they gain nothing
// measurable with SIMD, and at high quality the fast transform is off by more
// than the JPEG itself.
//
// Of a file without an end marker it gives what is there, grey below that. What it
// gives after ctx has ended is of no use.
func decodeFast(ctx context.Context, data []byte, f frame, side int) (decoded, error) {
	end, ended := endOf(data)
	data = data[:end]
	n := scaleFor(max(f.width, f.height), side)
	w, h := scaledBy(f.width, n), scaledBy(f.height, n)
	if err := checkSize(w, h, 0); err != nil {
		return decoded{}, err
	}
	if ended && n == 1 {
		if img, ok := decodeEighth(ctx, data, side); ok {
			return decoded{pixels: img, width: f.width, height: f.height}, nil
		}
	}
	if err := ctx.Err(); err != nil {
		return decoded{}, err
	}
	s, err := openScanlines(data, n)
	if err != nil {
		return decoded{}, err
	}
	defer s.close()
	if s.width != w || s.height != h {
		return decoded{}, fmt.Errorf("the header says %d x %d pixels and also something else", f.width, f.height)
	}
	img, rows := s.picture(ctx, data, side)
	if err := ctx.Err(); err != nil {
		return decoded{}, err
	}
	if rows == 0 {
		return decoded{}, errors.New(strings.ToLower(s.complaint()))
	}
	return decoded{pixels: img, width: f.width, height: f.height, damage: s.damage(rows, f.height, ended)}, nil
}

// picture reads all rows and gives them with a long side of at most side, and
// how many rows there were; what is not reached is black.
func (s *scanlines) picture(ctx context.Context, data []byte, side int) (img *image.RGBA, rows int) {
	if dw, dh := fitted(s.width, s.height, side); !s.inks && (dw != s.width || dh != s.height) {
		r := newReducer(s.width, s.height, dw, dh)
		return r.dst, s.reduce(ctx, r)
	}
	img = image.NewRGBA(image.Rect(0, 0, s.width, s.height))
	rows = s.readAll(ctx, img.Pix)
	switch {
	case s.inks:
		if !cmykToSRGB(img, profileOf(data, library.JPEG)) {
			invertedCMYK(img)
		}
	case rows < s.height:
		makeOpaque(img)
	}
	return Fit(img, side), rows
}

// readAll fills all rows and gives how many there were, or how many until ctx ended.
func (s *scanlines) readAll(ctx context.Context, pix []byte) (rows int) {
	stride := 4 * s.width
	strip := stride * stripRowsOf(s.width)
	for rows < s.height && ctx.Err() == nil {
		n := s.read(pix[rows*stride : min(rows*stride+strip, len(pix))])
		if rows += n; n == 0 {
			break
		}
	}
	return rows
}

// reduce hands all rows to the reducer, black ones for those not reached; or those
// until ctx ended.
func (s *scanlines) reduce(ctx context.Context, r *reducer) (rows int) {
	stride := 4 * s.width
	strip := make([]byte, stride*min(s.height, stripRowsOf(s.width)))
	for ctx.Err() == nil {
		n := s.read(strip)
		for y := range n {
			r.add(strip[y*stride : (y+1)*stride])
		}
		if rows += n; n == 0 || rows == s.height {
			break
		}
	}
	clear(strip)
	for range s.height - rows {
		r.add(strip[:stride])
	}
	return rows
}

// scaleFor gives the smallest of the scales n/8 for which libjpeg has fast
// transforms that leaves a long side of at least side pixels.
func scaleFor(long, side int) int {
	if side > 0 {
		for _, n := range []int{1, 2, 4} {
			if scaledBy(long, n) >= side {
				return n
			}
		}
	}
	return 8
}

// scaledBy is libjpeg's own rounding of a length at scale n/8.
func scaledBy(length, n int) int { return (length*n + 7) / 8 }

// invertedCMYK turns pixels of 4 bytes in place from the inverted CMYK that
// Adobe writes, where 255 means no ink, to opaque RGBA. Nearly every CMYK JPEG
// is Adobe's; without an ICC profile this is what other viewers show too.
func invertedCMYK(img *image.RGBA) {
	for i := 0; i+4 <= len(img.Pix); i += 4 {
		p := img.Pix[i : i+4 : i+4]
		key := uint32(p[3])
		for c := range 3 {
			p[c] = uint8((uint32(p[c])*key + 127) / 255)
		}
		p[3] = 255
	}
}
