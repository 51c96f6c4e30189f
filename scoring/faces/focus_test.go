package faces

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/faces/drawn"
)

// eyePatch draws the surroundings of one large eye.
func eyePatch(seed uint64) (*image.RGBA, spot) {
	img := image.NewRGBA(image.Rect(0, 0, 200, 200))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	f := drawn.Face{X: 100 + 32*50/31.0, Y: 100, EyeWidth: 50, Gap: [2]float64{0.25, 0.25}, Seed: seed}
	f.Draw(img)
	return img, spotOf(level(point{100, 100}, 80), img.Rect.Size())
}

// blurred blurs a picture, and noisy adds noise to one, both in levels of each channel.
func blurred(img *image.RGBA, sigma float64) *image.RGBA {
	if sigma == 0 {
		return img
	}
	out := image.NewRGBA(img.Rect)
	for c := range 4 {
		g := luma{w: img.Rect.Dx(), h: img.Rect.Dy()}
		for i := c; i < len(img.Pix); i += 4 {
			g.v = append(g.v, float32(img.Pix[i]))
		}
		for i, v := range g.blurred(sigma).v {
			out.Pix[4*i+c] = uint8(v + 0.5)
		}
	}
	return out
}

func noisy(img *image.RGBA, sd float64) *image.RGBA {
	r := rand.New(rand.NewPCG(1, 2))
	out := image.NewRGBA(img.Rect)
	for i := 0; i < len(img.Pix); i += 4 {
		n := sd * r.NormFloat64()
		for c := range 3 {
			out.Pix[i+c] = uint8(min(max(float64(img.Pix[i+c])+n+0.5, 0), 255))
		}
		out.Pix[i+3] = 255
	}
	return out
}

func focusOf(t *testing.T, img *image.RGBA, s spot) float64 {
	t.Helper()
	share, known := newLayer(img, img.Rect).focus(s)
	if !known {
		t.Fatal("focus is not known")
	}
	return share
}

func TestBlurLowersTheFocusOfAnEyeStepByStep(t *testing.T) {
	for seed := range uint64(3) {
		img, s := eyePatch(seed)
		last := math.Inf(1)
		for _, sigma := range []float64{0, 0.5, 1, 2, 4} {
			share := focusOf(t, blurred(img, sigma), s)
			if !(share < last) {
				t.Errorf("eye %d, blur %v: %.4f, not below %.4f", seed, sigma, share, last)
			}
			last = share
		}
	}
}

func TestNoiseHardlyMovesTheFocusOfAnEye(t *testing.T) {
	img, s := eyePatch(1)
	for _, sigma := range []float64{0, 1, 2} {
		soft := blurred(img, sigma)
		clean := focusOf(t, soft, s)
		for _, sd := range []float64{2, 5} {
			if share := focusOf(t, noisy(soft, sd), s); math.Abs(share-clean) > 0.04 {
				t.Errorf("blur %v: %.3f, with noise of %v levels %.3f", sigma, clean, sd, share)
			}
		}
	}
}

func TestNoiseAloneIsNoFocus(t *testing.T) {
	flat := image.NewRGBA(image.Rect(0, 0, 200, 200))
	for i := range flat.Pix {
		flat.Pix[i] = 128
	}
	s := spotOf(level(point{100, 100}, 80), flat.Rect.Size())
	for _, sd := range []float64{0, 1, 3} {
		if share, known := newLayer(noisy(flat, sd), flat.Rect).focus(s); known {
			t.Errorf("noise of %v levels: a focus of %.3f", sd, share)
		}
	}
}

func TestNoiseIsMeasuredInLevels(t *testing.T) {
	flat := image.NewRGBA(image.Rect(0, 0, 160, 160))
	for i := range flat.Pix {
		flat.Pix[i] = 128
	}
	for _, sd := range []float64{0, 2, 6} {
		g, _ := newLayer(noisy(flat, sd), flat.Rect).lumaOf(flat.Rect)
		if got := g.noise(); math.Abs(got-sd) > 0.1*sd+0.3 {
			t.Errorf("noise of %v levels was measured as %.2f", sd, got)
		}
	}
}

func TestAnEyeIsSoftOnlyWhereSomethingElseIsSharper(t *testing.T) {
	f := finder(t)
	for _, c := range []struct {
		name       string
		face, rest float64 // blur
		soft       bool
	}{
		{"all sharp", 0, 0, false},
		{"focus behind the face", 3, 0, true},
		{"all soft", 3, 3, false},
	} {
		img := portrait(40, 0.25, 2)
		face := blurred(img, c.face)
		img = blurred(img, c.rest)
		w, h := img.Rect.Dx(), img.Rect.Dy()
		for y := 0; y < h*3/4; y++ {
			row := img.PixOffset(w/5, y)
			copy(img.Pix[row:row+4*(w*3/5)], face.Pix[row:])
		}
		found := find(t, f, &scoring.Subject{Preview: img})
		if len(found) != 1 {
			t.Fatalf("%s: found %d faces", c.name, len(found))
		}
		if found[0].SoftEye != c.soft {
			t.Errorf("%s: soft is %v: %+v", c.name, found[0].SoftEye, found[0].Eyes)
		}
	}
}
