package loupe

import (
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestExposureIsWrittenAsPhotographersDo(t *testing.T) {
	full := library.Capture{
		ExposureTime: time.Second / 250, FNumber: 2.8, ISO: 3200, ExposureBias: -1.0 / 3, FocalLength: 85, Lens: "RF85mm", Camera: "Canon EOS R5",
	}
	for name, c := range map[string]struct {
		of     library.Capture
		locale string
		want   []string
	}{
		"all":            {full, "C", []string{"1/250 s", "f/2.8", "ISO 3200", "−0.3 EV", "85 mm"}},
		"German":         {full, "de", []string{"1/250 s", "f/2,8", "ISO 3200", "−0,3 EV", "85 mm"}},
		"a whole stop":   {library.Capture{ExposureBias: 1}, "C", []string{"+1 EV"}},
		"long":           {library.Capture{ExposureTime: 30 * time.Second}, "C", []string{"30 s"}},
		"half a second":  {library.Capture{ExposureTime: time.Second / 2}, "C", []string{"0.5 s"}},
		"only the ISO":   {library.Capture{ISO: 100}, "C", []string{"ISO 100"}},
		"nothing":        {library.Capture{}, "C", nil},
		"an odd f-stop":  {library.Capture{FNumber: 0.95}, "C", []string{"f/0.95"}},
		"no shutter":     {library.Capture{FNumber: 8, FocalLength: 10.5}, "C", []string{"f/8", "10.5 mm"}},
		"a tiny bracket": {library.Capture{ExposureBias: 2.0 / 3}, "C", []string{"+0.7 EV"}},
	} {
		t.Run(name, func(t *testing.T) {
			styletest.Speak(t, c.locale)
			var got []string
			for _, f := range ExposureOf(&c.of) {
				if f.Title == "" {
					t.Errorf("nothing says what %q is", f.Value)
				}
				got = append(got, f.Value)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("it says %q, want %q", got, c.want)
			}
		})
	}
	if got := GearOf(&full); !slices.Equal(got, []string{"RF85mm", "Canon EOS R5"}) {
		t.Errorf("the gear is %q", got)
	}
}

func TestThePanelLeavesOutWhatIsNotKnownAndFitsItsWidth(t *testing.T) {
	s := NewSide()
	styletest.Show(t, s, SideWidth, 700)
	s.Set(Facts{
		Name: "a_very_long_name_that_no_panel_has_room_for_0124.jpg", Place: "138 of 3,012 · RAW+JPG", Stars: 3, Label: library.Red,
		Exposure: []Fact{{"1/250 s", "shutter"}, {"f/2.8", "aperture"}, {"ISO 3200", "sensitivity"}, {"+0.7 EV", "exposure compensation"}, {"85 mm", "focal length"}},
		Gear:     []string{"RF 100-500mm F4.5-7.1 L IS USM with an extender", "Canon EOS R5"},
		Hints:    []Hint{{"J", "clipping", true}, {"Shift+H", "histogram", false}},
	})
	s.SetHistogram(nil, true)
	styletest.Sees(t, s, "1/250 s", "exposure compensation", "clipping", "138 of 3,012 · RAW+JPG")
	for _, o := range styletest.Visible(s) {
		if right := o.Position().X + o.Size().Width; right > SideWidth+1 {
			t.Errorf("%T reaches %v", o, right)
		}
	}
	s.Set(Facts{Name: "b.jpg", Exposure: []Fact{{"ISO 100", "sensitivity"}}})
	styletest.Sees(t, s, "b.jpg", "ISO 100")
	styletest.SeesNot(t, s, "1/250 s", "shutter", "Canon EOS R5", "clipping")
	s.SetHistogram(nil, false)
	if s.histogram.box.Visible() {
		t.Error("the histogram stays")
	}
}
