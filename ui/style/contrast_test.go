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
			{Raised, ofText, []Color{Second}},
			{Button, ofText, []Color{Ink, Soft, Muted, Accent}},
			{Chosen, ofText, []Color{Ink, Soft, Muted, Accent}},
			{Mat, ofText, []Color{Ink}},
			{Chosen, ofMark, []Color{Measured, Second, Problem, Warning}},
			{Track, ofMark, []Color{Accent, Measured}},
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
			for _, c := range []Color{OnPhoto, OnPhotoMuted, OnPhotoAccent, OnPhotoSecond, OnPhotoMeasured} {
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

func TestTheSelectionIsAsClearAsTheCursor(t *testing.T) {
	for name, p := range map[Appearance]palette{Dark: dark(), Light: light()} {
		for _, ground := range []Color{Background, Mat, Panel, Raised} {
			cursor, selected := contrast(p[Accent], p[ground]), contrast(p[Ink], p[ground])
			if selected < cursor {
				t.Errorf("%s: on %s the frame of a selected cell has a contrast of %.2f, the cursor's %.2f", name, ground, selected, cursor)
			}
		}
	}
}

// The colours are decided once for the whole program, and drawn targets are held
// against them: what is changed here is changed on purpose.
func TestTheColoursAreThoseThatWereDecided(t *testing.T) {
	for name, want := range map[Appearance]map[Color]uint32{
		Dark: {
			Background: 0x1b1d21, Mat: 0x191919, Panel: 0x1f2226, Raised: 0x24282d, Button: 0x2a2e35, Chosen: 0x353b44, Track: 0x31363e, Line: 0x2d3138,
			Ink: 0xe6e8eb, Muted: 0xa2a9b3, Accent: 0xf2b95a, Second: 0x5ab0f2, Measured: 0x8fd6a4, Problem: 0xe98a8a, Faint: 0x7f868f,
			Pick: 0x2f7d4d, Reject: 0x8a3535, LabelRed: 0xd9534f, LabelYellow: 0xe0b43c, LabelGreen: 0x5aa469, LabelBlue: 0x4f8fd6, LabelPurple: 0x9a6bd1,
		},
		Light: {
			Background: 0xc0c0c0, Mat: 0xcecece, Panel: 0xf4f5f6, Raised: 0xffffff, Button: 0xe7e9ec, Chosen: 0xdfe2e6, Line: 0xd3d6da,
			Ink: 0x1c1f24, Muted: 0x59606a, Accent: 0x8a5a00, Second: 0x1f5fa8, Measured: 0x1d6f3f, Problem: 0xa03030, Faint: 0x7b828c,
			Pick: 0x2f7d4d, Reject: 0x8a3535, LabelRed: 0xc9423d, LabelYellow: 0xc99a1c, LabelGreen: 0x3f8f55, LabelBlue: 0x3a78c2, LabelPurple: 0x8454bd,
		},
	} {
		for c, v := range want {
			if got := c.In(name); got != rgb(v) {
				t.Errorf("%s: %s is %v, want %06x", name, c, got, v)
			}
		}
	}
}
