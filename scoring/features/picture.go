package features

import (
	"image"

	"golang.org/x/image/draw"

	"keeplight.app/keeplight/library/picture"
)

const (
	// Side is the long side in pixels at which the network sees a picture.
	Side = 500
	// leastSide is the short side that one must have: the network halves four times.
	leastSide = 32
)

// seen gives a picture at the size at which the network sees it: its aspect kept, but
// for one that is so narrow that nothing would be left of it. A small one is enlarged.
func seen(src *image.RGBA) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	if small := picture.Fit(src, Side); max(w, h) >= Side && min(small.Rect.Dx(), small.Rect.Dy()) >= leastSide {
		return small
	}
	long := max(w, h)
	side := func(n int) int { return max(leastSide, (n*Side+long/2)/long) }
	dst := image.NewRGBA(image.Rect(0, 0, side(w), side(h)))
	draw.BiLinear.Scale(dst, dst.Rect, src, src.Rect, draw.Src, nil)
	return dst
}

// fill writes a picture's red, green and blue as numbers of -1..1.
func fill(input []float32, p *image.RGBA) {
	w, h := p.Rect.Dx(), p.Rect.Dy()
	var value [256]float32
	for i := range value {
		value[i] = float32(i)/127.5 - 1
	}
	for y := range h {
		row := p.Pix[y*p.Stride:][:4*w]
		out := input[3*w*y:][:3*w]
		for x := range w {
			out[3*x], out[3*x+1], out[3*x+2] = value[row[4*x]], value[row[4*x+1]], value[row[4*x+2]]
		}
	}
}
