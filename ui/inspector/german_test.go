package inspector

import (
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestGermanFitsIntoThePanel(t *testing.T) {
	styletest.Speak(t, "de_DE.UTF-8")
	v := scored()
	v.Measured, v.OverallTitle = false, ""
	v.Checks = &[library.NumAttributes]library.Value{library.Clarity: {Known: true, Mean: 8}}
	v.Words = &Words{Hint: "W", Text: "x"}
	p, _ := show(t, v)
	styletest.Sees(t, p, "7,84", "±0,5 gesamt", "Markiert", "WARUM", "AUFNAHME", "Motiv & Hintergrund", "gemessen")
	styletest.Fits(t, p, nil)
	for _, a := range library.Attributes() {
		if w := style.TextWidth(language.Attribute(a), style.TextSmall, false); w > titleWidth-style.GapSmall {
			t.Errorf("%q is %v wide and runs into its meter", language.Attribute(a), w)
		}
	}
}
