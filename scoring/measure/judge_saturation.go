package measure

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// colourfulnessPoints follows the steps that Hasler & Süsstrunk's observers named
// (15 slightly, 33 averagely, 45 moderately, 59 quite, 82 highly colourful).
func colourfulnessPoints() curve {
	return curve{{0, 0.5}, {5, 1.8}, {10, 3.2}, {15, 4.4}, {25, 6}, {33, 7}, {45, 8}, {60, 8.9}, {82, 9.5}, {120, 9.8}, {200, 9.9}}
}

// garishPenalty is for the share of the frame at the edge of the screen's gamut.
func garishPenalty() curve {
	return curve{{0, 0}, {0.05, 0.04}, {0.2, 0.3}, {0.5, 1}, {1, 2.5}}
}

// judgeSaturation reads colourfulness; very much colour at the edge of the gamut
// costs. Doubt grows for muted pictures, which are often meant so.
func judgeSaturation(f *Features) verdict {
	c := f.Colour
	if c.Monochrome() {
		return absent(message.SaturationMonochrome)
	}
	garish := garishPenalty().at(c.Garish)
	value := dulled(colourfulnessPoints().at(c.Colourfulness), garish)
	sd := doubt(0.7, 1.8, c.Colourfulness/35) + garish/3
	return known(value, sd, saturationReason(&c, garish))
}

// saturationReason names the step of colourfulness, unless much lies at the limit.
func saturationReason(c *Colour, garish float64) library.Message {
	code := wordingOf(c.Colourfulness, wording{70, message.SaturationVivid}, wording{26, message.SaturationNatural},
		wording{8, message.SaturationMuted}, wording{0, message.SaturationHardly})
	switch {
	case garish > 0.4:
		return message.New(message.SaturationLimit, message.Percent("share", c.Garish))
	case code == message.SaturationNatural:
		return message.New(code)
	}
	return message.New(code, message.Count("colourfulness", c.Colourfulness))
}
