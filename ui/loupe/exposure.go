package loupe

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/language"
)

// Fact is one thing that the camera wrote down, and what it is: "1/250 s", "shutter".
type Fact struct{ Value, Title string }

// ExposureOf gives shutter, aperture, sensitivity, exposure compensation and focal
// length as photographers write them. What the camera did not say is left out.
func ExposureOf(c *library.Capture) []Fact {
	var facts []Fact
	add := func(title string, of library.Capture) {
		if words := language.Settings(&of); len(words) == 1 {
			facts = append(facts, Fact{words[0], title})
		}
	}
	add(lang.L("shutter"), library.Capture{ExposureTime: c.ExposureTime})
	add(lang.L("aperture"), library.Capture{FNumber: c.FNumber})
	add(lang.L("sensitivity"), library.Capture{ISO: c.ISO})
	if c.ExposureBias != 0 {
		facts = append(facts, Fact{compensation(c.ExposureBias), lang.L("exposure compensation")})
	}
	add(lang.L("focal length"), library.Capture{FocalLength: c.FocalLength})
	return facts
}

// compensation writes stops as cameras do: "+0.7 EV", "−1 EV".
func compensation(stops float64) string {
	sign := "+"
	if stops < 0 {
		sign, stops = "−", -stops
	}
	digits := 1
	if stops == float64(int(stops)) {
		digits = 0
	}
	return sign + language.Decimal(stops, digits) + " EV"
}

// GearOf names the lens and the camera, those that are known.
func GearOf(c *library.Capture) []string {
	var lines []string
	for _, text := range []string{c.Lens, c.Camera} {
		if text != "" {
			lines = append(lines, library.Display(text))
		}
	}
	return lines
}
