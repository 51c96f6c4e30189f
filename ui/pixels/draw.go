package pixels

import (
	"image"
	"image/color"
)

// ColourOf is the colour that a kind is drawn in. They differ in hue and in lightness,
// and clipped areas are striped as well, the two of them in opposite directions: they
// can be told apart by people who see colours otherwise.
func ColourOf(k Kind) color.NRGBA {
	switch k {
	case Highlight:
		return color.NRGBA{R: 0xb2, G: 0x0e, B: 0x08, A: 0xff}
	case Shadow:
		return color.NRGBA{R: 0x3c, G: 0x9e, B: 0xfc, A: 0xff}
	case Edge:
		return color.NRGBA{R: 0xff, G: 0xe6, B: 0x3c, A: 0xff}
	}
	return color.NRGBA{}
}

// The stripes of clipped areas: each so many pixels, of which some are fainter.
const (
	stripe = 10
	faint  = 3
)

// How much of the colour is laid over a pixel, of 256.
const (
	strong = 220
	weak   = 110
)

// Draw draws the mask over dst with its upper left corner at a point, as far as both
// reach within area.
func (m *Mask) Draw(dst *image.RGBA, at image.Point, area image.Rectangle) {
	area = area.Intersect(dst.Rect).Intersect(image.Rect(0, 0, m.W, m.H).Add(at))
	var inks [kinds]color.NRGBA
	for k := range inks {
		inks[k] = ColourOf(Kind(k))
	}
	for y := area.Min.Y; y < area.Max.Y; y++ {
		marks := m.Of[(y-at.Y)*m.W+area.Min.X-at.X:][:area.Dx()]
		row := dst.Pix[y*dst.Stride+4*area.Min.X:]
		for i, k := range marks {
			if k == Plain {
				continue
			}
			x, c := area.Min.X+i, &inks[k]
			over(row[4*i:4*i+3:4*i+3], c, opacity(k, x, y))
		}
	}
}

// opacity is how much of a kind's colour is laid over the pixel at a place.
func opacity(k Kind, x, y int) int {
	switch {
	case k == Highlight && (x+y)%stripe < faint:
		return weak
	case k == Shadow && (x-y+stripe<<20)%stripe < faint:
		return weak
	}
	return strong
}

// over lays a colour over a pixel; share is of 256.
func over(pixel []uint8, c *color.NRGBA, share int) {
	for i, v := range [3]uint8{c.R, c.G, c.B} {
		pixel[i] = uint8((int(pixel[i])*(256-share) + int(v)*share) >> 8)
	}
}
