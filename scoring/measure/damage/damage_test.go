package damage

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"
)

func patches() *image.RGBA {
	r := rand.New(rand.NewPCG(4, 4))
	img := image.NewRGBA(image.Rect(0, 0, 96, 64))
	var tones [12 * 8]uint8
	for i := range tones {
		tones[i] = uint8(40 + r.IntN(170))
	}
	return Mapped(img, func(x, y, c int, _ float64) float64 { return float64(tones[y/8*12+x/8]) + float64(5*c) })
}

func TestMoreDamageLeavesALowerPSNR(t *testing.T) {
	img := patches()
	for name, apply := range map[string]func(*image.RGBA, float64) *image.RGBA{
		"blur": Blur, "defocus": Defocus, "noise": Noise, "wavelet": Wavelet,
		"specks":  func(i *image.RGBA, v float64) *image.RGBA { return Specks(i, v/40) },
		"speckle": func(i *image.RGBA, v float64) *image.RGBA { return Speckle(i, v/20) },
		"motion":  func(i *image.RGBA, v float64) *image.RGBA { return Motion(i, 2*v, 30) },
	} {
		before := math.Inf(1)
		for _, amount := range []float64{1.5, 3, 6} {
			after := PSNR(img, apply(img, amount))
			if after >= before {
				t.Errorf("%s of %g: %.2f dB after %.2f dB", name, amount, after, before)
			}
			before = after
		}
	}
}

func TestDamageIsTheSameEveryTime(t *testing.T) {
	img := patches()
	if p := PSNR(Noise(img, 9), Noise(img, 9)); p < 100 {
		t.Errorf("two runs differ: %.1f dB", p)
	}
}

func TestTowardsHitsThePSNR(t *testing.T) {
	img := patches()
	damaged, amount := Towards(27, img, 0.3, 12, Blur)
	if got := PSNR(img, damaged); math.Abs(got-27) > 0.5 {
		t.Errorf("blur of %.2f gives %.2f dB", amount, got)
	}
}

func TestAFlatPictureStaysFlat(t *testing.T) {
	flat := Mapped(image.NewRGBA(image.Rect(0, 0, 40, 30)), func(_, _, c int, _ float64) float64 { return float64(60 + 40*c) })
	for name, got := range map[string]*image.RGBA{
		"blur": Blur(flat, 2), "defocus": Defocus(flat, 3.3), "motion": Motion(flat, 7, 20), "wavelet": Wavelet(flat, 10),
	} {
		if p := PSNR(flat, got); p < 45 {
			t.Errorf("%s changes a flat picture: %.1f dB", name, p)
		}
	}
}
