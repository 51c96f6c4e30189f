package details

import (
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/geometry"
)

func TestCaptureFactsAreWrittenAsPhotographersDo(t *testing.T) {
	c := library.Capture{
		Camera: "Canon EOS R5", Lens: "RF50mm F1.2 L USM", ExposureTime: 4 * time.Millisecond,
		FNumber: 2, ISO: 400, FocalLength: 50, Time: time.Date(2026, 11, 20, 15, 4, 5, 0, time.UTC),
	}
	want := []string{
		"Canon EOS R5 · RF50mm F1.2 L USM", "1/250 s · f/2 · ISO 400 · 50 mm", "Fri 20 November 2026, 15:04:05",
	}
	if got := captureLines(&library.Photo{Capture: c}); !slices.Equal(got, want) {
		t.Errorf("lines %q", got)
	}
	if got := captureLines(&library.Photo{}); len(got) != 0 {
		t.Errorf("nothing known gives %q", got)
	}
}

func TestADateThatIsTheFilesSaysSo(t *testing.T) {
	p := library.Photo{ModTime: time.Date(2026, 11, 20, 15, 4, 5, 0, time.UTC)}
	want := []string{"Fri 20 November 2026, 15:04:05 (the file's date: the camera wrote none)"}
	if got := captureLines(&p); !slices.Equal(got, want) {
		t.Errorf("lines %q", got)
	}
	p.Capture.Time = p.ModTime.Add(-time.Hour)
	if got := captureLines(&p); !slices.Equal(got, []string{"Fri 20 November 2026, 14:04:05"}) {
		t.Errorf("lines %q", got)
	}
}

func TestHowMuchAModelSawIsSaid(t *testing.T) {
	by := func(g geometry.Geometry) library.Provenance {
		return library.Provenance{Settings: map[string]string{geometry.Setting: g.Setting()}}
	}
	const tokens = 512
	whole := by(geometry.Of(geometry.Facts{Family: "qwen3vl_merger", Patch: 16}, tokens))
	tiled := by(geometry.Of(geometry.Facts{Family: "idefics3", Patch: 16}, tokens))
	for want, s := range map[string]library.Score{
		"":                                    {By: whole},
		"The model saw 486 tokens of picture": {By: whole, PictureTokens: 486},
		"The model saw 832 tokens of picture, brought to size by llama.cpp": {By: tiled, PictureTokens: 832},
	} {
		if got := seenText(&s); got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
}
