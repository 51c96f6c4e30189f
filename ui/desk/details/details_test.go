package details

import (
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
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
