package pane

import (
	"image"
	"math"
	"slices"
)

// Point is a point of a photo, in shares of its sides: 0..1 from its left and top
// edges.
type Point struct{ X, Y float64 }

// sameView is by how much of the view, on both axes, two points at 100 % have to
// differ to be worth visiting one after the other.
const sameView = 0.2

// Visit shows the photo at 100 % at the first of some points, from there at the next
// one each time, and from the last of them whole. Points of which one shows what
// another does count once. A photo that is seen whole at 100 % stays as it is.
func (p *Pane) Visit(points []Point) {
	if p.view.Width <= p.pixels.X && p.view.Height <= p.pixels.Y {
		p.Fit()
		return
	}
	at := -1
	for i, point := range points {
		if p.IsAt(point) {
			at = i
		}
	}
	for i, point := range points[at+1:] {
		shown := func(before Point) bool { return p.view.near(p.pixels, point, before, sameView) }
		if !slices.ContainsFunc(points[:at+1+i], shown) {
			p.GoTo(Geometry{Zoom: 1, CX: point.X, CY: point.Y})
			return
		}
	}
	p.Fit()
}

// IsAt is true while the photo is shown at 100 % at a point, as far as its edges
// allow.
func (p *Pane) IsAt(point Point) bool {
	g := p.Place()
	return g.Zoom == 1 && p.view.near(p.pixels, Point{g.CX, g.CY}, point, 0.01)
}

// near is true for points that show the same at 100 % in a view of so many pixels, but
// for a share of the view.
func (v *View) near(pixels image.Point, a, b Point, share float64) bool {
	middle := func(at Point) Geometry {
		g := Geometry{Zoom: 1, CX: at.X, CY: at.Y}
		g.clamp(v.Width, v.Height, pixels.X, pixels.Y)
		return g
	}
	m, n := middle(a), middle(b)
	return math.Abs(m.CX-n.CX)*float64(v.Width) <= share*float64(pixels.X) &&
		math.Abs(m.CY-n.CY)*float64(v.Height) <= share*float64(pixels.Y)
}

// Preview is the photo as far as it has been read, nil where nothing is. Nobody
// changes its pixels.
func (p *Pane) Preview() *image.RGBA {
	if len(p.view.Levels) == 0 {
		return nil
	}
	return p.view.Levels[0]
}
