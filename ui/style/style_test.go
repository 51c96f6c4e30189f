package style

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keeplight.app/keeplight/library"
)

func themed(t *testing.T) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(Theme(Dark))
}

func TestAnAbsentValueIsNeverANumber(t *testing.T) {
	for _, c := range []struct {
		value          library.Value
		number, spread string
	}{
		{library.Value{Known: true, Mean: 7.837, SD: 0.55}, "7.84", "±0.6"},
		{library.Value{Known: true, Mean: 7}, "7.00", ""},
		{library.Value{Mean: 5, SD: 1}, "–", ""},
	} {
		if got := Number(c.value); got != c.number {
			t.Errorf("Number(%v) = %q, want %q", c.value, got, c.number)
		}
		if got := Spread(c.value); got != c.spread {
			t.Errorf("Spread(%v) = %q, want %q", c.value, got, c.spread)
		}
	}
}

func TestShortenedNamesFitAndKeepBothEnds(t *testing.T) {
	themed(t)
	const name = "2026-11-20 Lund brewery portraits second set IMG_4711.jpg"
	for _, width := range []float32{40, 80, 150, 300} {
		got := Shorten(name, TextSmall, false, width)
		if w := TextWidth(got, TextSmall, false); w > width {
			t.Errorf("%q is %v wide, more than %v", got, w, width)
		}
		if !strings.HasPrefix(got, "2") || !strings.HasSuffix(got, "g") || !strings.Contains(got, "…") {
			t.Errorf("Shorten(%v) = %q lost an end", width, got)
		}
	}
	if got := Shorten(name, TextSmall, false, 2000); got != name {
		t.Errorf("a name that fits became %q", got)
	}
}

func TestCutSentencesFitAndKeepTheirBeginning(t *testing.T) {
	themed(t)
	const text = "Highlights are clipped in 2 % of the frame."
	got := Cut(text, TextSmall, false, 100)
	if w := TextWidth(got, TextSmall, false); w > 100 {
		t.Errorf("%q is %v wide", got, w)
	}
	if !strings.HasPrefix(got, "Highl") || !strings.HasSuffix(got, "…") {
		t.Errorf("Cut = %q", got)
	}
	if got := Cut(text, TextSmall, false, 2000); got != text {
		t.Errorf("a sentence that fits became %q", got)
	}
}

func TestDigitsAreEquallyWide(t *testing.T) {
	themed(t)
	for _, bold := range []bool{false, true} {
		want := TextWidth("0000", TextBody, bold)
		for _, s := range []string{"1111", "4444", "7777", "1840"} {
			// A tenth of a pixel is what the font's own rounding leaves.
			if got := TextWidth(s, TextBody, bold); got < want-0.1 || got > want+0.1 {
				t.Errorf("%q is %v wide, 0000 is %v (bold %v)", s, got, want, bold)
			}
		}
	}
}

func TestTheThemeLeavesNothingBlue(t *testing.T) {
	themed(t)
	for _, name := range []fyne.ThemeColorName{
		theme.ColorNamePrimary, theme.ColorNameHyperlink, theme.ColorNameFocus, theme.ColorNameSelection,
		theme.ColorNameHover, theme.ColorNamePressed, theme.ColorNameButton, theme.ColorNameInputBorder,
		theme.ColorNameBackground, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground,
	} {
		for _, variant := range []fyne.ThemeVariant{theme.VariantDark, theme.VariantLight} {
			r, g, b, _ := Theme(Dark).Color(name, variant).RGBA()
			// The greys lean to blue by little; Fyne's blue by very much.
			if b > max(r, g)+0x1000 {
				t.Errorf("%s is blue: %x %x %x", name, r>>8, g>>8, b>>8)
			}
		}
	}
}
