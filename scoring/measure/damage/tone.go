package damage

import (
	"image"
	"math"
	"math/rand/v2"
)

// Push under-exposes by so many stops, adds the noise of reading, and lifts the
// picture again, as developing a dark raw file does: light comes back, shadows
// are noisy and what was black stays lost.
func Push(src *image.RGBA, stops float64) *image.RGBA {
	const read = 0.0015 // of white, sd
	r := rand.New(rand.NewPCG(41, 43))
	gain, light, gamma := math.Exp2(stops), lights(), newGamma()
	return Mapped(src, func(_, _, _ int, v float64) float64 {
		dark := light[int(v)]/gain + read*r.NormFloat64()
		const steps = 4095 // of a raw file of 12 bits
		return gamma.level(gain * math.Round(steps*dark) / steps)
	})
}

// Posterise rounds each channel to steps of so many levels, so that skies fall
// into bands.
func Posterise(src *image.RGBA, step float64) *image.RGBA {
	return Mapped(src, func(_, _, _ int, v float64) float64 { return step * math.Round(v/step) })
}

// Cast multiplies the light of red by 2^stops and divides that of blue by it, as a
// wrong white balance does; negative stops make the picture blue.
func Cast(src *image.RGBA, stops float64) *image.RGBA {
	var tables [3][256]float64
	for c, by := range [3]float64{stops, 0, -stops} {
		for v := range tables[c] {
			tables[c][v] = 255 * toGamma(math.Exp2(by)*toLinear(float64(v)/255))
		}
	}
	return Mapped(src, func(_, _, c int, v float64) float64 { return tables[c][int(v)] })
}

// Flatten leaves the given share of each level's distance from middle grey.
func Flatten(src *image.RGBA, left float64) *image.RGBA {
	return Mapped(src, func(_, _, _ int, v float64) float64 { return 128 + left*(v-128) })
}
