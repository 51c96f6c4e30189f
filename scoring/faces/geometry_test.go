package faces

import (
	"image"
	"image/color"
	"math"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
)

func box(left, top, right, bottom, score float64) detection {
	d := detection{left: left, top: top, right: right, bottom: bottom, score: score}
	d.eyes = [2]point{{left + 1, top + 1}, {right - 1, top + 1}}
	return d
}

func TestBoxesOnOneFaceBecomeOne(t *testing.T) {
	for _, c := range []struct {
		name     string
		merge    func([]detection) []detection
		in, want []detection
	}{
		{
			"two of one look, averaged by their scores", blended,
			[]detection{box(0, 0, 10, 10, 0.6), box(2, 0, 12, 10, 0.9)},
			[]detection{box(1.2, 0, 11.2, 10, 0.9)},
		},
		{
			"two faces", blended,
			[]detection{box(0, 0, 10, 10, 0.9), box(20, 0, 30, 10, 0.6)},
			[]detection{box(0, 0, 10, 10, 0.9), box(20, 0, 30, 10, 0.6)},
		},
		{
			"two looks at one, the surer", surest,
			[]detection{box(0, 0, 10, 10, 0.6), box(2, 0, 12, 10, 0.9)},
			[]detection{box(2, 0, 12, 10, 0.9)},
		},
		{
			"one within a larger one", surest,
			[]detection{box(0, 0, 40, 40, 0.9), box(10, 10, 20, 20, 0.8)},
			[]detection{box(0, 0, 40, 40, 0.9)},
		},
		{
			"neighbours that touch", surest,
			[]detection{box(0, 0, 10, 10, 0.8), box(8, 0, 18, 10, 0.9)},
			[]detection{box(8, 0, 18, 10, 0.9), box(0, 0, 10, 10, 0.8)},
		},
		{"none", blended, nil, nil},
	} {
		got := c.merge(c.in)
		if len(got) != len(c.want) {
			t.Errorf("%s: %+v", c.name, got)
			continue
		}
		for i, w := range c.want {
			if g := got[i]; math.Abs(g.left-w.left)+math.Abs(g.right-w.right)+math.Abs(g.bottom-w.bottom) > 1e-9 || g.score != w.score {
				t.Errorf("%s: %+v, not %+v", c.name, g, w)
			}
		}
	}
}

func TestAFaceThatASquareCutsIsLeftToTheNextOne(t *testing.T) {
	photo := image.Pt(1000, 600)
	s := level(point{500, 300}, 400)
	for _, c := range []struct {
		name string
		d    detection
		want bool
	}{
		{"in the middle", box(450, 250, 550, 350, 1), true},
		{"over the left edge", box(290, 250, 390, 350, 1), false},
		{"over the lower edge", box(450, 450, 550, 510, 1), false},
	} {
		if got := c.d.isWhole(s, photo); got != c.want {
			t.Errorf("%s: whole is %v", c.name, got)
		}
	}
	corner := level(point{200, 200}, 400)
	if d := box(-20, -20, 80, 80, 1); !d.isWhole(corner, photo) {
		t.Error("one that the photo's border cuts is left out")
	}
}

func TestSquaresCoverThePhotoAndShareAQuarter(t *testing.T) {
	for _, c := range []struct {
		w, h     int
		few, all int
	}{{6000, 4000, 8, 28}, {4000, 6000, 8, 28}, {1000, 1000, 11, 36}, {6000, 1000, 5, 10}, {40, 30, 8, 28}} {
		p := &photo{size: image.Pt(c.w, c.h)}
		few, more := p.usualSquares(), p.smallSquares()
		if len(few) != c.few || len(few)+len(more) != c.all {
			t.Errorf("%d x %d: %d squares, then %d, not %d and %d in all", c.w, c.h, len(few), len(few)+len(more), c.few, c.all)
		}
		for i := 1; i < len(more); i++ {
			a, b := more[i-1], more[i]
			if a.middle.y == b.middle.y && b.middle.x-a.middle.x > 0.75*a.side+1e-6 {
				t.Errorf("%d x %d: %v and %v share less than a quarter", c.w, c.h, a.middle, b.middle)
			}
		}
	}
}

// ramp is red by its column and green by its row.
func ramp(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, color.RGBA{uint8(x), uint8(y), 0, 255})
		}
	}
	return img
}

func TestASquareIsReadTurnedAndFromAnySize(t *testing.T) {
	img := ramp(200, 160)
	whole := newLayer(img, img.Rect)
	part := newLayer(img.SubImage(image.Rect(60, 40, 140, 120)).(*image.RGBA), image.Rect(60, 40, 140, 120))
	half := newLayer(&image.RGBA{Pix: whole.planes[1].pix, Stride: whole.planes[1].stride, Rect: image.Rect(0, 0, 100, 80)}, img.Rect)
	for name, l := range map[string]*layer{"the photo": whole, "a part": part, "a preview": half} {
		for _, angle := range []float64{0, 0.3, math.Pi / 2, -2} {
			s := square{middle: point{100, 80}, side: 40, angle: angle}
			const n = 10
			to := make([]float32, 3*n*n)
			l.sample(s, n, to, 0)
			for j := range n {
				for i := range n {
					at := s.at((float64(i)+0.5)/n, (float64(j)+0.5)/n)
					red, green := 255*float64(to[3*(j*n+i)])+0.5, 255*float64(to[3*(j*n+i)+1])+0.5
					if math.Abs(red-at.x) > 0.6 || math.Abs(green-at.y) > 0.6 {
						t.Fatalf("%s turned by %v: (%v, %v) was read at (%v, %v)", name, angle, red, green, at.x, at.y)
					}
				}
			}
		}
	}
}

func TestALevelSquareIsReadAsATurnedOneIs(t *testing.T) {
	img := phototest.Scene(201, 133, 3)
	l := newLayer(img, image.Rect(0, 0, 402, 266))
	const n = 24
	level, turned := make([]float32, 3*n*n), make([]float32, 3*n*n)
	for _, s := range []square{
		{middle: point{200, 130}, side: 90}, {middle: point{3, 260}, side: 75}, {middle: point{201, 133}, side: 900}, {middle: point{400.5, 0.5}, side: 7},
	} {
		l.sample(s, n, level, -1)
		s.angle = math.SmallestNonzeroFloat64 // its sine changes no place
		l.sample(s, n, turned, -1)
		if !slices.Equal(level, turned) {
			t.Errorf("%+v: %v, %v", s, level[:6], turned[:6])
		}
	}
}

func TestWhatLiesOutsideThePhotoIsBlack(t *testing.T) {
	img := ramp(64, 64)
	to := make([]float32, 3*16)
	for _, s := range []square{level(point{-100, 30}, 50), level(point{30, 1e12}, 50), level(point{30, -1e300}, 1)} {
		newLayer(img, img.Rect).sample(s, 4, to, -1)
		for i, v := range to {
			if v != -1 {
				t.Errorf("%+v: number %d is %v", s, i, v)
			}
		}
	}
}

func TestEyesAreJudgedTogetherWhereBothAreSeen(t *testing.T) {
	for _, c := range []struct {
		name string
		gaps [2]float64
		seen [2]bool
		want library.EyeState
	}{
		{"both closed", [2]float64{0.05, 0.08}, [2]bool{true, true}, library.EyeClosed},
		{"both open", [2]float64{0.2, 0.25}, [2]bool{true, true}, library.EyeOpen},
		{"closed on the average", [2]float64{0.09, 0.11}, [2]bool{true, true}, library.EyeClosed},
		{"between", [2]float64{0.1, 0.13}, [2]bool{true, true}, library.EyeUnknown},
		{"a wink", [2]float64{0.05, 0.2}, [2]bool{true, true}, library.EyeUnknown},
		{"only the near one", [2]float64{0.05, 0.2}, [2]bool{false, true}, library.EyeOpen},
		{"neither", [2]float64{0.05, 0.05}, [2]bool{}, library.EyeUnknown},
	} {
		eyes := [2]library.Eye{{Gap: c.gaps[0]}, {Gap: c.gaps[1]}}
		if got := judgeLids(eyes, c.seen); got != c.want {
			t.Errorf("%s: %s, not %s", c.name, got, c.want)
		}
	}
}

func TestTheSizeOfThePhotoIsTakenFromWhatIsKnown(t *testing.T) {
	for _, c := range []struct{ seen, known, want image.Point }{
		{image.Pt(1024, 683), image.Pt(6000, 4000), image.Pt(6000, 4000)},
		{image.Pt(683, 1024), image.Pt(6000, 4000), image.Pt(4000, 6000)},
		{image.Pt(1024, 683), image.Point{}, image.Pt(1024, 683)},
		{image.Pt(640, 480), image.Pt(640, 480), image.Pt(640, 480)},
	} {
		if got := fullSize(c.seen, c.known); got != c.want {
			t.Errorf("%v of %v: %v, not %v", c.seen, c.known, got, c.want)
		}
	}
}

func TestPartsAreReadTogetherWhileTheyAreNear(t *testing.T) {
	near := []image.Rectangle{image.Rect(0, 0, 100, 100), image.Rect(900, 900, 1000, 1000)}
	if got := grouped(near); len(got) != 1 || got[0].around != image.Rect(0, 0, 1000, 1000) {
		t.Errorf("near ones: %+v", got)
	}
	far := []image.Rectangle{image.Rect(0, 0, 100, 100), image.Rect(9000, 9000, 9100, 9100), image.Rect(50, 50, 200, 200)}
	got := grouped(far)
	if len(got) != 2 || len(got[0].of) != 2 {
		t.Errorf("far ones: %+v", got)
	}
}
