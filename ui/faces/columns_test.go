package faces

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
)

// at is a face of the usual size around a point.
func at(x, y float64) library.Box { return sized(x, y, 0.1) }

func sized(x, y, side float64) library.Box {
	return library.Box{X: x - side/2, Y: y - side/2, Width: side, Height: side}
}

func TestTheSamePersonStandsInTheSameColumn(t *testing.T) {
	type boxes = []library.Box
	for name, c := range map[string]struct {
		frames []boxes
		count  int
		want   [][]int
	}{
		"nobody":         {[]boxes{{}, {}}, 0, [][]int{{}, {}}},
		"one frame":      {[]boxes{{at(0.7, 0.5), at(0.2, 0.5)}}, 2, [][]int{{1, 0}}},
		"all move a bit": {[]boxes{{at(0.2, 0.5), at(0.5, 0.5), at(0.8, 0.5)}, {at(0.24, 0.52), at(0.46, 0.5), at(0.83, 0.47)}}, 3, [][]int{{0, 1, 2}, {0, 1, 2}}},
		"found in another order": {
			[]boxes{{at(0.2, 0.5), at(0.5, 0.5)}, {at(0.5, 0.5), at(0.2, 0.5)}}, 2, [][]int{{0, 1}, {1, 0}},
		},
		"one is missing and leaves a gap": {
			[]boxes{{at(0.2, 0.5), at(0.8, 0.5)}, {at(0.2, 0.5), at(0.5, 0.5), at(0.8, 0.5)}}, 3, [][]int{{0, 2}, {0, 1, 2}},
		},
		"somebody comes from the left": {
			[]boxes{{at(0.5, 0.5), at(0.8, 0.5)}, {at(0.1, 0.5), at(0.5, 0.5)}}, 3, [][]int{{1, 2}, {0, 1}},
		},
		"somebody walks": {
			[]boxes{{at(0.1, 0.5)}, {at(0.17, 0.5)}, {at(0.24, 0.5)}, {at(0.31, 0.5)}}, 1, [][]int{{0}, {0}, {0}, {0}},
		},
		"somebody walked to where the reference is": {
			[]boxes{{at(0.1, 0.5)}, {at(0.17, 0.5)}, {at(0.24, 0.5), at(0.8, 0.5)}}, 2, [][]int{{0}, {0}, {0, 1}},
		},
		"a head in front of another": {
			[]boxes{{at(0.5, 0.5)}, {sized(0.5, 0.5, 0.4)}}, 2, [][]int{{0}, {1}},
		},
		"the nearest of two": {
			[]boxes{{at(0.50, 0.5), at(0.58, 0.5)}, {at(0.55, 0.5), at(0.63, 0.5)}}, 2, [][]int{{0, 1}, {0, 1}},
		},
		"the camera moved by more than half their distance": {
			[]boxes{{at(0.2, 0.5), at(0.35, 0.5), at(0.5, 0.52)}, {at(0.29, 0.5), at(0.44, 0.5), at(0.59, 0.52)}}, 3, [][]int{{0, 1, 2}, {0, 1, 2}},
		},
		"one went and another came elsewhere": {[]boxes{{at(0.2, 0.5)}, {at(0.45, 0.5)}}, 2, [][]int{{0}, {1}}},
		"a box without size":                  {[]boxes{{at(0.5, 0.5)}, {sized(0.5, 0.5, 0)}}, 2, [][]int{{0}, {1}}},
	} {
		count, of, _ := Columns(t.Context(), c.frames)
		if count != c.count || !slices.EqualFunc(of, c.want, slices.Equal[[]int]) {
			t.Errorf("%s: %d columns, %v, want %d, %v", name, count, of, c.count, c.want)
		}
	}
}

func TestNoColumnHoldsTwoFacesOfAFrame(t *testing.T) {
	var crowd []library.Box
	for i := range 40 {
		crowd = append(crowd, sized(0.02+0.024*float64(i), 0.5+0.01*float64(i%3), 0.05))
	}
	_, of, _ := Columns(t.Context(), [][]library.Box{crowd, crowd[5:], crowd[:30]})
	for frame, columns := range of {
		seen := map[int]bool{}
		for i, c := range columns {
			if seen[c] {
				t.Errorf("frame %d has two faces in column %d", frame, c)
			}
			seen[c] = true
			want := i
			if frame == 1 {
				want += 5
			}
			if c != want {
				t.Errorf("face %d of frame %d stands in column %d", i, frame, c)
			}
		}
	}
}

func TestABoxIsSeenWhereThePhotoIsTurned(t *testing.T) {
	b := library.Box{X: 0.1, Y: 0.2, Width: 0.3, Height: 0.4}
	for turn, want := range map[library.Rotation]library.Box{
		0: b, 1: {X: 0.4, Y: 0.1, Width: 0.4, Height: 0.3}, 2: {X: 0.6, Y: 0.4, Width: 0.3, Height: 0.4}, 3: {X: 0.2, Y: 0.6, Width: 0.4, Height: 0.3},
	} {
		got := Seen(b, turn)
		for i, d := range []float64{got.X - want.X, got.Y - want.Y, got.Width - want.Width, got.Height - want.Height} {
			if d > 1e-9 || d < -1e-9 {
				t.Errorf("turned by %d quarters: %+v, want %+v (%d)", turn, got, want, i)
			}
		}
	}
}

// What is near is found by order: it must be what holding all against all finds.
func TestOrderFindsTheSamePairsAsHoldingAllAgainstAll(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for range 60 {
		draw := func(n int) []library.Box {
			all := make([]library.Box, n)
			for i := range all {
				side := 0.01 + 0.05*r.Float64()
				all[i] = library.Box{X: r.Float64() * 0.9, Y: r.Float64() * 0.9, Width: side, Height: side * 1.2}
			}
			return all
		}
		columns, boxes := draw(60), draw(50)
		dx, dy := 0.1*r.Float64(), 0.1*r.Float64()
		if got, _, _ := paired(columns, inOrder(columns), boxes, dx, dy); !slices.Equal(got, heldAgainstAll(columns, boxes, dx, dy)) {
			t.Fatalf("%v, want %v", got, heldAgainstAll(columns, boxes, dx, dy))
		}
	}
}

// heldAgainstAll pairs the likest again and again.
func heldAgainstAll(columns, boxes []library.Box, dx, dy float64) []int {
	of, taken := slices.Repeat([]int{-1}, len(boxes)), make([]bool, len(columns))
	for {
		least, column, box := math.Inf(1), 0, 0
		for c := range columns {
			moved := columns[c]
			moved.X, moved.Y = moved.X+dx, moved.Y+dy
			for b := range boxes {
				if d := distance(&moved, &boxes[b]); !taken[c] && of[b] < 0 && d <= mostMoved && d < least {
					least, column, box = d, c, b
				}
			}
		}
		if math.IsInf(least, 1) {
			return of
		}
		of[box], taken[column] = column, true
	}
}

func TestColumnsEndWithTheirContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := Columns(ctx, [][]library.Box{{{X: 0.1, Y: 0.1, Width: 0.1, Height: 0.1}}}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
