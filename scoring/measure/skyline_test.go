package measure

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring/measure/damage"
)

// shore is a sea or a meadow below a sky, which part softly over some pixels, with
// a rough rim and grain.
func shore(lean, soft, rough, step float64) *image.RGBA {
	r := rand.New(rand.NewPCG(17, 4))
	slope := math.Tan(lean * math.Pi / 180)
	rim := make([]float64, 600)
	for x := range rim {
		rim[x] = rough * r.NormFloat64()
	}
	return paint(600, 400, func(x, y int) color.RGBA {
		over := float64(y) - (210 + slope*float64(x-300)) + rim[x]
		below := 1 / (1 + math.Exp(-4*over/soft))
		v := 150 + 0.04*float64(400-y) - step*below + 2*r.NormFloat64() + 5*below*math.Sin(float64(x)/9+float64(y)/4)
		return color.RGBA{uint8(v), uint8(v + 8), uint8(v + 30 - 20*below), 255}
	})
}

func TestSoftAndRoughHorizonsAreReadBack(t *testing.T) {
	for name, c := range map[string]struct{ soft, rough, step float64 }{
		"crisp sea": {1, 0, 60}, "haze over the sea": {16, 0, 40}, "faint": {10, 0, 18}, "out of focus": {24, 0, 90}, "meadow": {3, 3, 70},
	} {
		before := 11.0
		for _, lean := range []float64{0, -1.5, 3, -6, 10} {
			f := Extract(shore(lean, c.soft, c.rough, c.step))
			s := New().Judge(&f)
			v := s.Of(library.LevelShot)
			if !v.Known || math.Abs(f.Lines.Tilt-lean) > 0.3 {
				t.Errorf("%s: a horizon of %.1f° is read as %.2f°, known %v: %+v", name, lean, f.Lines.Tilt, v.Known, f.Skyline)
				continue
			}
			if v.Mean >= before {
				t.Errorf("%s: at %.1f° the level has %.2f, after %.2f at less", name, lean, v.Mean, before)
			}
			before = v.Mean
			if reason := message.English(s.Reasons[library.LevelShot]); !strings.Contains(reason, "horizon") {
				t.Errorf("%s: %s", name, reason)
			}
		}
	}
}

func TestWhatPartsNoPictureIsNoHorizon(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	tones := make([]float64, 40)
	for i := range tones {
		tones[i] = 40 + 170*r.Float64()
	}
	for name, img := range map[string]*image.RGBA{
		"hills": paint(600, 400, func(x, y int) color.RGBA {
			return grey(200 - 130*min(1, max(0, float64(y)-200-40*math.Sin(float64(x)/70))))
		}),
		"a fading sky": paint(600, 400, func(_, y int) color.RGBA { return grey(240 - 0.4*float64(y)) }),
		"clouds": damage.Blur(paint(600, 400, func(x, y int) color.RGBA {
			return grey(tones[(x/60+7*(y/50))%len(tones)])
		}), 14),
		"leaves": leaves(600, 400),
		"a frame around the photo": paint(600, 400, func(x, y int) color.RGBA {
			if y > 388 {
				return grey(0)
			}
			return grey(120 + 50*math.Sin(float64(x*y)/900))
		}),
	} {
		if f := Extract(img); f.Skyline.Length > 0 {
			t.Errorf("%s: %+v", name, f.Skyline)
		}
	}
}

func TestTheHorizonIsDrawnWhereItParts(t *testing.T) {
	slope := math.Tan(3 * math.Pi / 180)
	h := EvidenceOf(shore(3, 16, 0, 40)).Horizon
	if left, right := (210-slope*300)/400, (210+slope*300)/400; !h.Known || h.Upright || math.Abs(h.Y1-left) > 0.015 || math.Abs(h.Y2-right) > 0.015 {
		t.Errorf("from %.3f to %.3f (want %.3f to %.3f): %+v", h.Y1, h.Y2, left, right, h)
	}
}
