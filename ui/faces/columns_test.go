package faces

import (
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
		count, of := Columns(c.frames)
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
	_, of := Columns([][]library.Box{crowd, crowd[5:], crowd[:30]})
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
