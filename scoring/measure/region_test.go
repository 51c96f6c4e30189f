package measure

import (
	"image"
	"image/color"
	"math"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/measure/damage"
)

// balls are discs on grass, all alike.
func balls(at ...[2]float64) *image.RGBA {
	return litScene(func(x, y, grain float64) [3]float64 {
		c := tinted(0.16+0.02*grain, 0.6, 1, 0.35)
		for _, p := range at {
			c = mixed(c, tinted(0.4+0.02*grain, 1.3, 0.35, 0.25), disc(x, y, p[0], p[1], 0.09, 0.135))
		}
		return c
	}).shot(0)
}

func TestTheSubjectLiesWhereTheCameraFocused(t *testing.T) {
	img := balls([2]float64{0.25, 0.5}, [2]float64{0.75, 0.5})
	both := ExtractAt(img, library.Focus{})
	if math.Abs(both.Region.CentreX-0.5) > 0.05 {
		t.Errorf("two balls alike weigh at %.2f", both.Region.CentreX)
	}
	for _, x := range []float64{0.25, 0.75} {
		f := ExtractAt(img, library.Focus{X: x, Y: 0.5, Known: true})
		if math.Abs(f.Region.CentreX-x) > 0.08 {
			t.Errorf("focused at %.2f, the subject lies at %.2f", x, f.Region.CentreX)
		}
	}
}

func TestASubjectThatTheFrameCutsLosesIntegrity(t *testing.T) {
	before := 11.0
	for _, x := range []float64{0.5, 0.09, 0.03, -0.02} {
		f := Extract(balls([2]float64{x, 0.5}))
		v := judgeIntegrity(&f).value
		if !v.Known || v.Mean > before || (x < 0.05 && v.Mean > before-0.5) {
			t.Errorf("at %.2f: %.2f after %.2f (cut %.3f)", x, v.Mean, before, f.Region.Cut)
		}
		before = v.Mean
	}
	if before > 5 {
		t.Errorf("half of it beyond the frame leaves %.2f", before)
	}
}

func TestWhatSharesTheColoursOfTheRestIsHardlyApart(t *testing.T) {
	red := Extract(balls([2]float64{0.5, 0.5}))
	green := Extract(litScene(func(x, y, grain float64) [3]float64 {
		return mixed(tinted(0.16+0.02*grain, 0.6, 1, 0.35), tinted(0.2+0.02*grain, 0.62, 1, 0.35), disc(x, y, 0.5, 0.5, 0.09, 0.135))
	}).shot(0))
	a, b := judgeSubjectBackground(&red).value, judgeSubjectBackground(&green).value
	if a.Mean < b.Mean+2 {
		t.Errorf("a red ball on grass has %.2f, a green one %.2f", a.Mean, b.Mean)
	}
}

func TestClutterCountsThingsAndNotGrain(t *testing.T) {
	values := func(rest func(x, y float64) [3]float64) [2]float64 {
		f := Extract(litScene(func(x, y, grain float64) [3]float64 {
			c := rest(x, y)
			for i := range c {
				c[i] *= 1 + 0.05*grain
			}
			return mixed(c, tinted(0.5, 1, 0.5, 0.3), disc(x, y, 0.5, 0.5, 0.12, 0.18))
		}).shot(0))
		return [2]float64{judgeBackgroundClutter(&f).value.Mean, f.Layout.Outside}
	}
	wall := values(func(_, _ float64) [3]float64 { return tinted(0.2, 1, 1, 1) })
	gravel := values(func(x, y float64) [3]float64 { return tinted(0.2+0.15*math.Sin(700*x)*math.Sin(500*y), 1, 1, 1) })
	market := values(func(x, y float64) [3]float64 {
		i := int(x*14)*7 + int(y*9)*5
		return [3]float64{0.05 + 0.12*float64(i%5), 0.05 + 0.12*float64(i*3%5), 0.05 + 0.12*float64(i*7%4)}
	})
	if wall[0] < 8.5 || gravel[0] < 7.5 || market[0] > 4.5 {
		t.Errorf("a wall has %.2f, gravel %.2f, a market %.2f", wall, gravel, market)
	}
}

func TestTheEvidenceDrawnIsWhatTheNumbersWereReadFrom(t *testing.T) {
	img := balls([2]float64{0.3, 0.4})
	for _, focus := range []library.Focus{{}, {X: 0.8, Y: 0.8, Known: true}} {
		f, e := ExtractAt(img, focus), EvidenceAt(img, focus)
		var sum, x float64
		for i, w := range e.Weight {
			cx, _ := cellCentre(i)
			sum += float64(w)
			x += float64(w) * cx
			if e.Salient.On[i] != (f.Region.at(i) >= 0.5) {
				t.Fatalf("cell %d is drawn %v and weighs %.2f", i, e.Salient.On[i], f.Region.at(i))
			}
		}
		if math.Abs(x/sum-f.Region.CentreX) > 1e-9 || math.Abs(e.SalientX-f.Region.CentreX) > 1e-9 {
			t.Errorf("drawn at %.4f, read at %.4f", x/sum, f.Region.CentreX)
		}
	}
}

func TestColoursAreTheSameInLessLight(t *testing.T) {
	shot := func(stops float64) Features { return Extract(litScene(dayOut).shot(stops)) }
	bright := shot(0)
	for _, stops := range []float64{-1, -2} {
		dark := shot(stops)
		for what, pair := range map[string][2]float64{
			"colourfulness": {bright.Colour.Colourfulness / 10, dark.Colour.Colourfulness / 10},
			"apart":         {bright.Layout.Colours.Apart, dark.Layout.Colours.Apart},
			"outside":       {bright.Layout.Outside, dark.Layout.Outside},
		} {
			if math.Abs(pair[0]-pair[1]) > 0.08*pair[0]+0.05 {
				t.Errorf("%s at %g stops: %.3f, %.3f before", what, stops, pair[1], pair[0])
			}
		}
	}
}

func TestColourNoiseIsNoColour(t *testing.T) {
	img := paint(512, 340, func(x, y int) color.RGBA {
		if (x/64+y/64)%5 == 0 {
			return color.RGBA{60, 61, 58, 255}
		}
		return color.RGBA{uint8(110 + x/20), uint8(112 + x/20), uint8(105 + y/20), 255}
	})
	plain := judged(img).Values[library.Saturation].Mean
	if noisy := judged(damage.Noise(img, 20)).Values[library.Saturation].Mean; math.Abs(noisy-plain) > 0.7 {
		t.Errorf("noise takes a saturation of %.2f to %.2f", plain, noisy)
	}
}
