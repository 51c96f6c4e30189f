package pixels

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"
)

// paint draws a picture from a function.
func paint(w, h int, of func(x, y int) color.RGBA) *image.RGBA {
	im := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			im.SetRGBA(x, y, of(x, y))
		}
	}
	return im
}

func grey(v uint8) color.RGBA { return color.RGBA{v, v, v, 255} }

func TestClippingIsToldAsLightroomTellsIt(t *testing.T) {
	for name, c := range map[string]struct {
		of   color.RGBA
		want Kind
	}{
		"white":                       {grey(255), Highlight},
		"one step below white":        {grey(254), Highlight},
		"nearly white":                {grey(253), Plain},
		"one channel full":            {color.RGBA{255, 40, 30, 255}, Highlight},
		"black":                       {grey(0), Shadow},
		"one step above black":        {grey(1), Shadow},
		"nearly black":                {grey(2), Plain},
		"two channels empty":          {color.RGBA{0, 0, 120, 255}, Plain}, // a deep blue is no blocked shadow
		"full and empty at once":      {color.RGBA{255, 0, 0, 255}, Highlight},
		"a black with a faint colour": {color.RGBA{1, 0, 2, 255}, Plain},
		"the middle":                  {grey(128), Plain},
	} {
		im := paint(8, 6, func(int, int) color.RGBA { return c.of })
		m, h := Find(im, Want{Clipping: true}), Count(im)
		for _, k := range []Kind{Plain, Highlight, Shadow, Edge} {
			share := 0.0
			if k == c.want {
				share = 1
			}
			if got := m.Share(k); got != share {
				t.Errorf("%s: kind %d has a share of %v", name, k, got)
			}
		}
		shadows, lights := h.Clipped()
		if (shadows == 1) != (c.want == Shadow) || (lights == 1) != (c.want == Highlight) {
			t.Errorf("%s: the histogram says %v, %v", name, shadows, lights)
		}
	}
}

func TestTheHistogramCountsAsAPlainReferenceDoes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, size := range []image.Point{{1, 1}, {7, 5}, {640, 480}} {
		im := paint(size.X, size.Y, func(int, int) color.RGBA {
			return color.RGBA{uint8(random.IntN(256)), uint8(random.IntN(256)), uint8(random.IntN(256)), 255}
		})
		var want [Channels][256]int
		for y := range size.Y {
			for x := range size.X {
				c := im.RGBAAt(x, y)
				want[Red][c.R]++
				want[Green][c.G]++
				want[Blue][c.B]++
				want[Luminance][int(0.2126*float64(c.R)+0.7152*float64(c.G)+0.0722*float64(c.B)+0.5)]++
			}
		}
		got := Count(im)
		for _, c := range []Channel{Red, Green, Blue} {
			if got.Of[c] != want[c] {
				t.Errorf("%v: channel %d differs", size, c)
			}
		}
		off, sum := 0, 0
		for v, n := range got.Of[Luminance] {
			off += max(n-want[Luminance][v], want[Luminance][v]-n)
			sum += n
		}
		if sum != size.X*size.Y || off > sum/100 { // rounding in fixed point
			t.Errorf("%v: %d of %d luminances differ", size, off, sum)
		}
	}
	if none := Count(nil); none.All != 0 {
		t.Errorf("no picture has %d pixels", none.All)
	}
	empty := Count(image.NewRGBA(image.Rectangle{}))
	if s, l := empty.Clipped(); s != 0 || l != 0 {
		t.Errorf("of an empty picture %v and %v are clipped", s, l)
	}
}

func TestALargePictureIsCountedInRowsAndSaysTheSame(t *testing.T) {
	im := paint(3000, 3000, func(x, _ int) color.RGBA { return grey(uint8(x * 256 / 3000)) })
	h := Count(im)
	if h.All >= 3000*3000 || h.All < 3000*300 {
		t.Errorf("%d pixels were counted", h.All)
	}
	if shadows, _ := h.Clipped(); math.Abs(shadows-2.0/256) > 0.001 {
		t.Errorf("%.4f are shadows", shadows)
	}
}

func TestCurvesStayInTheirBoxWhateverIsCounted(t *testing.T) {
	for name, im := range map[string]*image.RGBA{
		"black":    paint(50, 50, func(int, int) color.RGBA { return grey(0) }),
		"one grey": paint(50, 50, func(int, int) color.RGBA { return grey(90) }),
		"a ramp":   paint(256, 4, func(x, _ int) color.RGBA { return grey(uint8(x)) }),
		"nothing":  image.NewRGBA(image.Rectangle{}),
	} {
		h := Count(im)
		for _, places := range []int{0, 1, 100, 256, 700} {
			for c, curve := range h.Curves(places) {
				if len(curve) != places {
					t.Errorf("%s: channel %d has %d places, want %d", name, c, len(curve), places)
				}
				for i, v := range curve {
					if !(v >= 0 && v <= 1) {
						t.Errorf("%s: channel %d is %v at %d", name, c, v, i)
					}
				}
			}
		}
	}
	ramp := Count(paint(256, 4, func(x, _ int) color.RGBA { return grey(uint8(x)) }))
	for i, v := range ramp.Curves(128)[Luminance] {
		if v < 0.9 {
			t.Errorf("a ramp is %v at %d: not even", v, i)
		}
	}
}

// edge draws a grey step from dark to light that is as wide as a Gaussian blur of sigma
// makes it, slanted, with noise.
func edge(sigma, noise float64) *image.RGBA {
	random := rand.New(rand.NewPCG(3, 4))
	return paint(200, 120, func(x, y int) color.RGBA {
		d := float64(x) - 100 - 0.3*float64(y-60)
		v := 0.0
		if sigma > 0 {
			v = 0.5 * (1 + math.Erf(d/sigma/math.Sqrt2))
		} else if d > 0 {
			v = 1
		}
		return grey(uint8(math.Max(0, math.Min(255, 50+150*v+noise*random.NormFloat64()))))
	})
}

func TestOnlyEdgesInFocusAreMarked(t *testing.T) {
	for name, c := range map[string]struct {
		sigma, noise float64
		marked       bool
	}{
		"sharp":                    {0, 0, true},
		"as sharp as a lens draws": {0.7, 0, true},
		"sharp with noise":         {0.5, 4, true},
		"soft":                     {3, 0, false},
		"soft with noise":          {3, 4, false},
		"out of focus":             {8, 0, false},
		"noise alone":              {200, 6, false},
	} {
		m := Find(edge(c.sigma, c.noise), Want{Peaking: true})
		near, far := 0, 0
		for i, k := range m.Of {
			if k != Edge {
				continue
			}
			x, y := i%m.W, i/m.W
			if math.Abs(float64(x)-100-0.3*float64(y-60)) < 6 {
				near++
			} else {
				far++
			}
		}
		if (near > m.H/2) != c.marked || !c.marked && near > m.H/20 {
			t.Errorf("%s: %d pixels of the edge are marked", name, near)
		}
		if far > m.W*m.H/1000 {
			t.Errorf("%s: %d pixels are marked where nothing is", name, far)
		}
	}
}

func TestMarksAreDrawnWhereTheirPixelsAre(t *testing.T) {
	im := paint(40, 30, func(x, y int) color.RGBA {
		if x < 10 {
			return grey(255)
		}
		return grey(128)
	})
	m := Find(im, Want{Clipping: true})
	dst := paint(100, 80, func(int, int) color.RGBA { return grey(128) })
	area := image.Rect(25, 20, 70, 45)
	m.Draw(dst, image.Pt(20, 10), area) // as it is after the photo was moved
	for y := range 80 {
		for x := range 100 {
			marked := dst.RGBAAt(x, y) != grey(128)
			want := image.Pt(x, y).In(area) && image.Pt(x, y).In(image.Rect(20, 10, 30, 40))
			if marked != want {
				t.Fatalf("pixel %d, %d is marked: %v", x, y, marked)
			}
		}
	}
	m.Draw(dst, image.Pt(-30, -25), dst.Rect) // beyond the edges, without a panic
	m.Draw(dst, image.Pt(500, 500), dst.Rect)
}

func TestTinyPicturesAreMarkedWithoutAPanic(t *testing.T) {
	for w := range 5 {
		for h := range 5 {
			m := Find(image.NewRGBA(image.Rect(0, 0, w, h)), Want{Clipping: true, Peaking: true})
			if m.W != w || m.H != h || len(m.Of) != w*h {
				t.Errorf("%d x %d gives %d x %d", w, h, m.W, m.H)
			}
		}
	}
}

// TestColoursAreToldApartByAllEyes looks at the colours as people see them who lack one
// of the three cones (Viénot, Brettel and Mollon, 1999; for tritanopia the matrix of
// Machado, Oliveira and Fernandes, 2009), and measures how far apart they are (CIE
// 1976).
func TestColoursAreToldApartByAllEyes(t *testing.T) {
	const told = 25 // ten times what can just be seen
	for name, eye := range map[string][9]float64{
		"all cones":    {1, 0, 0, 0, 1, 0, 0, 0, 1},
		"protanopia":   {0.1124, 0.8876, 0, 0.1124, 0.8876, 0, 0.0040, -0.0040, 1},
		"deuteranopia": {0.2926, 0.7074, 0, 0.2926, 0.7074, 0, -0.0223, 0.0223, 1},
		"tritanopia":   {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
		"no colour":    {0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722},
	} {
		for _, pair := range [][2]Kind{{Highlight, Shadow}, {Highlight, Edge}, {Shadow, Edge}} {
			a, b := lab(ColourOf(pair[0]), &eye), lab(ColourOf(pair[1]), &eye)
			far := math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
			if far < told {
				t.Errorf("%s: kinds %d and %d are %.0f apart, want %d", name, pair[0], pair[1], far, told)
			}
		}
	}
	if a, b := opacity(Highlight, 3, 7), opacity(Shadow, 3, 7); a == b {
		t.Error("the stripes run the same way") // (3+7)%10 is in a stripe, (3-7)%10 is not
	}
}

// lab gives a colour in CIE L*a*b*, D65, as an eye sees it.
func lab(c color.NRGBA, eye *[9]float64) [3]float64 {
	var rgb, seen [3]float64
	for i, v := range [3]uint8{c.R, c.G, c.B} {
		f := float64(v) / 255
		if f <= 0.04045 {
			rgb[i] = f / 12.92
		} else {
			rgb[i] = math.Pow((f+0.055)/1.055, 2.4)
		}
	}
	for i := range seen {
		seen[i] = math.Max(0, eye[3*i]*rgb[0]+eye[3*i+1]*rgb[1]+eye[3*i+2]*rgb[2])
	}
	x := (0.4124*seen[0] + 0.3576*seen[1] + 0.1805*seen[2]) / 0.9505
	y := 0.2126*seen[0] + 0.7152*seen[1] + 0.0722*seen[2]
	z := (0.0193*seen[0] + 0.1192*seen[1] + 0.9505*seen[2]) / 1.089
	f := func(t float64) float64 {
		if t > 0.008856 {
			return math.Cbrt(t)
		}
		return 7.787*t + 16.0/116
	}
	return [3]float64{116*f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))}
}
