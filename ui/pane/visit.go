package pane

import (
	"image"
	"math"
)

// Point is a point of a photo, in shares of its sides: 0..1 from its left and top
// edges.
type Point struct{ X, Y float64 }

// sameView is by how much of the view, on both axes, two points at 100 % have to
// differ to be worth visiting one after the other.
const sameView = 0.2

// Visit shows the photo at 100 % at the first of some points, from there at the next
// one each time, and from the last of them whole. Points of which one shows what
// another does count once.
func (p *Pane) Visit(points []Point) {
	at := -1
	for i, point := range points {
		if p.IsAt(point) {
			at = i
		}
	}
	for i, point := range points[at+1:] {
		if p.visits(points[:at+1+i], point) {
			p.GoTo(Geometry{Zoom: 1, CX: point.X, CY: point.Y})
			return
		}
	}
	p.Fit()
}

// visits is true for a point that shows something else than those before it.
func (p *Pane) visits(before []Point, point Point) bool {
	for _, other := range before {
		if p.near(point, other, sameView) {
			return false
		}
	}
	return true
}

// IsAt is true while the photo is shown at 100 % at a point, as far as its edges
// allow.
func (p *Pane) IsAt(point Point) bool {
	g := p.geometry()
	return g.Zoom == 1 && p.near(Point{g.CX, g.CY}, point, 0.01)
}

// near is true for points that show the same at 100 %, but for a share of the view.
func (p *Pane) near(a, b Point, share float64) bool {
	middle := func(at Point) Geometry {
		g := Geometry{Zoom: 1, CX: at.X, CY: at.Y}
		g.clamp(p.view.Width, p.view.Height, p.pixels.X, p.pixels.Y)
		return g
	}
	m, n := middle(a), middle(b)
	return math.Abs(m.CX-n.CX)*float64(p.view.Width) <= share*float64(p.pixels.X) &&
		math.Abs(m.CY-n.CY)*float64(p.view.Height) <= share*float64(p.pixels.Y)
}

// Preview is the photo as far as it has been read, nil where nothing is. Nobody
// changes its pixels.
func (p *Pane) Preview() *image.RGBA {
	if len(p.view.Levels) == 0 {
		return nil
	}
	return p.view.Levels[0]
}
