package keyboard

import (
	"testing"

	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestAboutShowsVersionAndLicences(t *testing.T) {
	for locale, want := range map[string][]string{
		"C":     {"Version 1.2, under the Apache License 2.0. No photo leaves this computer unless you name a server.", "LIBRARIES OF THE SYSTEM", "libheif", "Go"},
		"de_DE": {"Über Keeplight", "BIBLIOTHEKEN DES SYSTEMS", "libheif"},
	} {
		t.Run(locale, func(t *testing.T) {
			r := newRoom(t, "")
			styletest.Speak(t, locale)
			about := command.Key{Name: "F1", Mod: command.Shift}
			r.press(about)
			styletest.Sees(t, r.d.Overlay.Object(), want...)
			r.press(key("Down"))
			styletest.Sees(t, r.d.Overlay.Object(), "Keeplight Sans")
			r.press(about)
			if r.d.Overlay.IsOpen() {
				t.Error("its own key does not close it")
			}
		})
	}
}
