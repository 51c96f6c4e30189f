package main

import (
	"image"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/measure/damage"
)

// ladder is one kind of damage in growing steps, and the attribute that must
// fall with every step. Step 0 is the photo as it is.
type ladder struct {
	name      string
	attribute library.Attribute
	steps     []float64
	apply     func(src *image.RGBA, amount float64) (*image.RGBA, error)
}

func ladders() []ladder {
	return []ladder{
		{"blur (sigma, px)", library.Clarity, []float64{0.5, 1, 1.5, 2.5, 4}, plain(damage.Blur)},
		{"noise (sd, levels)", library.Clarity, []float64{4, 8, 14, 22, 35}, plain(damage.Noise)},
		{"JPEG (quality)", library.Clarity, []float64{80, 60, 40, 25, 12}, damage.JPEG},
		{"under-exposure (stops)", library.Exposure, []float64{-0.5, -1, -1.5, -2.25, -3}, plain(damage.Expose)},
		{"over-exposure (stops)", library.Exposure, []float64{0.5, 1, 1.5, 2, 2.75}, plain(damage.Expose)},
		{"desaturation (left)", library.Saturation, []float64{0.8, 0.6, 0.4, 0.25, 0.12}, plain(damage.Desaturate)},
		{"rotation (degrees)", library.LevelShot, []float64{1, 2, 4, 7, 11}, plain(damage.Rotate)},
	}
}

func plain(f func(*image.RGBA, float64) *image.RGBA) func(*image.RGBA, float64) (*image.RGBA, error) {
	return func(src *image.RGBA, amount float64) (*image.RGBA, error) { return f(src, amount), nil }
}
