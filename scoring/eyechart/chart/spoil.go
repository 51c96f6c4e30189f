package chart

import (
	"image"
	"math"
	"math/rand/v2"

	"keeplight.app/keeplight/scoring/measure/damage"
)

// Spoiling is what was done to a picture on purpose. The zero value is nothing.
type Spoiling struct {
	Blur   float64 // 0..1, 0 none at all, 1 a Gaussian of 4 pixels in 128
	Noise  float64 // 0..1, 0 none at all, 1 a deviation of 50 levels of 255
	Blocks float64 // 0..1, 1 a JPEG of quality 3; 0 none at all
	Seed   uint64  // of the noise
}

// The steps are finer where little is done, as they are for the eye. They begin
// where something changes: a Gaussian of a quarter of a pixel leaves every pixel
// as it was, and noise of half a level is rounded away.
const (
	fineness              = 1.3
	leastSigma, mostSigma = 0.35, 4.0 // pixels in 128
	leastNoise, mostNoise = 1.5, 50.0 // levels of 255
)

// Sigma is the blur's width in pixels of a picture whose sides have so many.
func (s Spoiling) Sigma(side float64) float64 {
	return eased(s.Blur, leastSigma, mostSigma) * side / 128
}

// deviation is the noise's, in levels of 255.
func (s Spoiling) deviation() float64 { return eased(s.Noise, leastNoise, mostNoise) }

func eased(share, least, most float64) float64 {
	if share <= 0 {
		return 0
	}
	return least + (most-least)*math.Pow(share, fineness)
}

// Apply gives a spoilt copy, as cameras and files do it one after the other.
// Errors are those of saving a JPEG.
func (s Spoiling) Apply(m *image.RGBA) (*image.RGBA, error) {
	side := math.Sqrt(float64(m.Rect.Dx() * m.Rect.Dy()))
	if s.Blur > 0 {
		m = damage.Blur(m, s.Sigma(side))
	}
	if s.Noise > 0 {
		r := rand.New(rand.NewPCG(s.Seed, 3))
		deviation := s.deviation()
		m = damage.Mapped(m, func(_, _, _ int, v float64) float64 { return v + deviation*r.NormFloat64() })
	}
	if s.Blocks > 0 {
		return damage.JPEG(m, math.Round(3*math.Pow(85.0/3, 1-s.Blocks)))
	}
	return m, nil
}

// Answers gives the answers that follow from what was done to a picture without
// fault.
func (s Spoiling) Answers() Answers {
	a := Unknown()
	a[Sharpness], a[Noise], a[Blocks] = digit(1-s.Blur), digit(1-s.Noise), digit(1-s.Blocks)
	a[Clarity] = digit((1 - s.Blur) * (1 - s.Noise) * (1 - s.Blocks))
	return a
}

// hidesShapes is true for so much of it that how a line leans and where an outline
// ends is a guess: a Gaussian of more than 2.2 pixels in 128, noise of more than 26
// levels, a JPEG of quality 11 or less.
func (s Spoiling) hidesShapes() bool { return max(s.Blur, s.Noise, s.Blocks) > 0.6 }

// randomSpoiling does one thing mostly, sometimes nothing or several.
func randomSpoiling(r *rand.Rand) Spoiling {
	s := Spoiling{Seed: r.Uint64()}
	for range 1 + r.IntN(8)/6 {
		amount := r.Float64()
		switch r.IntN(8) {
		case 0, 1, 2:
			s.Blur = amount
		case 3, 4:
			s.Noise = amount
		case 5, 6:
			s.Blocks = amount
		}
	}
	return s
}

// Toned changes a picture's colours and light at random, so that every answer
// that follows from pixels occurs.
func Toned(r *rand.Rand, m *image.RGBA) *image.RGBA {
	colours, warm, across, down, stops := 1.0, 0.0, 0.0, 0.0, 0.0
	if maybe(r, 0.7) {
		colours = between(r, 0, 1)
		if maybe(r, 0.3) {
			colours = between(r, 1, 3)
		}
	}
	if maybe(r, 0.6) {
		warm = between(r, -0.4, 0.4)
	}
	if maybe(r, 0.6) {
		across, down = between(r, -0.6, 0.6), between(r, -0.6, 0.6)
	}
	if maybe(r, 0.6) {
		stops = between(r, -3.5, 2.2)
	}
	gain := math.Exp2(stops / 2.2)
	w, h := float64(m.Rect.Dx()), float64(m.Rect.Dy())
	tint := [3]float64{1 + warm, 1, 1 - warm}
	return damage.Mapped(m, func(x, y, c int, v float64) float64 {
		p := m.Pix[y*m.Stride+4*x:]
		grey := 0.299*float64(p[0]) + 0.587*float64(p[1]) + 0.114*float64(p[2])
		light := 1 + across*(1-2*float64(x)/w) + down*(1-2*float64(y)/h)
		return gain * light * tint[c] * max(0, grey+colours*(v-grey))
	})
}
