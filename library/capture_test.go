package library

import (
	"slices"
	"testing"
	"time"
)

func TestSettingsReadAsOnCameras(t *testing.T) {
	for name, tc := range map[string]struct {
		in   Capture
		want []string
	}{
		"nothing known": {Capture{Camera: "Canon EOS R5"}, nil},
		"all known":     {Capture{ExposureTime: 4 * time.Millisecond, FNumber: 2.8, ISO: 400, FocalLength: 50}, []string{"1/250 s", "f/2.8", "ISO 400", "50 mm"}},
		"a phone's":     {Capture{FNumber: 1.78, FocalLength: 6.765}, []string{"f/1.78", "6.765 mm"}},
		"short":         {Capture{ExposureTime: 125 * time.Microsecond}, []string{"1/8000 s"}},
		"a third":       {Capture{ExposureTime: time.Second / 3}, []string{"0.333 s"}},
		"long":          {Capture{ExposureTime: 30 * time.Second}, []string{"30 s"}},
		"star trails":   {Capture{ExposureTime: 20 * time.Minute}, []string{"1200 s"}},
	} {
		if got := tc.in.Settings(); !slices.Equal(got, tc.want) {
			t.Errorf("%s: got %q, want %q", name, got, tc.want)
		}
	}
}
