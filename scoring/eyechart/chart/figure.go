package chart

import (
	"math"
	"math/rand/v2"
)

// figure is a subject with one outline around its middle.
type figure struct {
	at     point
	radius [64]float64 // pixels, in directions all around
}

// drawFigure draws a subject before something quiet, whole or cut by the border,
// and gives the share of it that is in the frame.
func drawFigure(r *rand.Rand, c *canvas) (visible float64) {
	w, h := c.size()
	back := hue(r)
	ground := gradient(r, c, back, back.mixed(hue(r), 0.5))
	if maybe(r, 0.7) {
		ground = uneven(r, ground)
	}
	c.each(ground)
	f := newFigure(r, min(w, h)*between(r, 0.13, 0.33))
	f.at = point{w / 2, h / 2}
	f.place(r, w, h)
	front := hue(r)
	for range 20 {
		if difference(front, back) > 0.5 {
			break
		}
		front = hue(r)
	}
	paint := plain(front)
	if maybe(r, 0.7) {
		paint = uneven(r, paint)
	}
	c.polygon(paint, f.outline()...)
	return f.visible(w, h)
}

func difference(a, b colour) (d float32) {
	for i := range a {
		d += max(a[i]-b[i], b[i]-a[i])
	}
	return d
}

// newFigure has an outline of a few waves, so regular that what the border hides
// can be told from what is left.
func newFigure(r *rand.Rand, size float64) *figure {
	f := &figure{}
	stretch, turn := between(r, 1, 1.5), between(r, 0, math.Pi)
	var depth, phase [5]float64
	for i := range depth {
		depth[i], phase[i] = between(r, 0, 0.15)/float64(i+1), between(r, 0, 2*math.Pi)
	}
	for i := range f.radius {
		a := 2 * math.Pi * float64(i) / float64(len(f.radius))
		sin, cos := math.Sincos(a - turn)
		v := size / math.Hypot(cos/stretch, sin*stretch)
		for k, d := range depth {
			v *= 1 + d*math.Cos(float64(k+2)*a+phase[k])
		}
		f.radius[i] = v
	}
	return f
}

// outline gives the figure's corners.
func (f *figure) outline() []point {
	corners := make([]point, len(f.radius))
	for i, v := range f.radius {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(len(f.radius)))
		corners[i] = point{f.at.x + v*cos, f.at.y + v*sin}
	}
	return corners
}

// place moves the figure: a quarter anywhere in the frame where it is whole, the
// others over a border until a random share of it is left.
func (f *figure) place(r *rand.Rand, w, h float64) {
	left, top, right, bottom := f.extent()
	f.at.x = between(r, left+2, max(left+2, w-right-2))
	f.at.y = between(r, top+2, max(top+2, h-bottom-2))
	if maybe(r, 0.25) {
		return
	}
	wanted := between(r, 0.45, 1)
	to := [4]point{{-right, f.at.y}, {w + left, f.at.y}, {f.at.x, -bottom}, {f.at.x, h + top}}[r.IntN(4)]
	from, lo, hi := f.at, 0.0, 1.0
	for range 10 {
		middle := (lo + hi) / 2
		f.at = point{from.x + (to.x-from.x)*middle, from.y + (to.y-from.y)*middle}
		if f.visible(w, h) > wanted {
			lo = middle
		} else {
			hi = middle
		}
	}
}

// extent is how far the figure reaches from its middle.
func (f *figure) extent() (left, top, right, bottom float64) {
	for _, p := range f.outline() {
		left, right = max(left, f.at.x-p.x), max(right, p.x-f.at.x)
		top, bottom = max(top, f.at.y-p.y), max(bottom, p.y-f.at.y)
	}
	return left, top, right, bottom
}

// visible gives the share of the figure that is in the frame, by counting places
// on rings around its middle.
func (f *figure) visible(w, h float64) float64 {
	const rings = 24
	in, all := 0.0, 0.0
	for i, v := range f.radius {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(len(f.radius)))
		for k := range rings {
			at := (float64(k) + 0.5) / rings
			area := v * v * at
			all += area
			if x, y := f.at.x+v*at*cos, f.at.y+v*at*sin; x >= 0 && y >= 0 && x < w && y < h {
				in += area
			}
		}
	}
	return in / all
}

// completeness is the answer where such a share of the subject is visible.
func completeness(visible float64) float64 { return digit((visible - 0.5) / 0.5) }
