package niqe

import (
	"errors"
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"keeplight.app/keeplight/scoring/measure/damage"
)

// leaves draws discs of all sizes over each other, whose statistics are those of
// nature (Lee 2001), and softens them as a lens does.
func leaves(seed uint64, w, h int) *image.RGBA {
	r := rand.New(rand.NewPCG(seed, 3))
	img := damage.Mapped(image.NewRGBA(image.Rect(0, 0, w, h)), func(_, _, _ int, _ float64) float64 { return 120 })
	for range w * h / 250 {
		radius := 2 / math.Sqrt(0.0006+r.Float64())
		cx, cy := r.Float64()*float64(w), r.Float64()*float64(h)
		tone := [3]uint8{uint8(30 + r.IntN(200)), uint8(30 + r.IntN(200)), uint8(30 + r.IntN(200))}
		for y := max(0, int(cy-radius)); y < min(h, int(cy+radius)); y++ {
			half := math.Sqrt(max(0, radius*radius-(float64(y)-cy)*(float64(y)-cy)))
			for x := max(0, int(cx-half)); x < min(w, int(cx+half)); x++ {
				copy(img.Pix[y*img.Stride+4*x:], tone[:])
			}
		}
	}
	return damage.Noise(damage.Blur(img, 0.6), 1.5)
}

func fitted(t *testing.T) *Model {
	t.Helper()
	var pristine []*image.RGBA
	for seed := range uint64(14) {
		pristine = append(pristine, leaves(seed, 480, 384))
	}
	m, err := Fit(pristine)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestDamagedPicturesLieFartherThanCleanOnes(t *testing.T) {
	m := fitted(t)
	jpeg := func(img *image.RGBA, quality float64) *image.RGBA {
		saved, err := damage.JPEG(img, quality)
		if err != nil {
			t.Fatal(err)
		}
		return saved
	}
	for seed := uint64(100); seed < 103; seed++ {
		clean := leaves(seed, 480, 384)
		for name, c := range map[string]struct {
			apply       func(*image.RGBA, float64) *image.RGBA
			mild, harsh float64
		}{
			"blur":  {damage.Blur, 1.2, 3},
			"noise": {damage.Noise, 10, 30},
			"JPEG":  {jpeg, 40, 8},
		} {
			var far [3]float64
			for i, img := range []*image.RGBA{clean, c.apply(clean, c.mild), c.apply(clean, c.harsh)} {
				d, err := m.Distance(img)
				if err != nil {
					t.Fatal(err)
				}
				far[i] = d
			}
			if far[1] < 1.5*far[0] || far[2] < 3*far[0] {
				t.Errorf("picture %d, %s: clean %.2f, mild %.2f, harsh %.2f", seed, name, far[0], far[1], far[2])
			}
		}
	}
}

func TestPicturesWithoutBlocksHaveNoDistance(t *testing.T) {
	m := fitted(t)
	blank := damage.Mapped(image.NewRGBA(image.Rect(0, 0, 200, 200)), func(_, _, _ int, _ float64) float64 { return 90 })
	for name, img := range map[string]*image.RGBA{
		"too small": leaves(1, 90, 300), "blank": blank, "empty": image.NewRGBA(image.Rectangle{}),
	} {
		if d, err := m.Distance(img); !errors.Is(err, ErrTooLittle) {
			t.Errorf("%s: %g, %v", name, d, err)
		}
	}
	if _, err := Fit([]*image.RGBA{leaves(1, 200, 200)}); !errors.Is(err, ErrTooLittle) {
		t.Errorf("a model from one small picture: %v", err)
	}
}

func TestABellIsFoundAgainFromItsSamples(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	b := newBells()
	for name, c := range map[string]struct {
		draw  func() float64
		shape float64
	}{
		"bell":    {r.NormFloat64, 2},
		"Laplace": {func() float64 { return r.ExpFloat64() * float64(2*r.IntN(2)-1) }, 1},
		"even":    {func() float64 { return 2*r.Float64() - 1 }, 9},
	} {
		var m moments
		for range 200000 {
			m.add(c.draw())
		}
		got, known := b.fit(&m)
		if !known || math.Abs(math.Log(got.shape/c.shape)) > 0.12 || math.Abs(got.mean()) > 0.02 {
			t.Errorf("%s: %+v, %v", name, got, known)
		}
	}
}
