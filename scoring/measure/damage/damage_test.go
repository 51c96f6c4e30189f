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
		"shake":   func(i *image.RGBA, v float64) *image.RGBA { return Shake(i, 2*v, 30, 120) },
		"ghost":   func(i *image.RGBA, v float64) *image.RGBA { return Ghost(i, 2*v, 70, 0.6) },
		"haze":    func(i *image.RGBA, v float64) *image.RGBA { return Haze(i, v/3) },
		"shot":    ShotNoise,
		"colour":  ColourNoise,
		"banded":  BandedNoise,
		"denoise": Denoise,
		"blocks":  func(i *image.RGBA, v float64) *image.RGBA { return Blocks(i, 16, 20*v) },
		"small":   func(i *image.RGBA, v float64) *image.RGBA { return Blocks(i, 4, 20*v) },
		"under":   func(i *image.RGBA, v float64) *image.RGBA { return Expose(i, -v/2) },
		"over":    func(i *image.RGBA, v float64) *image.RGBA { return Expose(i, v/2) },
		"push":    Push,
		"bands":   func(i *image.RGBA, v float64) *image.RGBA { return Posterise(i, 6*v) },
		"moire":   func(i *image.RGBA, v float64) *image.RGBA { return Moire(i, v/1.5) },
		"cast":    func(i *image.RGBA, v float64) *image.RGBA { return Cast(i, v/4) },
		"enlarge": Enlarge,
		"halo":    Halo,
		"flatten": func(i *image.RGBA, v float64) *image.RGBA { return Flatten(i, 1/v) },
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
		"shake": Shake(flat, 9, 10, 90), "ghost": Ghost(flat, 30, 10, 0.5), "denoise": Denoise(flat, 5), "median": Median(flat, 2),
		"blocks": Blocks(flat, 16, 3), "moire": Moire(flat, 2), "enlarge": Enlarge(flat, 3), "halo": Halo(flat, 3),
	} {
		if p := PSNR(flat, got); p < 45 {
			t.Errorf("%s changes a flat picture: %.1f dB", name, p)
		}
	}
}
