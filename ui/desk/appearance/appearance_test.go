package appearance

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/style"
)

func TestTheStoredThemeIsUsedAndAnUnknownOneIsTheSystems(t *testing.T) {
	for stored, want := range map[settings.Theme]style.Appearance{
		settings.DarkTheme: style.Dark, settings.LightTheme: style.Light, settings.SystemTheme: style.System, "sepia": style.System, "": style.System,
	} {
		chosen := settings.Appearance{Theme: stored}
		if got := New(test.NewTempApp(t), &chosen).Chosen(); got != want {
			t.Errorf("%q gives %q, want %q", stored, got, want)
		}
	}
}

func TestEachThemeHasACommandThatStoresIt(t *testing.T) {
	chosen := settings.Appearance{Theme: settings.DarkTheme}
	a := New(test.NewTempApp(t), &chosen)
	commands, all := a.Commands(), style.Appearances()
	if len(commands) != len(all) {
		t.Fatalf("%d commands for %d themes", len(commands), len(all))
	}
	for i, want := range all {
		if commands[i].Title == "" {
			t.Errorf("the command of %q has no title", want)
		}
		if changed := commands[i].Run(); changed != change.All || a.Chosen() != want || chosen.Theme != settings.Theme(want) {
			t.Errorf("%s leads to %q, stored %q, %v changed", commands[i].ID, a.Chosen(), chosen.Theme, changed)
		}
	}
}
