package faces

import (
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/style/styletest"
)

// eyed is a face whose eyes are so wide, in a state, with a focus where they are large
// enough.
func eyed(states [2]library.EyeState, widths, focus [2]float64) library.Face {
	var f library.Face
	for i := range f.Eyes {
		f.Eyes[i] = library.Eye{State: states[i], Width: widths[i], Focus: focus[i], Sharp: widths[i] >= 24}
	}
	return f
}

func TestTheFocusOfAFaceIsThatOfItsNearerOpenEye(t *testing.T) {
	const open, closed, unknown = library.EyeOpen, library.EyeClosed, library.EyeUnknown
	type states = [2]library.EyeState
	type pair = [2]float64
	turned := eyed(states{open, open}, pair{30, 40}, pair{0.1, 0.2})
	turned.Turned = true
	for name, c := range map[string]struct {
		face  library.Face
		want  float64
		known bool
	}{
		"the wider of two":       {eyed(states{open, open}, pair{30, 40}, pair{0.1, 0.2}), 0.2, true},
		"the open one":           {eyed(states{open, closed}, pair{30, 40}, pair{0.1, 0.2}), 0.1, true},
		"the open one second":    {eyed(states{unknown, open}, pair{40, 30}, pair{0.1, 0.2}), 0.2, true},
		"the one that is enough": {eyed(states{open, open}, pair{20, 25}, pair{0.1, 0.2}), 0.2, true},
		"both closed":            {eyed(states{closed, closed}, pair{40, 30}, pair{0.1, 0.2}), 0, false},
		"too small":              {eyed(states{open, open}, pair{20, 20}, pair{0.1, 0.2}), 0, false},
		"turned away":            {turned, 0, false},
	} {
		if got, known := Focus(&c.face); got != c.want || known != c.known {
			t.Errorf("%s: %v, %v, want %v, %v", name, got, known, c.want, c.known)
		}
	}
}

func TestFocusIsHeldAgainstTheBestFrameOfTheSameColumn(t *testing.T) {
	face := func(focus float64) library.Face {
		width := 30.0
		if focus < 0 {
			width = 10
		}
		return eyed([2]library.EyeState{library.EyeOpen, library.EyeOpen}, [2]float64{width, width}, [2]float64{focus, focus})
	}
	frames := [][]library.Face{{face(0.1), face(0.3)}, {face(0.2), face(-1)}, {face(0.15)}}
	columns := [][]int{{0, 1}, {0, 1}, {0}}
	for at, want := range [][]float64{{0.5, -1}, {1, -1}, {0.75}} {
		got := Against(frames, columns, at)
		for i := range want {
			if d := got[i] - want[i]; d > 1e-9 || d < -1e-9 {
				t.Errorf("frame %d has shares %v, want %v", at, got, want)
			}
		}
	}
}

func TestWhatWasFoundIsSaidInWords(t *testing.T) {
	styletest.Speak(t, "C")
	open := eyed([2]library.EyeState{library.EyeOpen, library.EyeOpen}, [2]float64{30, 30}, [2]float64{})
	closed := eyed([2]library.EyeState{library.EyeClosed, library.EyeClosed}, [2]float64{30, 30}, [2]float64{})
	unknown := eyed([2]library.EyeState{library.EyeClosed, library.EyeOpen}, [2]float64{30, 30}, [2]float64{})
	turned := library.Face{Turned: true}
	for name, c := range map[string]struct {
		faces       []library.Face
		line, badge string
	}{
		"nobody":    {nil, "", ""},
		"one":       {[]library.Face{open}, "1 face", ""},
		"one blink": {[]library.Face{closed}, "1 face, 1 looks closed", "looks closed"},
		"a group": {
			[]library.Face{open, open, open, closed, unknown, unknown, turned},
			"7 faces, 1 looks closed, 2 cannot tell, 1 turned away", "1 looks closed",
		},
		"two":     {[]library.Face{closed, closed, open}, "3 faces, 2 look closed", "2 look closed"},
		"unclear": {[]library.Face{unknown, turned}, "2 faces, 1 cannot tell, 1 turned away", ""},
	} {
		if line, badge := Line(c.faces), Badge(c.faces); line != c.line || badge != c.badge {
			t.Errorf("%s: %q and %q, want %q and %q", name, line, badge, c.line, c.badge)
		}
	}
}
