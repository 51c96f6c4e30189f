package damage

import (
	"image"
	"math"
	"math/rand/v2"
)

// ShotNoise is what a sensor adds by counting photons: noise whose variance grows
// with the light, and a little of its own. sd is that in levels at middle grey.
// Neighbours share a part of it, as filling in the missing colours leaves it.
func ShotNoise(src *image.RGBA, sd float64) *image.RGBA {
	r := rand.New(rand.NewPCG(17, 19))
	sds := sensorCurve(sd)
	w, h := src.Rect.Dx(), src.Rect.Dy()
	var grain [3][]float32
	for c := range grain {
		grain[c] = joined(r, w, h)
	}
	return Mapped(src, func(x, y, c int, v float64) float64 { return v + sds[int(v)]*float64(grain[c][y*w+x]) })
}

// sensorCurve gives the noise in levels at each level: in linear light it is the
// root of a hundredth of that of white, for reading, plus a part that grows with
// the light.
func sensorCurve(sd float64) (sds [256]float64) {
	const read = 0.01
	const middle = 118 // level of 18 % grey
	slope := func(v float64) float64 { return 255 * (toGamma(toLinear(v)+1e-4) - toGamma(toLinear(v))) / 1e-4 }
	at := func(v float64) float64 { return math.Sqrt(read+toLinear(v)) * slope(v) }
	unit := at(middle / 255.0)
	for v := range sds {
		// Next to black the curve is so steep that no camera follows it.
		sds[v] = sd * min(2.5, at(float64(v)/255)/unit)
	}
	return sds
}

// joined gives Gaussian noise of sd 1 in which each sample shares with its
// neighbours.
func joined(r *rand.Rand, w, h int) []float32 {
	const own, beside = 0.8, 0.35
	norm := float32(1 / math.Sqrt(own*own+2*beside*beside))
	raw := make([]float32, w*h+w+1)
	for i := range raw {
		raw[i] = float32(r.NormFloat64())
	}
	out := make([]float32, w*h)
	for i := range out {
		out[i] = norm * (own*raw[i] + beside*raw[i+1] + beside*raw[i+w])
	}
	return out
}

// ColourNoise is the blotchy noise in colour of small sensors at high
// sensitivity: blue and red differences of the given sd in levels that change
// over about four pixels, and a third of it in brightness, pixel by pixel.
func ColourNoise(src *image.RGBA, sd float64) *image.RGBA {
	const patch = 4
	r := rand.New(rand.NewPCG(23, 29))
	w, h := src.Rect.Dx(), src.Rect.Dy()
	cols := w/patch + 2
	var patches [2][]float64
	for c := range patches {
		patches[c] = make([]float64, cols*(h/patch+2))
		for i := range patches[c] {
			patches[c][i] = 1.5 * sd * r.NormFloat64() // mixing takes a third away
		}
	}
	luma := joined(r, w, h)
	between := func(c, x, y int) float64 {
		i, tx, ty := y/patch*cols+x/patch, float64(x%patch)/patch, float64(y%patch)/patch
		p := patches[c]
		return (1-ty)*((1-tx)*p[i]+tx*p[i+1]) + ty*((1-tx)*p[i+cols]+tx*p[i+cols+1])
	}
	return Mapped(src, func(x, y, c int, v float64) float64 {
		v += sd / 3 * float64(luma[y*w+x])
		cb, cr := between(0, x, y), between(1, x, y)
		switch c {
		case 0:
			return v + cr
		case 1:
			return v - 0.34*cb - 0.51*cr
		}
		return v + cb
	})
}

// BandedNoise is noise of reading that differs from row to row, as pushed shadows
// show it: half of its variance, sd in levels, is common to a row. It fades
// towards white.
func BandedNoise(src *image.RGBA, sd float64) *image.RGBA {
	r := rand.New(rand.NewPCG(31, 37))
	rows := make([]float64, src.Rect.Dy())
	for y := range rows {
		rows[y] = math.Sqrt2 / 2 * sd * r.NormFloat64()
	}
	return Mapped(src, func(_, y, _ int, v float64) float64 {
		fade := 1.3 - v/255
		return v + fade*(rows[y]+math.Sqrt2/2*sd*r.NormFloat64())
	})
}
