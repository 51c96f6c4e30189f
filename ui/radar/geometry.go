package radar

import (
	"math"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	shape "keeplight.app/keeplight/library/radar"
)

type values = [library.NumAttributes]library.Value

// frame is where the chart stands in its widget, and how many axes it has.
type frame struct {
	centre fyne.Position
	radius float32
	gap    float32 // to the labels
	axes   int
}

// place brings a point of the unit circle into the widget.
func (f frame) place(p shape.Point) fyne.Position {
	return f.centre.AddXY(float32(p.X)*f.radius, float32(p.Y)*f.radius)
}

// at is the place of a value, 0..10, on an axis.
func (f frame) at(axis int, value float64) fyne.Position {
	return f.place(shape.At(axis, f.axes, value))
}

// beside is a place at a value on an axis, off to its side by so many pixels.
func (f frame) beside(axis int, value float64, off float32) fyne.Position {
	dx, dy := f.direction(axis)
	return f.at(axis, value).AddXY(-dy*off, dx*off)
}

// area is the polygon of one run. A run that does not go all the way round is
// closed through the centre, so that nothing is drawn over an absent axis.
func (f frame) area(run shape.Run, points []shape.Point) []fyne.Position {
	var polygon []fyne.Position
	if !run.Closed {
		polygon = append(polygon, f.centre)
	}
	for _, p := range points {
		corner := f.place(p)
		if n := len(polygon); n == 0 || (!together(corner, polygon[n-1]) && !together(corner, polygon[0])) {
			polygon = append(polygon, corner)
		}
	}
	return polygon
}

// together is true for two corners that would fall together on the screen. Fyne's
// polygon shader divides by the length of each side and fills whole rows of
// pixels beside a polygon that has a side of none.
func together(a, b fyne.Position) bool { return distance(a, b) < 0.5 }

func distance(a, b fyne.Position) float64 { return math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y)) }

// edge is one side of the outline.
type edge struct{ from, to fyne.Position }

// outline gives the sides between the known neighbours of a run.
func (f frame) outline(run shape.Run, points []shape.Point) []edge {
	var edges []edge
	for i := 1; i < len(points); i++ {
		edges = append(edges, edge{f.place(points[i-1]), f.place(points[i])})
	}
	if run.Closed && len(points) > 2 {
		edges = append(edges, edge{f.place(points[len(points)-1]), f.place(points[0])})
	}
	return edges
}

// dashed breaks a side into dashes with gaps as long between them. It begins and ends
// with a dash, so that corners are seen.
func (e edge) dashed(length float64) []edge {
	n := max(int(distance(e.from, e.to)/length+1)/2, 1) // dashes
	pieces := float32(2*n - 1)
	at := func(piece int) fyne.Position {
		part := float32(piece) / pieces
		return e.from.AddXY((e.to.X-e.from.X)*part, (e.to.Y-e.from.Y)*part)
	}
	dashes := make([]edge, n)
	for i := range dashes {
		dashes[i] = edge{at(2 * i), at(2*i + 1)}
	}
	return dashes
}

// hasSpread is true when any value of the run says how uncertain it is.
func hasSpread(v []library.Value, run shape.Run) bool {
	for _, i := range run.Axes {
		if v[i].SD > 0 {
			return true
		}
	}
	return false
}

// direction of an axis, as the unit vector from the centre.
func (f frame) direction(axis int) (dx, dy float32) {
	p := shape.At(axis, f.axes, shape.MaxValue)
	return float32(p.X), float32(p.Y)
}

// fit finds the largest chart that leaves room for its labels, one for each axis.
func fit(size fyne.Size, labels []fyne.Size, gap float32) frame {
	f := frame{
		centre: fyne.NewPos(size.Width/2, size.Height/2), radius: min(size.Width, size.Height) / 2, axes: len(labels), gap: gap,
	}
	for i, label := range labels {
		dx, dy := f.direction(i)
		dx, dy = float32(math.Abs(float64(dx))), float32(math.Abs(float64(dy)))
		if dx > 0.1 {
			f.radius = min(f.radius, (size.Width/2-label.Width)/dx-gap)
		}
		if dy > 0.1 {
			f.radius = min(f.radius, (size.Height/2-label.Height)/dy-gap)
		}
	}
	f.radius = max(f.radius, 10)
	return f
}

// labelPlace is the top left corner of an axis' label.
func (f frame) labelPlace(axis int, label fyne.Size) fyne.Position {
	dx, dy := f.direction(axis)
	x, y := f.centre.X+dx*(f.radius+f.gap), f.centre.Y+dy*(f.radius+f.gap)
	switch {
	case dx > 0.1:
		return fyne.NewPos(x, y-label.Height/2*(1-dy))
	case dx < -0.1:
		return fyne.NewPos(x-label.Width, y-label.Height/2*(1-dy))
	case dy < 0:
		return fyne.NewPos(x-label.Width/2, y-label.Height)
	}
	return fyne.NewPos(x-label.Width/2, y)
}
