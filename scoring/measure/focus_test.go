package measure

import (
	"context"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/measure/damage"
)

// leaves is a picture full of crisp discs of all sizes and tones, whose detail
// reaches from coarse to fine as in nature (Lee 2001).
func leaves(w, h int) *image.RGBA {
	r := rand.New(rand.NewPCG(31, 7))
	img := paint(w, h, func(_, _ int) color.RGBA { return grey(128) })
	for range w * h / 900 {
		radius := 3 / math.Pow(0.0005+r.Float64(), 0.5)
		cx, cy := r.Float64()*float64(w), r.Float64()*float64(h)
		c := color.RGBA{uint8(40 + r.IntN(180)), uint8(40 + r.IntN(180)), uint8(40 + r.IntN(180)), 255}
		for y := max(0, int(cy-radius)); y < min(h, int(cy+radius)); y++ {
			half := math.Sqrt(max(0, radius*radius-(float64(y)-cy)*(float64(y)-cy)))
			for x := max(0, int(cx-half)); x < min(w, int(cx+half)); x++ {
				copy(img.Pix[y*img.Stride+4*x:], []uint8{c.R, c.G, c.B, 255})
			}
		}
	}
	return img
}

func scoreFull(t *testing.T, full *image.RGBA, focus library.Focus) library.Score {
	t.Helper()
	scorer := New()
	scan, seen := seenFull(t, scorer, full, 1, focus)
	s, err := scoring.Score(context.Background(), scorer, &scoring.Subject{
		Preview: scan.Preview, Photo: library.Photo{Capture: library.Capture{Focus: focus}}, Full: seen,
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAMissedFocusThatOnlyTheFullPictureShowsCostsClarity(t *testing.T) {
	crisp := leaves(2800, 1867)
	soft := damage.Blur(crisp, 3)
	quick := NewQuick()
	small := func(img *image.RGBA) float64 {
		s, err := scoring.Score(context.Background(), quick, &scoring.Subject{Preview: picture.Fit(img, scoring.PreviewSide)})
		if err != nil {
			t.Fatal(err)
		}
		return s.Of(library.Clarity).Mean
	}
	a, b := scoreFull(t, crisp, library.Focus{}), scoreFull(t, soft, library.Focus{})
	if got, at := a.Of(library.Clarity).Mean, small(crisp); got < at-0.2 {
		t.Errorf("crisp at full size: clarity falls from %.2f to %.2f", at, got)
	}
	if got, at := b.Of(library.Clarity).Mean, small(soft); got > at-0.7 {
		t.Errorf("soft at full size: clarity goes from %.2f to %.2f only", at, got)
	}
	if b.Reasons[library.Clarity].Code() != message.ClarityFullSize {
		t.Errorf("reason: %s", message.English(b.Reasons[library.Clarity]))
	}
}

func TestTheTileWhereTheCameraFocusedCounts(t *testing.T) {
	img := leaves(2800, 1867)
	soft := damage.Blur(img, 4)
	for y := range 1867 {
		copy(img.Pix[y*img.Stride:y*img.Stride+4*1400], soft.Pix[y*soft.Stride:])
	}
	on := scoreFull(t, img, library.Focus{X: 0.8, Y: 0.5, Known: true})
	off := scoreFull(t, img, library.Focus{X: 0.2, Y: 0.5, Known: true})
	if on.Of(library.Clarity).Mean < off.Of(library.Clarity).Mean+0.5 {
		t.Errorf("focus on the crisp half gives %.2f, on the soft half %.2f", on.Of(library.Clarity).Mean, off.Of(library.Clarity).Mean)
	}
}

func TestQuickAndFullScoresHaveTheirOwnKeys(t *testing.T) {
	if New().Provenance().Key() == NewQuick().Provenance().Key() {
		t.Error("scores with and without a look at the full picture share a key")
	}
}

func TestCameraShakeIsToldFromDefocus(t *testing.T) {
	img := leaves(800, 540)
	for name, c := range map[string]struct {
		img    *image.RGBA
		oneWay bool
	}{
		"crisp":                  {img, false},
		"defocus":                {damage.Defocus(img, 6), false},
		"shake":                  {damage.Motion(img, 18, 0), true},
		"steep shake":            {damage.Motion(img, 18, 65), true},
		"short shake with grain": {damage.Noise(damage.Motion(img, 10, 30), 4), true},
		"defocus with grain":     {damage.Noise(damage.Defocus(img, 4), 4), false},
	} {
		f := Extract(c.img)
		if got := f.Smear.oneWay(); got != c.oneWay {
			t.Errorf("%s: lost along a path: %+v", name, f.Smear)
		}
		s := New().Judge(&f)
		if got := s.Reasons[library.Clarity].Code() == message.ClarityShaken; got != c.oneWay {
			t.Errorf("%s: %s", name, message.English(s.Reasons[library.Clarity]))
		}
	}
}

func TestANightStreetIsLowKeyAndNotBadlyExposed(t *testing.T) {
	night := paint(900, 600, func(x, y int) color.RGBA {
		if x > 300 && x < 480 && y > 200 && y < 420 {
			return color.RGBA{225, uint8(170 + x%20), uint8(110 + y%20), 255}
		}
		return grey(float64(6 + (x*7+y*3)%9))
	})
	a, b := judged(night), judged(damage.Expose(night, -1.5))
	if a.Of(library.Exposure).Mean < 5 || !strings.HasPrefix(message.English(a.Reasons[library.Exposure]), "Low key") {
		t.Errorf("exposure %.2f: %s", a.Of(library.Exposure).Mean, message.English(a.Reasons[library.Exposure]))
	}
	if b.Of(library.Exposure).Mean > a.Of(library.Exposure).Mean-1.5 {
		t.Errorf("underexposed, it still has %.2f of %.2f", b.Of(library.Exposure).Mean, a.Of(library.Exposure).Mean)
	}
}
