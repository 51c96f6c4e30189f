package mllm

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"testing"
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
