package style

import (
	"image/color"

	"keeplight.app/keeplight/library"
)

// A dark room in which the photographs are the only bright thing.
var (
	Background = rgb(0x1b1d21) // behind the photographs
	Panel      = rgb(0x1f2226) // side panels, bars
	Raised     = rgb(0x262a30) // pills, cards, fields on a panel
	Chosen     = rgb(0x31363e) // the chosen row or segment
	Well       = rgb(0x15171a) // around a photograph in its cell
	Line       = rgb(0x2d3138) // rules, borders, tracks
	Ring       = rgb(0x3a3f47) // rings and spokes of a radar
	Ink        = rgb(0xe6e8eb) // text that is read first
	Soft       = rgb(0xb6bbc2) // text that is read second
	Muted      = rgb(0x7f868f) // hints, units, uncertainty
	Faint      = rgb(0x646b75) // what is off or absent

	Accent       = rgb(0xf2b95a) // the one accent; the first photo
	AccentBright = rgb(0xf8cd86) // the accent under the pointer
	Second       = rgb(0x5ab0f2) // the second photo of a comparison
	Measured     = rgb(0x8fd6a4) // numbers that were measured, not judged
	Pick         = rgb(0x2f7d4d)
	Reject       = rgb(0x8a3535)
	Warning      = rgb(0xe0a458) // something to look at
	Problem      = rgb(0xe07a6e) // something went wrong

	// Shade lies between the window and a sheet.
	Shade = color.NRGBA{R: 0x0b, G: 0x0c, B: 0x0e, A: 0xc8}
	// Scrim lies under text on a photograph.
	Scrim = color.NRGBA{R: 0x0b, G: 0x0c, B: 0x0e, A: 0xd0}
)

// LabelColor is the colour of a colour label; Line for none.
func LabelColor(l library.Label) color.NRGBA {
	switch l {
	case library.Red:
		return rgb(0xd6554f)
	case library.Yellow:
		return rgb(0xd9b13b)
	case library.Green:
		return rgb(0x57a869)
	case library.Blue:
		return rgb(0x4f8fd6)
	case library.Purple:
		return rgb(0x9a6fd0)
	}
	return Line
}

// FlagColor is the colour of a flag's badge; Raised for undecided.
func FlagColor(f library.Flag) color.NRGBA {
	switch f {
	case library.Pick:
		return Pick
	case library.Reject:
		return Reject
	}
	return Raised
}

// Alpha gives c with its opacity set to a, 0 clear to 1 opaque.
func Alpha(c color.NRGBA, a float64) color.NRGBA {
	c.A = uint8(min(max(a, 0), 1)*255 + 0.5)
	return c
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}
