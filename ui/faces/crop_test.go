package faces

import (
	"image"
	"image/color"
	"testing"

	"keeplight.app/keeplight/library"
)

// portrait is a face whose box, and the eyes in it, are of a size in a photo of
// 6000 x 4000 pixels, around a point.
func portrait(x, y, width float64) *library.Face {
	w := width / 6000
	f := &library.Face{Box: library.Box{X: x - w/2, Y: y - w*1.5/2, Width: w, Height: w * 1.5}}
	for i, side := range [2]float64{-0.25, 0.25} {
		eye := w * 0.3
		f.Eyes[i].Box = library.Box{X: x + side*w - eye/2, Y: y - w*0.3, Width: eye, Height: eye * 1.5}
	}
	return f
}

func TestACloseUpIsAtOneToOneWhereBothEyesFit(t *testing.T) {
	room := image.Pt(160, 96)
	for name, c := range map[string]struct {
		face *library.Face
		step int
		y    float64 // of the middle
	}{
		"all of a small face":        {portrait(0.5, 0.5, 60), 1, 0.5},
		"the eyes of a larger one":   {portrait(0.5, 0.5, 150), 1, 0.5 - 150.0/6000*0.3 + 150.0/6000*0.3*1.5/2},
		"at a half":                  {portrait(0.5, 0.5, 300), 2, 0.5 - 300.0/6000*0.3 + 300.0/6000*0.3*1.5/2},
		"at a sixteenth":             {portrait(0.5, 0.5, 2400), 16, 0.5 - 2400.0/6000*0.3 + 2400.0/6000*0.3*1.5/2},
		"a face that is turned away": {&library.Face{Turned: true, Box: library.Box{X: 0.49, Y: 0.49, Width: 0.01, Height: 0.015}}, 1, 0.4975},
	} {
		got := CropOf(c.face, 6000, 4000, room, ExtentOf(c.face, 6000, 4000))
		if got.Step != c.step || got.Room != room || got.Y-c.y > 1e-6 || c.y-got.Y > 1e-6 {
			t.Errorf("%s: %+v, want step %d, middle at %.4f", name, got, c.step, c.y)
		}
	}
}

func TestACloseUpLiesWithinThePhoto(t *testing.T) {
	for _, c := range []struct {
		crop Crop
		w, h int
		want image.Rectangle
	}{
		{Crop{0.5, 0.5, image.Pt(100, 80), 1}, 1000, 800, image.Rect(450, 360, 550, 440)},
		{Crop{0, 1, image.Pt(100, 80), 1}, 1000, 800, image.Rect(0, 720, 100, 800)},
		{Crop{1, 0, image.Pt(100, 80), 2}, 1000, 800, image.Rect(800, 0, 1000, 160)},
		{Crop{0.5, 0.5, image.Pt(100, 80), 4}, 300, 200, image.Rect(0, 0, 300, 200)},
	} {
		if got := c.crop.of(c.w, c.h); got != c.want {
			t.Errorf("%+v lies at %v, want %v", c.crop, got, c.want)
		}
	}
}

// coded is a picture whose pixels say where they are.
func coded(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, color.RGBA{uint8(x), uint8(y), uint8(x>>8 + y>>8<<4), 255})
		}
	}
	return img
}

func TestACloseUpIsCutFromAPart(t *testing.T) {
	whole := coded(400, 300)
	at := image.Rect(100, 50, 300, 250)
	part := image.NewRGBA(image.Rect(0, 0, 200, 200))
	for y := range 200 {
		copy(part.Pix[y*part.Stride:][:800], whole.Pix[whole.PixOffset(100, 50+y):])
	}
	one := Crop{0.5, 0.5, image.Pt(40, 30), 1}
	got := one.cut(part, at, image.Pt(400, 300))
	if got.Rect.Size() != image.Pt(40, 30) || got.RGBAAt(0, 0) != whole.RGBAAt(180, 135) || got.RGBAAt(39, 29) != whole.RGBAAt(219, 164) {
		t.Errorf("at 1:1 it is %v, from %v to %v", got.Rect, got.RGBAAt(0, 0), got.RGBAAt(39, 29))
	}
	half := Crop{0.5, 0.5, image.Pt(40, 30), 2}
	got = half.cut(part, at, image.Pt(400, 300))
	if want := (color.RGBA{160, 120, 0, 255}); got.Rect.Size() != image.Pt(40, 30) || got.RGBAAt(0, 0) != want {
		t.Errorf("at a half it is %v and begins with %v, want the mean of four %v", got.Rect, got.RGBAAt(0, 0), want)
	}
	outside := Crop{0, 0, image.Pt(40, 30), 1}
	if got := outside.cut(part, at, image.Pt(400, 300)); !got.Rect.Empty() {
		t.Errorf("of a part that lies elsewhere %v is cut", got.Rect)
	}
}

func TestUntilItIsReadACloseUpIsEnlarged(t *testing.T) {
	small := coded(40, 30)
	c := Crop{0.5, 0.5, image.Pt(100, 80), 1}
	got := c.enlarged(small, 400, 300)
	if got.Rect.Size() != image.Pt(100, 80) {
		t.Fatalf("it is %v", got.Rect)
	}
	for _, at := range []image.Point{{0, 0}, {50, 40}, {99, 79}} {
		// The pixels say where they are in the small picture, a tenth as large.
		x, y := float64(150+at.X)/10-0.45, float64(110+at.Y)/10-0.45
		if c := got.RGBAAt(at.X, at.Y); float64(c.R) < x-1 || float64(c.R) > x+1 || float64(c.G) < y-1 || float64(c.G) > y+1 {
			t.Errorf("at %v it is %v, want about %.1f, %.1f", at, c, x, y)
		}
	}
	for name, tiny := range map[string]*image.RGBA{"one pixel": coded(1, 1), "one row": coded(5, 1)} {
		if got := c.enlarged(tiny, 400, 300); got.Rect.Size() != image.Pt(100, 80) {
			t.Errorf("from %s it is %v", name, got.Rect)
		}
	}
}

func TestCloseUpsNearEachOtherAreReadTogether(t *testing.T) {
	near := func(x, y float64) Crop { return Crop{x, y, image.Pt(100, 100), 1} }
	for name, c := range map[string]struct {
		crops []Crop
		want  int
	}{
		"none":           {nil, 0},
		"a row":          {[]Crop{near(0.1, 0.5), near(0.5, 0.52), near(0.9, 0.5)}, 1},
		"far apart":      {[]Crop{near(0.1, 0.1), near(0.9, 0.9)}, 2},
		"two rows of it": {[]Crop{near(0.1, 0.1), near(0.9, 0.1), near(0.1, 0.9), near(0.9, 0.9)}, 2},
	} {
		groups := together(c.crops, 6000, 4000)
		if len(groups) != c.want {
			t.Errorf("%s: %d readings, want %d", name, len(groups), c.want)
		}
		for _, g := range groups {
			if n := area(around(g, 6000, 4000)); n > partPixels {
				t.Errorf("%s: %d pixels at once", name, n)
			}
		}
	}
}
