package style

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestTheSystemsPreferenceCountsOnlyWhereItHasOneAndIsAsked(t *testing.T) {
	const noAnswer, none = fyne.ThemeVariant(99), fyne.ThemeVariant(2)
	for _, c := range []struct {
		shown  Appearance
		system fyne.ThemeVariant
		want   palette
	}{
		{System, theme.VariantDark, dark()},
		{System, theme.VariantLight, light()},
		{System, noAnswer, dark()},
		{System, none, dark()},
		{Dark, theme.VariantLight, dark()},
		{Light, theme.VariantDark, light()},
		{Light, noAnswer, light()},
		{"unheard of", noAnswer, dark()},
	} {
		for _, name := range []Color{Panel, Accent, Mat} {
			if got := Theme(c.shown).Color(fyne.ThemeColorName(name), c.system); got != c.want[name] {
				t.Errorf("%s where the system says %d: %s is %v, want %v", c.shown, c.system, name, got, c.want[name])
			}
		}
	}
}

func TestAStoredAppearanceIsReadOrRefused(t *testing.T) {
	for stored, want := range map[string]Appearance{"": System, "system": System, "dark": Dark, "light": Light} {
		if got, err := ParseAppearance(stored); err != nil || got != want {
			t.Errorf("%q is %q, %v", stored, got, err)
		}
	}
	for _, stored := range []string{"LIGHT", " dark", "purple\x00"} {
		if got, err := ParseAppearance(stored); err == nil || got != System {
			t.Errorf("%q is %q, %v", stored, got, err)
		}
	}
}

func TestAColourIsWhatTheThemeSaysWhenItIsDrawn(t *testing.T) {
	app := test.NewTempApp(t)
	Switch(app, Dark)
	ink, half := color.Color(Ink), Alpha(Ink, 0.5)
	for _, a := range []Appearance{Dark, Light, Dark} {
		Switch(app, a)
		want := map[Appearance]palette{Dark: dark(), Light: light()}[a][Ink]
		if got := color.NRGBAModel.Convert(ink); got != want {
			t.Errorf("%s: %v, want %v", a, got, want)
		}
		want.A = 128
		if got := half.(faded); got.of.NRGBA().R != want.R || got.opacity != want.A {
			t.Errorf("%s: half of it is %v of %v", a, got.opacity, got.of.NRGBA())
		}
	}
	if _, _, _, a := Color("").RGBA(); a != 0 {
		t.Errorf("no colour has opacity %d", a)
	}
}

func TestSwitchingLeavesAWindowOnTheFullScreen(t *testing.T) {
	app := test.NewTempApp(t)
	w := test.NewTempWindow(t, Text("a", TextBody, Ink, false))
	w.SetFullScreen(true)
	Switch(app, Light)
	if !w.FullScreen() {
		t.Error("it is not any more")
	}
}

func FuzzParseAppearance(f *testing.F) {
	for _, s := range []string{"", "system", "dark", "light", "Light", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := ParseAppearance(s)
		if known := s == "" || s == string(got); known != (err == nil) {
			t.Errorf("%q is %q, %v", s, got, err)
		}
	})
}
