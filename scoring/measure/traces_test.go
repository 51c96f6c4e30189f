package measure

import (
	"image"
	"image/color"
	"math"
	"testing"

	"keeplight.app/keeplight/scoring/measure/damage"
)

// tracesOf gives the traces of a drawn picture after some damage.
func tracesOf(apply func(*image.RGBA) *image.RGBA) Traces {
	f := Extract(apply(textured(480, 320)))
	return f.Traces
}

func same(img *image.RGBA) *image.RGBA { return img }

func TestTracesMoveWithTheDamageThatLeavesThem(t *testing.T) {
	whole := tracesOf(same)
	for name, c := range map[string]struct {
		apply func(*image.RGBA) *image.RGBA
		of    func(Traces) float64
		by    float64 // at least, and in this direction
	}{
		"blur lowers the decay": {
			func(i *image.RGBA) *image.RGBA { return damage.Blur(i, 2) },
			func(t Traces) float64 { return t.Decay.Mean[0] }, -0.3,
		},
		"noise raises the decay": {
			func(i *image.RGBA) *image.RGBA { return damage.Noise(i, 12) },
			func(t Traces) float64 { return t.Decay.Mean[0] }, 0.1,
		},
		"motion parts directions": {
			func(i *image.RGBA) *image.RGBA { return damage.Motion(damage.Noise(i, 12), 8, 0) },
			func(t Traces) float64 { return t.Decay.Spread[0] }, 0.15,
		},
		"coarse blocks show as seams": {
			func(i *image.RGBA) *image.RGBA {
				saved, err := damage.JPEG(i, 8)
				if err != nil {
					t.Fatal(err)
				}
				return saved
			},
			func(t Traces) float64 { return t.Seams.Eight }, 0.5,
		},
		"colour noise shows in chroma": {
			func(i *image.RGBA) *image.RGBA { return damage.ColourNoise(i, 12) },
			func(t Traces) float64 { return t.Chroma.Calm }, 0.3,
		},
		"haze narrows the range": {
			func(i *image.RGBA) *image.RGBA { return damage.Haze(i, 2) },
			func(t Traces) float64 { return t.Range }, -0.1,
		},
		"bands comb the tones": {
			func(i *image.RGBA) *image.RGBA { return damage.Posterise(i, 24) },
			func(t Traces) float64 { return t.Comb }, 0.3,
		},
		"bands are flat": {
			func(i *image.RGBA) *image.RGBA { return damage.Posterise(i, 24) },
			func(t Traces) float64 { return t.Seams.Flat }, 0.2,
		},
	} {
		if moved := c.of(tracesOf(c.apply)) - c.of(whole); moved*c.by < c.by*c.by {
			t.Errorf("%s: moved by %.3f, want at least %.2f", name, moved, c.by)
		}
	}
}

func TestEdgeWidthsAreThoseOfTheEdgesDrawn(t *testing.T) {
	for _, width := range []int{1, 2, 4, 8} {
		stripes := paint(480, 320, func(x, _ int) color.RGBA {
			// Up and down in ramps of the given width, level between.
			at := x % 40
			v := 60.0
			switch {
			case at < width:
				v += 120 * float64(at+1) / float64(width)
			case at < 20:
				v += 120
			case at < 20+width:
				v += 120 - 120*float64(at-19)/float64(width)
			}
			return color.RGBA{uint8(v), uint8(v), uint8(v), 255}
		})
		f := Extract(stripes)
		if e := f.Traces.Edges; math.Abs(e.Mean-math.Log2(float64(width))) > 0.15 {
			t.Errorf("edges of %d pixels: 2^%.2f", width, e.Mean)
		}
	}
}

func TestTracesOfStrangePicturesAreFinite(t *testing.T) {
	for name, img := range map[string]*image.RGBA{
		"black":  paint(200, 100, func(_, _ int) color.RGBA { return color.RGBA{0, 0, 0, 255} }),
		"white":  paint(64, 64, func(_, _ int) color.RGBA { return color.RGBA{255, 255, 255, 255} }),
		"narrow": paint(3000, 70, func(x, y int) color.RGBA { return color.RGBA{uint8(x), uint8(y), uint8(x * y), 255} }),
		"checks": paint(128, 128, func(x, y int) color.RGBA { v := uint8(255 * ((x + y) & 1)); return color.RGBA{v, v, v, 255} }),
	} {
		f := Extract(img)
		for i, v := range f.HeadVector() {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Errorf("%s: %s is %g", name, HeadFeatures()[i], v)
			}
		}
	}
}
