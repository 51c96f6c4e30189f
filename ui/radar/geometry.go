package radar

import (
	"math"

	"fyne.io/fyne/v2"

	"keeplight/library"
)

const axes = library.NumAttributes

type values = [axes]library.Value

// frame is where the chart stands in its widget.
type frame struct {
	centre fyne.Position
	radius float32
}

// direction of an axis: the first points up, the others follow clockwise.
func direction(axis int) (dx, dy float32) {
	sin, cos := math.Sincos(2 * math.Pi * float64(axis) / axes)
	return float32(sin), float32(-cos)
}

// at is the place of a value, 0..10, on an axis. Values beyond are cut.
func (f frame) at(axis int, value float64) fyne.Position {
	dx, dy := direction(axis)
	r := f.radius * float32(min(max(value, 0), 10)/10)
	return fyne.NewPos(f.centre.X+dx*r, f.centre.Y+dy*r)
}

// runs finds the longest stretches of neighbouring axes with known values, in
// radar order and across the top. All ten known make one run of ten; none make
// no run.
func runs(v *values) [][]int {
	first := -1
	for i := range v {
		if !v[i].Known {
			first = i
			break
		}
	}
	if first < 0 {
		all := make([]int, axes)
		for i := range all {
			all[i] = i
		}
		return [][]int{all}
	}
	var found [][]int
	var open []int
	for step := 1; step <= axes; step++ {
		i := (first + step) % axes
		if v[i].Known {
			open = append(open, i)
			continue
		}
		if len(open) > 0 {
			found = append(found, open)
			open = nil
		}
	}
	return found
}

// area is the polygon of one run, each value moved by shift standard
// deviations. A run that does not go all the way round is closed through the
// centre, so that nothing is drawn over an absent axis. It is nil for a run of
// one, which has no area.
func (f frame) area(v *values, run []int, shift float64) []fyne.Position {
	if len(run) < 2 {
		return nil
	}
	var points []fyne.Position
	if len(run) < axes {
		points = append(points, f.centre)
	}
	for _, i := range run {
		points = append(points, f.at(i, v[i].Mean+shift*v[i].SD))
	}
	return points
}

// edge is one side of the outline.
type edge struct{ from, to fyne.Position }

// outline gives the sides between known neighbours.
func (f frame) outline(v *values) []edge {
	var edges []edge
	for i := range v {
		next := (i + 1) % axes
		if v[i].Known && v[next].Known {
			edges = append(edges, edge{f.at(i, v[i].Mean), f.at(next, v[next].Mean)})
		}
	}
	return edges
}

// hasSpread is true when any value of the run says how uncertain it is.
func hasSpread(v *values, run []int) bool {
	for _, i := range run {
		if v[i].SD > 0 {
			return true
		}
	}
	return false
}

// fit finds the largest chart that leaves room for its labels.
func fit(size fyne.Size, labels []fyne.Size) frame {
	f := frame{centre: fyne.NewPos(size.Width/2, size.Height/2), radius: min(size.Width, size.Height) / 2}
	for i, label := range labels {
		dx, dy := direction(i)
		dx, dy = float32(math.Abs(float64(dx))), float32(math.Abs(float64(dy)))
		if dx > 0.1 {
			f.radius = min(f.radius, (size.Width/2-label.Width)/dx-labelGap)
		}
		if dy > 0.1 {
			f.radius = min(f.radius, (size.Height/2-label.Height)/dy-labelGap)
		}
	}
	f.radius = max(f.radius, 10)
	return f
}

// labelPlace is the top left corner of an axis' label.
func (f frame) labelPlace(axis int, label fyne.Size) fyne.Position {
	dx, dy := direction(axis)
	x, y := f.centre.X+dx*(f.radius+labelGap), f.centre.Y+dy*(f.radius+labelGap)
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
