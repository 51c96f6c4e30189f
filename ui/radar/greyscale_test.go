package radar

import (
	"image/color"
	"math"
	"testing"

	"keeplight.app/keeplight/ui/style"
)

// lightness is CIE L*, 0 black to 100 white, of an sRGB colour.
func lightness(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 116*math.Cbrt(0.2126*linear(c.R)+0.7152*linear(c.G)+0.0722*linear(c.B)) - 16
}

// laid gives a colour with an opacity over an opaque ground.
func laid(c color.NRGBA, opacity float64, ground color.NRGBA) color.NRGBA {
	mix := func(c, g uint8) uint8 { return uint8(float64(c)*opacity + float64(g)*(1-opacity) + 0.5) }
	return color.NRGBA{mix(c.R, ground.R), mix(c.G, ground.G), mix(c.B, ground.B), 0xff}
}

func TestLineBandAndFillAreToldApartWithoutColour(t *testing.T) {
	const seen = 5 // of L*: twice what the eye just notices (Stokes et al. 1992: about 2.2)
	for _, a := range []style.Appearance{style.Dark, style.Light} {
		for _, tint := range []style.Color{style.Accent, style.Measured} {
			panel := style.Panel.In(a)
			band := laid(tint.In(a), bandOpacity, panel)
			fill := laid(tint.In(a), areaOpacity, band)
			layers := []struct {
				name string
				c    color.NRGBA
			}{{"panel", panel}, {"band", band}, {"fill", fill}, {"line", tint.In(a)}}
			for i := range layers[1:] {
				below, above := layers[i], layers[i+1]
				if apart := math.Abs(lightness(below.c) - lightness(above.c)); apart < seen {
					t.Errorf("%s, %s: %s and %s lie %.1f of L* apart", a, tint, below.name, above.name, apart)
				}
			}
		}
	}
}

func TestTheLinesOfTwoPhotosAreSeenOverBothAreas(t *testing.T) {
	const mark = 3 // WCAG 2.1, 1.4.11
	ratio := func(a, b color.NRGBA) float64 {
		y := func(c color.NRGBA) float64 { return math.Pow((lightness(c)+16)/116, 3) + 0.05 }
		return max(y(a), y(b)) / min(y(a), y(b))
	}
	for _, a := range []style.Appearance{style.Dark, style.Light} {
		both := laid(style.Second.In(a), bothOpacity, laid(style.Accent.In(a), bothOpacity, style.Panel.In(a)))
		for _, line := range []style.Color{style.Accent, style.Second} {
			if got := ratio(line.In(a), both); got < mark {
				t.Errorf("%s: %s over both areas has a contrast of %.2f", a, line, got)
			}
		}
	}
}
