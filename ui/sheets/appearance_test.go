package sheets

import (
	"slices"
	"testing"

	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestTheThemeIsChosenByTheMouseAndByTheKeyboard(t *testing.T) {
	var told []style.Appearance
	s := NewSettings(SettingsCallbacks{OnAppearance: func(a style.Appearance) { told = append(told, a) }}, Hints{})
	w := styletest.Show(t, Over(s, nil), 1200, 900)
	s.Set(SettingsView{Appearance: style.Dark})
	styletest.Sees(t, w.Content(), "APPEARANCE", AppearanceKey)
	s.NextAppearance()
	s.NextAppearance()
	styletest.TapText(t, w, "Light")
	if want := []style.Appearance{style.Light, style.System, style.Light}; !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
}

func TestTheThemeIsNotOfferedWhereNobodyListens(t *testing.T) {
	s := NewSettings(SettingsCallbacks{}, Hints{})
	w := styletest.Show(t, Over(s, nil), 1200, 900)
	s.Set(SettingsView{Appearance: "unheard of"})
	s.NextAppearance()
	styletest.SeesNot(t, w.Content(), "APPEARANCE", "Dark", "Light")
}
