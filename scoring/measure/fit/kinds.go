package main

import (
	"fmt"
	"image"
	"math"
	"math/rand/v2"

	"keeplight.app/keeplight/scoring/measure/damage"
	"keeplight.app/keeplight/scoring/measure/training"
)

// span is the range of a damage's amount, from what one just sees to what ruins a
// picture. Lengths are in pixels of a picture of 512, and grow with it.
type span struct {
	least, most float64
	length      bool
}

// spans gives the range of each kind that is made by amount.
func spans() map[training.Kind]span {
	return map[training.Kind]span{
		training.Noise:       {2.5, 40, false},      // sd, levels
		training.Specks:      {0.0005, 0.06, false}, // share of channel values
		training.Speckle:     {0.02, 0.35, false},   // sd, share of the value
		training.Blur:        {0.5, 6, true},        // sigma
		training.Wavelet:     {6, 150, false},       // step, levels
		training.JPEG:        {0.35, 8, false},      // coarseness, see quality
		training.Defocus:     {0.8, 8, true},        // radius
		training.Motion:      {1.6, 24, true},       // length of the path
		training.Shake:       {2, 26, true},
		training.Ghost:       {2, 18, true},
		training.Haze:        {0.25, 3, false}, // thickness
		training.ShotNoise:   {2.5, 35, false}, // sd at middle grey, levels
		training.ColourNoise: {2.5, 30, false},
		training.BandedNoise: {2.5, 30, false},
		training.Denoised:    {3, 40, false}, // sd of the noise that is taken out again
		training.Median:      {3, 40, false},
		training.WebP:        {14, 200, false}, // step, levels
		training.HEIC:        {16, 260, false},
		training.Under:       {0.6, 4, false}, // stops
		training.Over:        {0.4, 3, false},
		training.Pushed:      {2, 6.5, false},
		training.Posterised:  {8, 64, false},     // step, levels
		training.Moire:       {1, 3, true},       // pixels between samples
		training.Cast:        {0.15, 1.8, false}, // stops
		training.Enlarged:    {1.25, 6, true},    // factor
		training.Halo:        {0.7, 7, false},    // amount
		training.Faded:       {1.25, 5, false},   // contrast is divided by it
	}
}

// amount gives the amount of a kind at a step of 0..1 for a picture whose long side
// is so many pixels.
func amount(kind training.Kind, step float64, side int) (float64, error) {
	s, known := spans()[kind]
	if !known {
		return 0, fmt.Errorf("damaging by %q: no such kind", kind)
	}
	a := s.least * math.Pow(s.most/s.least, step)
	if s.length {
		a *= float64(side) / 512
	}
	return a, nil
}

// spoil damages a picture. What has a direction takes it at random.
func spoil(img *image.RGBA, kind training.Kind, by float64, r *rand.Rand) (*image.RGBA, error) {
	angle := 360 * r.Float64()
	switch kind {
	case training.Motion:
		return damage.Motion(img, by, angle), nil
	case training.Shake:
		return damage.Shake(img, by, angle, 60+200*r.Float64()), nil
	case training.Ghost:
		return damage.Ghost(img, by, angle, 0.4+0.5*r.Float64()), nil
	case training.Under:
		return damage.Expose(img, -by), nil
	case training.JPEG:
		return damage.JPEG(img, quality(by))
	case training.WebP:
		return damage.Blocks(img, 4, by), nil
	case training.HEIC:
		return damage.Blocks(img, 16, by), nil
	case training.Denoised:
		return damage.Denoise(damage.ShotNoise(img, by), 1.6*by), nil
	case training.Median:
		return damage.Median(damage.ShotNoise(img, by), 1+r.IntN(2)), nil
	case training.Cast:
		if r.IntN(2) == 0 {
			by = -by
		}
		return damage.Cast(img, by), nil
	case training.Faded:
		return damage.Flatten(img, 1/by), nil
	}
	if apply, known := plain()[kind]; known {
		return apply(img, by), nil
	}
	return nil, fmt.Errorf("damaging by %q: no such kind", kind)
}

// plain gives the kinds that need nothing but an amount.
func plain() map[training.Kind]func(*image.RGBA, float64) *image.RGBA {
	return map[training.Kind]func(*image.RGBA, float64) *image.RGBA{
		training.Noise: damage.Noise, training.Specks: damage.Specks, training.Speckle: damage.Speckle,
		training.Blur: damage.Blur, training.Wavelet: damage.Wavelet, training.Defocus: damage.Defocus,
		training.Haze: damage.Haze, training.ShotNoise: damage.ShotNoise, training.ColourNoise: damage.ColourNoise,
		training.BandedNoise: damage.BandedNoise, training.Over: damage.Expose, training.Pushed: damage.Push,
		training.Posterised: damage.Posterise, training.Moire: damage.Moire, training.Enlarged: damage.Enlarge,
		training.Halo: damage.Halo,
	}
}

// quality is JPEG's for a coarseness of rounding, which is 1 at 50.
func quality(coarseness float64) float64 {
	if coarseness > 1 {
		return max(1, 50/coarseness)
	}
	return 100 - 50*coarseness
}
