package fidelity

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"keeplight.app/keeplight/scoring/measure/damage"
)

// picture draws patches with texture.
func picture(w, h int) *image.RGBA {
	r := rand.New(rand.NewPCG(8, 9))
	var tones [16 * 16]float64
	for i := range tones {
		tones[i] = 50 + 150*r.Float64()
	}
	return damage.Mapped(image.NewRGBA(image.Rect(0, 0, w, h)), func(x, y, c int, _ float64) float64 {
		return tones[y*16/h*16+x*16/w] + 12*math.Sin(float64(x+2*y)/3) + float64(8*c)
	})
}

func TestAnEqualPictureIsEqual(t *testing.T) {
	img := picture(300, 280)
	if v := MDSI(img, img); v > 0.005 { // the fourth root of rounding
		t.Errorf("MDSI %g", v)
	}
	if v := MSSSIM(img, img); math.Abs(v-1) > 1e-6 {
		t.Errorf("MS-SSIM %g", v)
	}
}

func TestMoreDamageIsFartherFromTheOriginal(t *testing.T) {
	img := picture(300, 280)
	for name, apply := range map[string]func(*image.RGBA, float64) *image.RGBA{
		"blur": damage.Blur, "noise": damage.Noise, "wavelet": damage.Wavelet,
		"colour noise": damage.ColourNoise, "motion": func(i *image.RGBA, v float64) *image.RGBA { return damage.Motion(i, 2*v, 40) },
		"haze": func(i *image.RGBA, v float64) *image.RGBA { return damage.Haze(i, v/10) },
	} {
		mdsi, msssim := 0.0, 1.0
		for _, amount := range []float64{2, 5, 12} {
			bad := apply(img, amount)
			a, b := MDSI(img, bad), MSSSIM(img, bad)
			if a <= mdsi || b >= msssim || a > 1 || b < 0 {
				t.Errorf("%s of %g: MDSI %.3f after %.3f, MS-SSIM %.3f after %.3f", name, amount, a, mdsi, b, msssim)
			}
			mdsi, msssim = a, b
		}
	}
}

func TestAColourCastIsSeenByMDSIAlone(t *testing.T) {
	img := picture(300, 280)
	cast := damage.Cast(img, 0.8)
	if a, b := MDSI(img, cast), MDSI(img, damage.Cast(img, 0.1)); a <= b || a < 0.15 {
		t.Errorf("MDSI %.3f, and %.3f of a slight one", a, b)
	}
}

// One scale of MS-SSIM is SSIM, whose value for a change of light alone can be
// written down.
func TestSimilarityOfLightIsTheFormula(t *testing.T) {
	flat := func(v float64) plane {
		return lumaOf(damage.Mapped(image.NewRGBA(image.Rect(0, 0, 24, 20)), func(_, _, _ int, _ float64) float64 { return v }))
	}
	light, structure := similarity(flat(100), flat(150))
	const c1 = 0.01 * 255 * 0.01 * 255
	if want := (2*100*150 + c1) / (100*100 + 150*150 + c1); math.Abs(light-want) > 1e-4 || math.Abs(structure-1) > 1e-3 {
		t.Errorf("light %.5f, want %.5f; structure %.5f", light, want, structure)
	}
}

func TestTinyPicturesAreNoFault(t *testing.T) {
	for _, side := range []int{1, 2, 3, 8, 11, 15} {
		a := picture(side, side)
		b := damage.Noise(a, 30)
		if v, u := MDSI(a, b), MSSSIM(a, b); math.IsNaN(v) || math.IsNaN(u) || v < 0 || u < 0 || u > 1 {
			t.Errorf("%d pixels: %g and %g", side, v, u)
		}
	}
}
