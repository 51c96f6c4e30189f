package mllm

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"testing"

	"keeplight.app/keeplight/scoring/geometry"
)

func TestThePictureIsNoLargerThanTheModelCanUse(t *testing.T) {
	for name, c := range map[string]struct {
		w, h, tokens int
		wantW, wantH int
	}{
		"a preview":            {1024, 683, 512, 886, 591},
		"upright":              {683, 1024, 512, 591, 886},
		"a panorama":           {1024, 200, 100, 724, 141},
		"fits":                 {640, 480, 512, 640, 480},
		"tiny, just fits":      {128, 128, 16, 128, 128},
		"tokens are not known": {1024, 1024, 0, 1024, 1024},
		"a line":               {1024, 1, 1, 1024, 1},
	} {
		src := image.NewRGBA(image.Rect(0, 0, c.w, c.h))
		got := shrink(src, maxPixels(c.tokens))
		if got.Rect != image.Rect(0, 0, c.wantW, c.wantH) {
			t.Errorf("%s: %v, want %d x %d", name, got.Rect, c.wantW, c.wantH)
		}
		if c.wantW == c.w && got != src {
			t.Errorf("%s: a picture that fits was copied", name)
		}
		if c.tokens > 0 && float64(c.wantW*c.wantH) > 1.001*float64(maxPixels(c.tokens)) {
			t.Errorf("%s: the test wants more pixels than %d tokens use", name, c.tokens)
		}
	}
}

func TestShrinkingAveragesAndIsRepeatable(t *testing.T) {
	src := image.NewRGBA(image.Rect(0, 0, 256, 256))
	for y := range 256 {
		for x := range 256 {
			src.SetRGBA(x, y, color.RGBA{R: uint8(255 * (x % 2)), G: uint8(255 * (y % 2)), B: 100, A: 255})
		}
	}
	a, b := shrink(src, 128*128), shrink(src, 128*128)
	if !bytes.Equal(a.Pix, b.Pix) {
		t.Fatal("the same picture was shrunk in two ways")
	}
	for i, want := range []float64{127.5, 127.5, 100} {
		if got := float64(a.Pix[a.PixOffset(64, 64)+i]); math.Abs(got-want) > 1 {
			t.Errorf("channel %d is %g, want the average %g", i, got, want)
		}
	}
}

func TestAPictureIsBroughtToTheSizeThatTheModelComputesWith(t *testing.T) {
	qwen := geometry.Facts{Family: "qwen3vl_merger", Patch: 16, Merge: 2}
	src := image.NewRGBA(image.Rect(0, 0, 1024, 683))
	for i := range src.Pix {
		src.Pix[i] = []uint8{200, 100, 50, 255}[i%4]
	}
	for name, c := range map[string]struct {
		facts        geometry.Facts
		src          *image.RGBA
		wantW, wantH int
	}{
		"multiples of a token": {qwen, src, 864, 576},
		"48 pixels a token":    {geometry.Facts{Family: "gemma4v", Patch: 16, Scale: 3}, src, 1008, 672},
		"a square":             {geometry.Facts{Family: "gemma3", Picture: 896, Patch: 14}, src, 896, 896},
		"tiles":                {geometry.Facts{Family: "internvl", Picture: 448, Patch: 14}, src, 1024, 683},
		"a part":               {qwen, src.SubImage(image.Rect(100, 100, 200, 200)).(*image.RGBA), 96, 96},
		"a line":               {qwen, image.NewRGBA(image.Rect(0, 0, 1024, 1)), 1024, 1},
	} {
		got := sight{geometry: geometry.Of(c.facts, 512)}.show(c.src)
		if got.Rect != image.Rect(0, 0, c.wantW, c.wantH) || got.Stride != 4*c.wantW {
			t.Errorf("%s: %v", name, got.Rect)
		}
		if middle := got.RGBAAt(c.wantW/2, c.wantH/2); c.src.Rect.Dy() > 1 && middle != (color.RGBA{200, 100, 50, 255}) {
			t.Errorf("%s: one colour became %v", name, middle)
		}
	}
	square := sight{geometry: geometry.Of(geometry.Facts{Family: "gemma3", Picture: 896, Patch: 14}, 512)}.show(src)
	for _, at := range []image.Point{{0, 0}, {895, 148}, {0, 747}, {895, 895}} {
		if c := square.RGBAAt(at.X, at.Y); c != (color.RGBA{A: 255}) {
			t.Errorf("beside the photo at %v it is %v", at, c)
		}
	}
	for _, at := range []image.Point{{0, 150}, {895, 745}} {
		if c := square.RGBAAt(at.X, at.Y); c != (color.RGBA{200, 100, 50, 255}) {
			t.Errorf("at %v the photo is %v", at, c)
		}
	}
	fits := image.NewRGBA(image.Rect(0, 0, 640, 480))
	if got := (sight{geometry: geometry.Of(qwen, 512)}).show(fits); got != fits {
		t.Error("a picture that has the size was copied")
	}
}

func TestShrinkingToAModelsSizeAveragesFinePatterns(t *testing.T) {
	src := image.NewRGBA(image.Rect(0, 0, 1024, 1024))
	for y := range 1024 {
		for x := range 1024 {
			src.SetRGBA(x, y, color.RGBA{R: uint8(255 * (x % 2)), G: uint8(255 * (y % 2)), B: 100, A: 255})
		}
	}
	s := sight{geometry: geometry.Of(geometry.Facts{Family: "qwen3vl_merger", Patch: 16}, 64)}
	a, b := s.show(src), s.show(src)
	if !bytes.Equal(a.Pix, b.Pix) || a.Rect.Dx() != 256 {
		t.Fatalf("the same picture was shrunk in two ways, to %v", a.Rect)
	}
	for i, want := range []float64{127.5, 127.5, 100} {
		if got := float64(a.Pix[a.PixOffset(100, 100)+i]); math.Abs(got-want) > 2 {
			t.Errorf("channel %d is %g, want the average %g", i, got, want)
		}
	}
}

func TestTheEngineSeesTheShrunkPicture(t *testing.T) {
	e := says(0, 0, 0, 0, 0, 0, 1, 0, 0)
	s := scorerOf(t, e, Options{})
	sub := subject()
	sub.Preview = image.NewRGBA(image.Rect(0, 0, 1024, 512))
	if _, err := s.Score(t.Context(), sub); err != nil {
		t.Fatal(err)
	}
	if got := e.shown[0]; got != image.Pt(181, 91) {
		t.Errorf("the engine saw %v", got)
	}
}
