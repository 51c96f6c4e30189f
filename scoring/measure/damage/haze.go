package damage

import (
	"image"
	"math"
)

// Haze veils the picture as scattering air does (Koschmieder 1924): of the linear
// light exp(-thickness d) is left and the rest is that of a pale grey sky. d is
// the distance, here 0.35 at the lower edge of the picture and 1 at the upper one,
// because nothing better is known of it.
func Haze(src *image.RGBA, thickness float64) *image.RGBA {
	const near, airlight = 0.35, 0.72
	air := [3]float64{0.97 * airlight, airlight, 1.04 * airlight}
	light, gamma := lights(), newGamma()
	h := float64(src.Rect.Dy())
	return Mapped(src, func(_, y, c int, v float64) float64 {
		left := math.Exp(-thickness * (1 - (1-near)*float64(y)/h))
		return gamma.level(left*light[int(v)] + (1-left)*air[c])
	})
}
