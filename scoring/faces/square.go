package faces

import (
	"image"
	"math"
)

// point is a place in the photo at full size, in pixels from its upper left corner.
type point struct{ x, y float64 }

func (p point) to(q point) float64 { return math.Hypot(q.x-p.x, q.y-p.y) }

// towards gives the place at a share of the way to another.
func (p point) towards(q point, share float64) point {
	return point{p.x + share*(q.x-p.x), p.y + share*(q.y-p.y)}
}

// finite is false for what a network answered without sense.
func (p point) finite() bool {
	s := p.x + p.y
	return !math.IsNaN(s) && !math.IsInf(s, 0)
}

// square is a part of the photo, possibly turned, and partly outside.
type square struct {
	middle point
	side   float64 // pixels of the photo at full size
	angle  float64 // radians, clockwise
}

// at gives the place in the photo of a point of the square, of which u and v are
// 0..1 along its upper and its left side.
func (s square) at(u, v float64) point {
	sin, cos := math.Sincos(s.angle)
	a, b := (u-0.5)*s.side, (v-0.5)*s.side
	return point{s.middle.x + cos*a - sin*b, s.middle.y + sin*a + cos*b}
}

// place is the reverse of at.
func (s square) place(p point) (u, v float64) {
	sin, cos := math.Sincos(s.angle)
	dx, dy := p.x-s.middle.x, p.y-s.middle.y
	return (cos*dx+sin*dy)/s.side + 0.5, (cos*dy-sin*dx)/s.side + 0.5
}

// usable is false for a square that nothing can be read from.
func (s square) usable() bool {
	return s.middle.finite() && s.side > 0 && !math.IsInf(s.side, 0) && !math.IsNaN(s.angle)
}

// bounds gives the pixels that a square so many times as large touches.
func (s square) bounds(times float64) image.Rectangle {
	sin, cos := math.Sincos(s.angle)
	reach := times * s.side / 2 * (math.Abs(sin) + math.Abs(cos))
	return image.Rect(
		floor(s.middle.x-reach), floor(s.middle.y-reach),
		floor(s.middle.x+reach)+1, floor(s.middle.y+reach)+1)
}

// floor is math.Floor within what an int surely holds.
func floor(x float64) int {
	const most = 1 << 30
	return int(math.Floor(min(max(x, -most), most)))
}

// level gives the square, without a turn, of a side around a point.
func level(middle point, side float64) square { return square{middle: middle, side: side} }
