package details

import (
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/desk/desktest"
)

func TestWhereAFrameStandsBySharpnessIsSaidInWords(t *testing.T) {
	of := func(mean, sd float64) library.Value { return library.Value{Known: true, Mean: mean, SD: sd} }
	for want, c := range map[string]struct {
		own    library.Value
		frames []library.Value
	}{
		"Sharpest of 3, by 2.0":                              {of(8, 0.1), []library.Value{of(4, 0.1), of(8, 0.1), of(6, 0.1)}},
		"Place 3 of 3 by sharpness, 4.0 below the sharpest":  {of(4, 0.1), []library.Value{of(4, 0.1), of(8, 0.1), of(6, 0.1)}},
		"Among the sharpest of 3":                            {of(7.5, 1), []library.Value{of(4, 1), of(8, 1), of(7.5, 1)}},
		"Among the sharpest of 2":                            {of(8, 1), []library.Value{of(8, 1), of(7.5, 1)}},
		"Place 2 of 2 by sharpness, 20.0 below the sharpest": {of(0, 0), []library.Value{of(0, 0), of(20, 0)}},
	} {
		if got := sharpnessText(c.own, c.frames); got != want {
			t.Errorf("%v among %v: %q, want %q", c.own, c.frames, got, want)
		}
	}
}

func TestSharpnessIsComparedInsideAStackAlone(t *testing.T) {
	desk := desktest.Open(t)
	photos := desk.AddPhotos(t, 4)
	d := New(desk.Session, noScorers{}, noScorers{}, noScorers{}, oneStack{ids: []library.ID{photos[0].ID, photos[1].ID, photos[2].ID}}, new(settings.Mean))
	if v := d.Inspector(&photos[3]); v.Stack != nil {
		t.Errorf("a photo without a stack stands at %+v", v.Stack)
	}
	v := d.Inspector(&photos[1])
	if v.Stack == nil || len(v.Stack.Frames) != 3 || v.Stack.Here != desk.Session.Score(photos[1].ID).Values[library.Clarity].Mean || v.Stack.Words == "" {
		t.Fatalf("it stands at %+v", v.Stack)
	}
	other := *desk.Session.Score(photos[2].ID)
	other.By.Version = "another"
	desk.Session.SetScore(scorers.BuiltIn, photos[2].ID, other)
	if v := d.Inspector(&photos[1]); v.Stack == nil || len(v.Stack.Frames) != 2 {
		t.Errorf("a frame that another version scored is compared: %+v", v.Stack)
	}
}

func TestTheFramesOfAStackAreListedFromTheBestOn(t *testing.T) {
	desk := desktest.Open(t)
	photos := desk.AddPhotos(t, 14)
	var stack []library.ID
	for i := range photos[:12] {
		id := photos[i].ID
		stack = append(stack, id)
		score := *desk.Session.Score(id)
		score.Overall = library.Value{Known: true, Mean: float64(i) / 2}
		desk.Session.SetScore(scorers.BuiltIn, id, score)
	}
	d := New(desk.Session, noScorers{}, noScorers{}, noScorers{}, oneStack{ids: stack}, new(settings.Mean))
	if f := d.Inspector(&photos[13]).Frames; len(f.Listed) != 0 {
		t.Errorf("a photo without a stack lists %+v", f)
	}
	for place, want := range map[int]library.ID{11: photos[3].ID, 0: photos[0].ID} {
		f := d.Inspector(&photos[place]).Frames
		if len(f.Listed) != mostFrames || f.Rest != "and 3 others" {
			t.Fatalf("of 12 it lists %d %s", len(f.Listed), f.Rest)
		}
		if f.Listed[0].ID != photos[11].ID || f.Listed[mostFrames-1].ID != want {
			t.Errorf("of photo %d it lists %+v", place, f.Listed)
		}
		for _, x := range f.Listed {
			if x.Here != (x.ID == photos[place].ID) {
				t.Errorf("of photo %d, %+v is said to be here", place, x)
			}
		}
	}
}
