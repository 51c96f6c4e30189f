package measure

import (
	"image/color"
	"math"
	"math/cmplx"
	"math/rand/v2"
	"testing"

	"keeplight/library"
)

func TestNoiseIsReadBack(t *testing.T) {
	for _, sd := range []float64{2, 5, 12, 25} {
		r := rand.New(rand.NewPCG(5, 6))
		p := newPlane(512, 400)
		for i := range p.pix {
			p.pix[i] = 128 + float32(sd*r.NormFloat64())
		}
		d := measureDetail(p)
		// The calmest blocks are read, so a little less than the truth.
		if got, known := d.measureNoise(); !known || got < 0.8*sd || got > 1.1*sd {
			t.Errorf("noise of %g is read as %.2f (known: %v)", sd, got, known)
		}
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
	if math.Abs(f.Lines.Tilt-lean) > 0.2 || f.Lines.Horizontals > 0.1 {
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
	got := measureColour(newPlanes(img)).Colourfulness
	// rg is ±100 and yb 100: sd 100 and 0, means 0 and 100.
	if want := 100 + 0.3*100; math.Abs(got-want) > 0.01 {
		t.Errorf("colourfulness %.3f, want %.3f", got, float64(want))
	}
}

func TestPercentilesOfAnEvenRamp(t *testing.T) {
	img := paint(256, 64, func(x, _ int) color.RGBA { return grey(float64(x)) })
	tone := measureTone(newPlanes(img))
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
		p := newPlanes(img)
		sum = 0
		for _, v := range p.r.pix {
			sum += float64(v)
		}
		got := sum / float64(len(p.r.pix))
		if max(p.r.w, p.r.h) != workSide || math.Abs(got-want) > 0.02 {
			t.Errorf("%v: mean %.3f, want %.3f (%d x %d)", size, got, want, p.r.w, p.r.h)
		}
	}
}

func TestWaveletKeepsTheEnergyOfNoise(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	p := newPlane(256, 256)
	for i := range p.pix {
		p.pix[i] = float32(10 * r.NormFloat64())
	}
	cdf97(p, 256, 256)
	for name, at := range map[string][2]int{"LH": {128, 0}, "HL": {0, 128}, "HH": {128, 128}} {
		var sum float64
		for y := at[1]; y < at[1]+128; y++ {
			for _, v := range p.row(y)[at[0] : at[0]+128] {
				sum += float64(v) * float64(v)
			}
		}
		if sd := math.Sqrt(sum / (128 * 128)); sd < 9 || sd > 11 {
			t.Errorf("band %s has sd %.2f of noise of 10", name, sd)
		}
	}
}

func TestFourierFindsOneWave(t *testing.T) {
	a := make([]complex128, gridSide*gridSide)
	for i := range a {
		a[i] = complex(math.Cos(2*math.Pi*float64(3*(i%gridSide)+5*(i/gridSide))/gridSide), 0)
	}
	newFourier().plane(a)
	for i, c := range a {
		want := 0.0
		if i == 5*gridSide+3 || i == (gridSide-5)*gridSide+gridSide-3 {
			want = gridSide * gridSide / 2
		}
		if math.Abs(cmplx.Abs(c)-want) > 1e-6 {
			t.Fatalf("wave %d,%d has %.3f, want %.1f", i%gridSide, i/gridSide, cmplx.Abs(c), want)
		}
	}
}

func TestTheSubjectIsFoundWhereItIs(t *testing.T) {
	f := Extract(scene(900, 600))
	r := f.Region
	if !r.Known() || math.Abs(r.CentreX-0.33) > 0.08 || math.Abs(r.CentreY-0.6) > 0.12 {
		t.Errorf("the disc at 0.33, 0.60 was found at %.2f, %.2f (area %.2f, strength %.2f)", r.CentreX, r.CentreY, r.Area, r.Strength)
	}
}

func TestOverallIsPulledDownByOneBadValue(t *testing.T) {
	values := func(clarity float64) *[library.NumAttributes]library.Value {
		var v [library.NumAttributes]library.Value
		for i := range v {
			v[i] = library.Value{Known: true, Mean: 9, SD: 1}
		}
		v[library.Clarity].Mean = clarity
		return &v
	}
	good, bad := overall(values(9)), overall(values(1))
	if math.Abs(good.Mean-9) > 1e-9 {
		t.Errorf("nines give %.3f", good.Mean)
	}
	// The plain weighted mean would be 5.3.
	if bad.Mean > 4.5 {
		t.Errorf("a clarity of 1 leaves %.2f", bad.Mean)
	}
	var none [library.NumAttributes]library.Value
	if overall(&none).Known {
		t.Error("nothing known gives an overall")
	}
}
