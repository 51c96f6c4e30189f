package faces

import (
	"encoding/json"
	"math"
	"reflect"
	"testing"

	"keeplight.app/keeplight/library"
)

// known is faces with all that can be known of them.
func known() []library.Face {
	box := library.Box{X: 0.25, Y: 0.125, Width: 0.5, Height: 0.75}
	eye := func(s library.EyeState, x float64) library.Eye {
		return library.Eye{Box: library.Box{X: x, Y: 0.25, Width: 0.125, Height: 0.125}, State: s, Gap: 0.0625, Width: 31.5, Focus: 0.125, Sharp: true}
	}
	small := eye(library.EyeUnknown, 0.5)
	small.Width, small.Focus, small.Sharp = 8, 0, false
	return []library.Face{
		{Box: box, Score: 0.75, Eyes: [2]library.Eye{eye(library.EyeClosed, 0.25), eye(library.EyeClosed, 0.5)}},
		{Box: box, Score: 0.75, Eyes: [2]library.Eye{eye(library.EyeOpen, 0.25), small}, SoftEye: true, Detail: 0.375},
		{Box: box, Score: 1, Turned: true, Cut: 0.25},
	}
}

func TestAFaceComesBackFromItsValues(t *testing.T) {
	for _, want := range known() {
		stored, err := json.Marshal(Values(&want))
		if err != nil {
			t.Fatal(err)
		}
		var values map[string]float64
		if err := json.Unmarshal(stored, &values); err != nil {
			t.Fatal(err)
		}
		if got := FromValues(want.Box, values); !reflect.DeepEqual(got, want) {
			t.Errorf("%s gave %+v, not %+v", stored, got, want)
		}
	}
}

func TestDamagedValuesSayNothingOfEyes(t *testing.T) {
	box := library.Box{Width: 1, Height: 1}
	for name, change := range map[string]func(map[string]float64){
		"nothing":       func(v map[string]float64) { clear(v) },
		"no gap":        func(v map[string]float64) { delete(v, "left_gap"); delete(v, "right_gap") },
		"no number":     func(v map[string]float64) { v["left_gap"], v["right_width"] = math.NaN(), math.Inf(1) },
		"a gap below 0": func(v map[string]float64) { v["left_gap"], v["right_gap"] = -1, -1 },
		"another state": func(v map[string]float64) { v["left_state"], v["right_state"] = 7, 0.5 },
	} {
		values := Values(&known()[0])
		change(values)
		if f := FromValues(box, values); f.State() != library.EyeUnknown {
			t.Errorf("%s: its eyes look %s: %+v", name, f.State(), f.Eyes)
		}
	}
}

func FuzzFromValues(f *testing.F) {
	for _, face := range known() {
		stored, err := json.Marshal(Values(&face))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(stored, face.Box.X, face.Box.Width)
	}
	f.Fuzz(func(t *testing.T, stored []byte, x, width float64) {
		var values map[string]float64
		if json.Unmarshal(stored, &values) != nil {
			return
		}
		face := FromValues(library.Box{X: x, Y: x, Width: width, Height: width}, values)
		boxes := []library.Box{face.Box, face.Eyes[0].Box, face.Eyes[1].Box}
		for _, b := range boxes {
			if !(b.X >= 0 && b.Y >= 0 && b.Width >= 0 && b.Height >= 0 && b.X+b.Width <= 1 && b.Y+b.Height <= 1) {
				t.Errorf("a box outside the photo: %+v", b)
			}
		}
		for _, e := range face.Eyes {
			if !(face.Cut >= 0 && face.Cut <= 1 && face.Detail >= 0 && face.Detail <= 1) {
				t.Errorf("a share out of its bounds: %+v", face)
			}
			if !(e.Gap >= 0 && e.Gap <= mostGap && e.Width >= 0 && e.Width <= mostWidth && e.Focus >= 0 && e.Focus <= 1) {
				t.Errorf("an eye out of its bounds: %+v", e)
			}
		}
		if again := FromValues(face.Box, Values(&face)); !reflect.DeepEqual(again, face) {
			t.Errorf("%+v came back as %+v", face, again)
		}
	})
}
