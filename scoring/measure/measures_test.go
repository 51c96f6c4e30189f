package measure

import (
	"image"
	"image/color"
	"math"
	"math/cmplx"
	"math/rand/v2"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring/measure/damage"
)

// shrunk gives a workspace that holds the picture at its measuring size.
func shrunk(img *image.RGBA) *workspace {
	k := newWorkspace()
	k.begin(img)
	return k
}

func TestNoiseIsReadBack(t *testing.T) {
	for _, sd := range []float64{2, 5, 12, 25} {
		r := rand.New(rand.NewPCG(5, 6))
		k := newWorkspace()
		k.w, k.h = 512, 400
		k.luma, k.cellFrom = make([]int16, k.w*k.h), cellStarts(k.w)
		for i := range k.luma {
			k.luma[i] = int16(fine * (128 + sd*r.NormFloat64()))
		}
		k.measureDetail()
		// The calmest blocks are read, so a little less than the truth.
		if got, grain, known := k.measureNoise(); !known || got < 0.8*sd || got > 1.1*sd || grain.evenly() < 1 {
			t.Errorf("noise of %g is read as %.2f (%+v, known: %v)", sd, got, grain, known)
		}
	}
}

func TestNoiseIsToldFromGrassAndGravel(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 6))
	gravel := paint(600, 400, func(_, y int) color.RGBA { return grey(110 + float64(y)/20) })
	for range 60000 {
		x, y, tone := r.IntN(598), r.IntN(398), 60+130*r.Float64()
		// Stones lie thick in places, as they do.
		if math.Sin(float64(x)/60)*math.Cos(float64(y)/45)+0.7 < r.Float64() {
			continue
		}
		for i := range 2 + r.IntN(3) {
			gravel.SetRGBA(x+i%2, y+i/2, grey(tone))
		}
	}
	says := func(img *image.RGBA) (clarity float64, noise bool) {
		s := judged(img)
		return s.Of(library.Clarity).Mean, strings.Contains(message.English(s.Reasons[library.Clarity]), "noise")
	}
	before, said := says(gravel)
	if said {
		t.Error("gravel is taken for noise")
	}
	for _, sd := range []float64{14, 28} {
		after, said := says(damage.Noise(gravel, sd))
		if after >= before {
			t.Errorf("noise of %g leaves a clarity of %.2f after %.2f", sd, after, before)
		}
		if sd > 20 && !said {
			t.Errorf("noise of %g is not told from gravel", sd)
		}
		before = after
	}
}

func TestTiltIsReadBack(t *testing.T) {
	for _, lean := range []float64{-9, -3, -0.8, 0, 0.5, 2, 6, 11} {
		slope := math.Tan(lean * math.Pi / 180)
		img := paint(600, 400, func(x, y int) color.RGBA {
			// A horizon that falls to the right leans right; soft over one pixel.
			over := float64(y) - (200 + slope*float64(x-300))
			return grey(200 - 120*min(1, max(0, over+0.5)))
		})
		f := Extract(img)
		if math.Abs(f.Lines.Tilt-lean) > 0.2 {
			t.Errorf("a horizon of %.1f° is read as %.2f° (%+v)", lean, f.Lines.Tilt, f.Lines)
		}
		if v := judgeLevel(&f).value; !v.Known {
			t.Errorf("a horizon of %.1f° gives no level: %+v", lean, f.Lines)
		}
	}
}

func TestUprightLinesLeanTheSameWay(t *testing.T) {
	const lean = 4.0
	slope := math.Tan(lean * math.Pi / 180)
	img := paint(400, 600, func(x, y int) color.RGBA {
		// Leaning clockwise, the top of an upright moves right.
		over := float64(x) - (200 - slope*float64(y-300))
		return grey(200 - 120*min(1, max(0, over+0.5)))
	})
	f := Extract(img)
	if math.Abs(f.Lines.Tilt-lean) > 0.2 || f.Lines.By != ByUprights {
		t.Errorf("an upright of %.1f° is read as %+v", lean, f.Lines)
	}
}

func TestHaslersColourfulnessOfTwoColours(t *testing.T) {
	img := paint(100, 100, func(x, _ int) color.RGBA {
		if x < 50 {
			return color.RGBA{200, 100, 50, 255}
		}
		return color.RGBA{100, 200, 50, 255}
	})
	var r, g, b grid
	shrunk(img).grids(&r, &g, &b)
	got := colourfulness(&r, &g, &b)
	// rg is ±100 and yb 100: sd 100 and 0, means 0 and 100.
	if want := 100 + 0.3*100; math.Abs(got-want) > 0.01 {
		t.Errorf("colourfulness %.3f, want %.3f", got, float64(want))
	}
}

func TestPercentilesOfAnEvenRamp(t *testing.T) {
	img := paint(256, 64, func(x, _ int) color.RGBA { return grey(float64(x)) })
	tone := shrunk(img).light.measureTone()
	for name, c := range map[string][2]float64{
		"mean": {tone.Mean, 0.5}, "p5": {tone.P5, 0.05}, "p50": {tone.P50, 0.5}, "p95": {tone.P95, 0.95},
	} {
		if math.Abs(c[0]-c[1]) > 0.004 {
			t.Errorf("%s is %.4f, want %.2f", name, c[0], c[1])
		}
	}
}

func TestShrinkingKeepsTheMeanExactlySized(t *testing.T) {
	for _, size := range [][2]int{{1024, 683}, {1000, 1024}, {513, 700}, {1024, 64}} {
		img := noisy(size[0], size[1], 3)
		var sum float64
		for i := 0; i < len(img.Pix); i += 4 {
			sum += float64(img.Pix[i])
		}
		want := sum / float64(size[0]*size[1])
		k := shrunk(img)
		sum = 0
		for _, c := range k.rgb {
			red, _, _ := c.channels()
			sum += float64(red)
		}
		got := sum / float64(k.w*k.h)
		if max(k.w, k.h) != workSide || math.Abs(got-want) > 0.2 {
			t.Errorf("%v: mean %.3f, want %.3f (%d x %d)", size, got, want, k.w, k.h)
		}
	}
}

func TestFourierFindsOneWave(t *testing.T) {
	a := make([]complex128, gridSide*gridSide)
	for i := range a {
		a[i] = complex(math.Cos(2*math.Pi*float64(3*(i%gridSide)+5*(i/gridSide))/gridSide), 0)
	}
	waves := make([]complex128, len(a))
	newFourier().plane(a, waves)
	for i, c := range waves {
		want := 0.0
		if i == 3*gridSide+5 || i == (gridSide-3)*gridSide+gridSide-5 {
			want = gridSide * gridSide / 2
		}
		if math.Abs(cmplx.Abs(c)-want) > 1e-6 {
			t.Fatalf("wave %d,%d has %.3f, want %.1f", i/gridSide, i%gridSide, cmplx.Abs(c), want)
		}
	}
}

func TestTheSubjectIsFoundWhereItIs(t *testing.T) {
	f := Extract(scene(900, 600))
	r := f.Region
	if !r.Known() || math.Abs(r.CentreX-0.33) > 0.08 || math.Abs(r.CentreY-0.6) > 0.12 {
		t.Errorf("the disc at 0.33, 0.60 was found at %.2f, %.2f (area %.2f, strength %.2f) focal %.2f %.2f", r.CentreX, r.CentreY, r.Area, r.Strength, r.FocalX, r.FocalY)
	}
}
