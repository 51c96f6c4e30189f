package calibration

import (
	"encoding/json"
	"errors"
	"fmt"
	"sort"
)

const (
	fullScore = 10.0
	maxPoints = 64 // a learnt map has about 20
)

// Map is a rising function from 0..10 onto 0..10, straight between its points.
// The zero value is the identity.
type Map struct {
	points []point // X rising strictly from 0 to 10, Y from 0 to 10 without falling
}

type point struct{ X, Y float64 }

// IsIdentity is true where the map changes nothing.
func (m *Map) IsIdentity() bool { return len(m.points) == 0 }

// At maps a value. What is outside 0..10, or not a number, comes back as it is.
func (m *Map) At(x float64) float64 {
	if m.IsIdentity() || !(x >= 0 && x <= fullScore) {
		return x
	}
	// The first point is at 0, so there is one at or before x.
	i := sort.Search(len(m.points), func(i int) bool { return m.points[i].X > x }) - 1
	a := m.points[i]
	if i == len(m.points)-1 {
		return a.Y
	}
	b := m.points[i+1]
	return a.Y + (x-a.X)/(b.X-a.X)*(b.Y-a.Y)
}

// SpreadAt maps a standard deviation at a value by the local slope (the delta
// method, Cramer 1946): the mean slope over one deviation to both sides, so
// that a corner of the map between them counts with its share. What is no value
// or no deviation comes back as it is.
func (m *Map) SpreadAt(x, sd float64) float64 {
	if m.IsIdentity() || !(x >= 0 && x <= fullScore) || !(sd > 0) {
		return sd
	}
	low, high := max(0, x-sd), min(fullScore, x+sd)
	if !(high > low) {
		return sd // so small that it is lost beside x
	}
	return sd * ((m.At(high) - m.At(low)) / (high - low))
}

var errMap = errors.New("not a map of scores")

// MarshalJSON writes a list of points [x, y], null for the identity.
func (m Map) MarshalJSON() ([]byte, error) {
	if m.IsIdentity() {
		return []byte("null"), nil
	}
	list := make([][2]float64, len(m.points))
	for i, p := range m.points {
		list[i] = [2]float64{p.X, p.Y}
	}
	return json.Marshal(list)
}

// UnmarshalJSON reads what MarshalJSON writes, and refuses points that do not
// rise from (0,0) to (10,10).
func (m *Map) UnmarshalJSON(b []byte) error {
	var list [][]float64
	if err := json.Unmarshal(b, &list); err != nil {
		return fmt.Errorf("reading a map of scores: %w", err)
	}
	*m = Map{}
	if len(list) == 0 {
		return nil
	}
	if len(list) > maxPoints {
		return fmt.Errorf("reading %d points, at most %d: %w", len(list), maxPoints, errMap)
	}
	points := make([]point, len(list))
	for i, p := range list {
		if len(p) != 2 {
			return fmt.Errorf("reading point %d of %d numbers: %w", i, len(p), errMap)
		}
		points[i] = point{p[0], p[1]}
	}
	if err := check(points); err != nil {
		return err
	}
	m.points = points
	return nil
}

// check is true to the type's word: it says why points are no map.
func check(points []point) error {
	first, last := points[0], points[len(points)-1]
	if first != (point{0, 0}) || last != (point{fullScore, fullScore}) {
		return fmt.Errorf("from %v to %v: %w", first, last, errMap)
	}
	for i := 1; i < len(points); i++ {
		if a, b := points[i-1], points[i]; !(b.X > a.X && b.Y >= a.Y) {
			return fmt.Errorf("%v after %v: %w", b, a, errMap)
		}
	}
	return nil
}
