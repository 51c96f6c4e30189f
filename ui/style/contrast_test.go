package style

import (
	"image/color"
	"math"
	"testing"
)

// The least contrast at which text can be read and a mark be seen (WCAG 2.1,
// success criteria 1.4.3 and 1.4.11).
const (
	ofText = 4.5
	ofMark = 3
)

// over gives c where it lies over an opaque ground.
func over(c, ground color.NRGBA) color.NRGBA {
	a := float64(c.A) / 255
	mix := func(c, g uint8) uint8 { return uint8(float64(c)*a + float64(g)*(1-a) + 0.5) }
	return color.NRGBA{mix(c.R, ground.R), mix(c.G, ground.G), mix(c.B, ground.B), 0xff}
}

// contrast is the ratio of WCAG 2.1, 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func TestTheContrastOfEveryPairIsAtLeastWhatEyesNeed(t *testing.T) {
	for name, p := range map[Appearance]palette{Dark: dark(), Light: light()} {
		for _, pair := range []struct {
			on    Color
			least float64
			all   []Color
		}{
			{Panel, ofText, []Color{Ink, Soft, Muted, Accent, Measured, Second, Problem, Warning}},
			{Raised, ofText, []Color{Ink, Soft, Muted, Accent, Measured, Problem, Warning}},
			{Button, ofText, []Color{Ink, Soft, Muted, Accent}},
			{Chosen, ofText, []Color{Ink, Soft, Muted, Accent}},
			{Mat, ofText, []Color{Ink}},
			{Background, ofMark, []Color{Accent, Ink}},
			{Mat, ofMark, []Color{Accent, Ink}},
			{Raised, ofMark, []Color{Faint}},
			{Panel, ofMark, []Color{Faint, Accent, Measured, Second}},
			{Pick, ofText, []Color{OnFlag}},
			{Reject, ofText, []Color{OnFlag}},
			{Accent, ofText, []Color{OnAccent}},
			{AccentBright, ofText, []Color{OnAccent}},
		} {
			for _, c := range pair.all {
				if got := contrast(p[c], p[pair.on]); got < pair.least {
					t.Errorf("%s: %s on %s has a contrast of %.2f, less than %v", name, c, pair.on, got, pair.least)
				}
			}
		}
	}
}

func TestTextOnAPhotoIsReadOnWhiteAndOnBlack(t *testing.T) {
	for name, p := range map[Appearance]palette{Dark: dark(), Light: light()} {
		for _, photo := range []color.NRGBA{rgb(0xffffff), rgb(0)} {
			for _, c := range []Color{OnPhoto, OnPhotoMuted} {
				if got := contrast(p[c], over(p[Scrim], photo)); got < ofText {
					t.Errorf("%s: %s over %v has a contrast of %.2f", name, c, photo, got)
				}
			}
		}
	}
}

func TestAPhotoIsSurroundedByNeutralGrey(t *testing.T) {
	for name, p := range map[Appearance]palette{Dark: dark(), Light: light()} {
		if c := p[Mat]; c.R != c.G || c.G != c.B {
			t.Errorf("%s: the mat is %v", name, c)
		}
	}
	if c := light()[Background]; c.R != c.G || c.G != c.B {
		t.Errorf("the surround by day is %v", c)
	}
}

func TestBothPalettesHaveTheSameColours(t *testing.T) {
	d, l := dark(), light()
	for c := range d {
		if _, ok := l[c]; !ok {
			t.Errorf("%s is dark only", c)
		}
	}
	if len(d) != len(l) {
		t.Errorf("%d colours by night, %d by day", len(d), len(l))
	}
}
