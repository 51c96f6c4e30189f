package main

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/damage"
	"keeplight.app/keeplight/scoring/measure/training"
)

// hillside is a graded sky above smooth ground.
func hillside() *image.RGBA {
	empty := image.NewRGBA(image.Rect(0, 0, 192, 160))
	return damage.Mapped(empty, func(x, y, c int, _ float64) float64 {
		if y < 70 {
			return 150 + float64(20*c) - 0.3*float64(y)
		}
		return 60 + float64(15*c) + 25*math.Sin(float64(x)/17+float64(y)/11)
	})
}

func TestMildFaultsAreMildCountLittleAndAreTheSameEveryTime(t *testing.T) {
	rows, err := mildly(hillside(), 3)
	if err != nil {
		t.Fatal(err)
	}
	again, err := mildly(hillside(), 3)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(rows, again); diff != "" {
		t.Errorf("the second time: %s", diff)
	}
	clean := 0
	for _, r := range rows {
		if r.Kind == training.Clean && r.Also == training.Clean {
			clean++
		}
		if r.Level > mildMost || r.AlsoLevel > mildMost || r.Weight != mildWeight {
			t.Errorf("%s %.2f, %s %.2f, weight %g", r.Kind, r.Level, r.Also, r.AlsoLevel, r.Weight)
		}
	}
	if clean != mildClean || len(rows) != mildClean+mildSpoilt {
		t.Errorf("%d rows, %d of them undamaged", len(rows), clean)
	}
}

func TestLitterIsTextureAndNotNoise(t *testing.T) {
	img := hillside()
	for seed := range uint64(4) {
		covered := measure.Extract(litter(img, rand.New(rand.NewPCG(seed, 1))))
		if bare := measure.Extract(img); covered.Sharpness.Contrast < 2*bare.Sharpness.Contrast {
			t.Errorf("litter leaves a contrast of %.2f after %.2f", covered.Sharpness.Contrast, bare.Sharpness.Contrast)
		}
		if covered.Noise > 6 {
			t.Errorf("litter reads as noise of %.1f levels", covered.Noise)
		}
	}
}
