package chart

import (
	"math"
	"math/rand/v2"
)

// figure is the subject of a picture: a round target of rings in two colours, so
// that it is told from everything else and what is hidden of it follows from what
// is left.
type figure struct {
	at     point
	radius float64 // pixels
}

// rings is how many a target has, the middle one included.
const rings = 5

// drawFigure draws a target before something quiet, whole or cut by the border,
// and gives the share of it that is in the frame.
func drawFigure(r *rand.Rand, c *canvas) (visible float64) {
	w, h := c.size()
	back := hue(r)
	ground := gradient(r, c, back, back.mixed(hue(r), 0.5))
	if maybe(r, 0.4) {
		ground = uneven(r, ground)
	}
	c.each(ground)
	f := &figure{at: point{w / 2, h / 2}, radius: min(w, h) * between(r, 0.21, 0.24)}
	f.place(r, w, h)
	dark, light := hue(r), hue(r)
	for range 20 {
		if difference(dark, light) > 0.9 {
			break
		}
		dark, light = hue(r), hue(r)
	}
	for k := range rings {
		c.disc(f.at, f.radius*float64(rings-k)/rings, plain([2]colour{dark, light}[k%2]))
	}
	return f.visible(w, h)
}

func difference(a, b colour) (d float32) {
	for i := range a {
		d += max(a[i]-b[i], b[i]-a[i])
	}
	return d
}

// place moves the figure: a quarter anywhere in the frame where it is whole, the
// others over a border until a random share of it is left.
func (f *figure) place(r *rand.Rand, w, h float64) {
	f.at.x = between(r, f.radius+2, w-f.radius-2)
	f.at.y = between(r, f.radius+2, h-f.radius-2)
	if maybe(r, 0.25) {
		return
	}
	wanted := between(r, 0.45, 1)
	to := [4]point{{-f.radius, f.at.y}, {w + f.radius, f.at.y}, {f.at.x, -f.radius}, {f.at.x, h + f.radius}}[r.IntN(4)]
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

// visible gives the share of the figure that is in the frame, by counting places
// on circles around its middle.
func (f *figure) visible(w, h float64) float64 {
	const circles, places = 24, 64
	in, all := 0.0, 0.0
	for i := range places {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / places)
		for k := range circles {
			v := f.radius * (float64(k) + 0.5) / circles
			all += v
			if x, y := f.at.x+v*cos, f.at.y+v*sin; x >= 0 && y >= 0 && x < w && y < h {
				in += v
			}
		}
	}
	return in / all
}

// completeness is the answer where such a share of the subject is visible.
func completeness(visible float64) float64 { return digit((visible - 0.5) / 0.5) }
