package pane

import (
	"image"
	"math"
)

// tap is where a pixel lies between two of a smaller picture: at a share of t/256 from
// a to b.
type tap struct{ a, b, t int }

// taps are those of the pixels from..to of a line of size pixels that begins at start
// and shows n.
func taps(from, to, start, size, n int) []tap {
	out := make([]tap, to-from)
	for i := range out {
		f := (float64(from+i-start)+0.5)*float64(n)/float64(size) - 0.5
		f = math.Max(0, math.Min(f, float64(n-1)))
		a := int(f)
		out[i] = tap{a, min(a+1, n-1), int((f - float64(a)) * 256)}
	}
	return out
}

// blend samples bilinearly in 8-bit fixed point. A row of the picture is stretched
// once, however many rows of the view lie on it: enlarging a thumbnail to a whole view
// costs little more than copying one.
func blend(dst *image.RGBA, src *source, area, photo image.Rectangle) {
	xs := taps(area.Min.X, area.Max.X, photo.Min.X, photo.Dx(), src.w)
	ys := taps(area.Min.Y, area.Max.Y, photo.Min.Y, photo.Dy(), src.h)
	upper, lower := stretched{row: -1}, stretched{row: -1}
	for j, y := range ys {
		if upper.row != y.a && lower.row == y.a {
			upper, lower = lower, upper
		}
		upper.stretch(src, y.a, xs)
		lower.stretch(src, y.b, xs)
		mix(dst.Pix[(area.Min.Y+j)*dst.Stride+area.Min.X*4:], upper.pixels, lower.pixels, uint32(y.t))
	}
}

// stretched is a row of a picture at the width of the view: of each pixel red and blue
// in one word, green in another, with 16 bits for each.
type stretched struct {
	row    int
	pixels [][2]uint32
}

// stretch fills it with a row, unless it holds that.
func (s *stretched) stretch(src *source, row int, xs []tap) {
	if s.row == row {
		return
	}
	s.row = row
	if s.pixels == nil {
		s.pixels = make([][2]uint32, len(xs))
	}
	line := src.at(0, row)
	for i, x := range xs {
		a, b := src.pix[line+x.a*src.right:][:3:3], src.pix[line+x.b*src.right:][:3:3]
		t := uint32(x.t)
		redBlue := ((uint32(a[0])|uint32(a[2])<<16)*(256-t) + (uint32(b[0])|uint32(b[2])<<16)*t + 0x0080_0080) >> 8 & 0x00ff_00ff
		green := (uint32(a[1])*(256-t) + uint32(b[1])*t + 0x80) >> 8
		s.pixels[i] = [2]uint32{redBlue, green}
	}
}

// mix writes the pixels between two rows, at a share of t/256 from the upper to the
// lower one.
func mix(dst []byte, upper, lower [][2]uint32, t uint32) {
	u := 256 - t
	for i := range upper {
		a, b := upper[i], lower[i]
		redBlue := (a[0]*u + b[0]*t + 0x0080_0080) >> 8
		green := (a[1]*u + b[1]*t + 0x80) >> 8
		p := dst[4*i:][:4:4]
		p[0], p[1], p[2], p[3] = uint8(redBlue), uint8(green), uint8(redBlue>>16), 0xff
	}
}
