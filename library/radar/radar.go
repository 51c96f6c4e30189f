package radar

import (
	"math"

	"keeplight.app/keeplight/library"
)

// MaxValue is the value at the rim.
const MaxValue = 10

// Point is a place in the chart: the centre is (0,0), the rim has the radius 1,
// x grows to the right and y downwards.
type Point struct{ X, Y float64 }

// At gives the place of value v on axis i of n. Axis 0 points up and the others
// follow clockwise. Values outside 0..MaxValue are drawn at its ends, NaN at
// the centre.
func At(i, n int, v float64) Point {
	if math.IsNaN(v) || n <= 0 {
		return Point{}
	}
	r := min(max(v/MaxValue, 0), 1)
	sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
	return Point{r * sin, -r * cos}
}

// Ring gives the corners of the grid line at value v of n axes.
func Ring(n int, v float64) []Point {
	ring := make([]Point, n)
	for i := range ring {
		ring[i] = At(i, n, v)
	}
	return ring
}

// Run is a stretch of neighbouring axes whose values are known. An absent value
// interrupts the shape: joining its neighbours would show a value that nobody
// gave.
type Run struct {
	Axes   []int // in clockwise order, perhaps across the top
	Closed bool  // all axes are known and the last joins the first
}

// Runs splits the axes around the absent ones. It is empty where all are
// absent.
func Runs(values []library.Value) []Run {
	n := len(values)
	gap := 0
	for gap < n && values[gap].Known {
		gap++
	}
	if gap == n {
		if n == 0 {
			return nil
		}
		return []Run{{Axes: span(0, n, n), Closed: true}}
	}
	// Going round from a gap, no run is cut in two by the top.
	var runs []Run
	for step := 1; step < n; step++ {
		length := 0
		for step+length < n && values[(gap+step+length)%n].Known {
			length++
		}
		if length > 0 {
			runs = append(runs, Run{Axes: span(gap+step, length, n)})
			step += length
		}
	}
	return runs
}

// span gives length axes of n, going round from start.
func span(start, length, n int) []int {
	axes := make([]int, length)
	for k := range axes {
		axes[k] = (start + k) % n
	}
	return axes
}

// Line gives the places of a run's values.
func (r Run) Line(values []library.Value) []Point {
	return r.points(values, func(v library.Value) float64 { return v.Mean })
}

// Band gives the edges of one standard deviation around a run's values. The
// inner edge runs in the same direction as the outer one.
func (r Run) Band(values []library.Value) (inner, outer []Point) {
	return r.points(values, func(v library.Value) float64 { return v.Mean - v.SD }),
		r.points(values, func(v library.Value) float64 { return v.Mean + v.SD })
}

func (r Run) points(values []library.Value, of func(library.Value) float64) []Point {
	line := make([]Point, len(r.Axes))
	for k, axis := range r.Axes {
		line[k] = At(axis, len(values), of(values[axis]))
	}
	return line
}
