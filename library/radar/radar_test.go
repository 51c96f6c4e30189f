package radar

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
)

// values reads a pattern: "x" is a known value of 5, "." an absent one.
func values(pattern string) []library.Value {
	list := make([]library.Value, len(pattern))
	for i, c := range pattern {
		if c == 'x' {
			list[i] = library.Value{Known: true, Mean: 5, SD: 1}
		}
	}
	return list
}

func TestRunsBreakAtAbsentAxes(t *testing.T) {
	for pattern, want := range map[string][]Run{
		"":           nil,
		".":          nil,
		"....":       nil,
		"x":          {{Axes: []int{0}, Closed: true}},
		"xxxx":       {{Axes: []int{0, 1, 2, 3}, Closed: true}},
		"xx.x":       {{Axes: []int{3, 0, 1}}},
		".xxx":       {{Axes: []int{1, 2, 3}}},
		"x...":       {{Axes: []int{0}}},
		"...x":       {{Axes: []int{3}}},
		"x.x.":       {{Axes: []int{2}}, {Axes: []int{0}}},
		"xx..xx.xx.": {{Axes: []int{4, 5}}, {Axes: []int{7, 8}}, {Axes: []int{0, 1}}},
	} {
		if diff := cmp.Diff(want, Runs(values(pattern))); diff != "" {
			t.Errorf("%q: %s", pattern, diff)
		}
	}
}

func TestEveryPatternKeepsEachKnownAxisOnce(t *testing.T) {
	const n = library.NumAttributes
	for bits := range 1 << n {
		list := make([]library.Value, n)
		for i := range list {
			list[i].Known = bits>>i&1 == 1
		}
		seen := 0
		for _, run := range Runs(list) {
			for k, axis := range run.Axes {
				if !list[axis].Known || seen>>axis&1 == 1 {
					t.Fatalf("%010b: axis %d is absent or drawn twice", bits, axis)
				}
				if k > 0 && axis != (run.Axes[k-1]+1)%n {
					t.Fatalf("%010b: axes %v are no neighbours", bits, run.Axes)
				}
				seen |= 1 << axis
			}
		}
		if seen != bits {
			t.Fatalf("%010b: drew %010b", bits, seen)
		}
	}
}

func TestAxesGoClockwiseFromTheTop(t *testing.T) {
	for i, want := range []Point{{0, -1}, {1, 0}, {0, 1}, {-1, 0}} {
		got := At(i, 4, MaxValue)
		if math.Hypot(got.X-want.X, got.Y-want.Y) > 1e-9 {
			t.Errorf("axis %d points to %v, want %v", i, got, want)
		}
	}
}

func TestNoValueLeavesTheRim(t *testing.T) {
	for _, v := range []float64{-5, 0, 5, 10, 11, math.Inf(1), math.Inf(-1), math.NaN()} {
		for i := range 10 {
			p := At(i, 10, v)
			if r := math.Hypot(p.X, p.Y); !(r <= 1+1e-9) {
				t.Errorf("value %v is drawn at %v", v, p)
			}
		}
	}
}

func TestTheBandLiesAroundTheLine(t *testing.T) {
	list := values("xxx.x")
	for _, run := range Runs(list) {
		line := run.Line(list)
		inner, outer := run.Band(list)
		for k := range line {
			r := func(p Point) float64 { return math.Hypot(p.X, p.Y) }
			if math.Abs(r(inner[k])-0.4)+math.Abs(r(line[k])-0.5)+math.Abs(r(outer[k])-0.6) > 1e-9 {
				t.Errorf("%v %v %v", inner[k], line[k], outer[k])
			}
		}
	}
}
