package chart

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"
)

func filled(paint func(x, y int) color.RGBA) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, 32, 32))
	for y := range 32 {
		for x := range 32 {
			m.SetRGBA(x, y, paint(x, y))
		}
	}
	return m
}

func TestAnswersFollowFromPixels(t *testing.T) {
	grey := func(v uint8) func(x, y int) color.RGBA {
		return func(_, _ int) color.RGBA { return color.RGBA{v, v, v, 255} }
	}
	for name, c := range map[string]struct {
		paint func(x, y int) color.RGBA
		want  map[Question]float64
	}{
		"middle grey":        {grey(115), map[Question]float64{Exposure: 9, Saturation: 1, Warmth: 5, Top: 5, Left: 5}},
		"black":              {grey(0), map[Question]float64{Exposure: 1, Saturation: 1, Warmth: 5}},
		"white":              {grey(255), map[Question]float64{Exposure: 1}},
		"red":                {func(_, _ int) color.RGBA { return color.RGBA{200, 40, 40, 255} }, map[Question]float64{Warmth: 9, Saturation: 9}},
		"light above":        {func(_, y int) color.RGBA { return grey(uint8(255-255*(y/16)))(0, 0) }, map[Question]float64{Top: 9, Left: 5}},
		"light on the right": {func(x, _ int) color.RGBA { return grey(uint8(255*(x/16)))(0, 0) }, map[Question]float64{Top: 5, Left: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			got := Measure(filled(c.paint))
			for q, want := range c.want {
				if math.Abs(got[q]-want) > 0.05 {
					t.Errorf("%s is %.2f, want %.0f", q, got[q], want)
				}
			}
		})
	}
}

func TestTheSameNumbersDrawTheSamePicture(t *testing.T) {
	draw := func() Drawing {
		d, err := Draw(rand.New(rand.NewPCG(7, 8)), 64, 48)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	a, b := draw(), draw()
	if string(a.Picture.Pix) != string(b.Picture.Pix) {
		t.Error("two pictures of one seed differ")
	}
	for q := range a.Truth {
		if v := a.Truth[q]; !math.IsNaN(v) && (v < 1 || v > 9 || v != b.Truth[q]) {
			t.Errorf("%s is %g, then %g", Question(q), v, b.Truth[q])
		}
	}
}
