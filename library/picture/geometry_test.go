package picture

import (
	"image"
	"image/color"
	"math"
	"testing"

	"keeplight.app/keeplight/library/phototest"
)

// averaged is the definition that Fit has to meet, pixel by pixel.
func averaged(src *image.RGBA, dw, dh int) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	dst := image.NewRGBA(image.Rect(0, 0, dw, dh))
	overlap := func(i, size, n, p int) float64 {
		from, to := float64(i)*float64(size)/float64(n), float64(i+1)*float64(size)/float64(n)
		return max(0, min(to, float64(p+1))-max(from, float64(p)))
	}
	for y := range dh {
		for x := range dw {
			var sum [3]float64
			area := 0.0
			for sy := range h {
				for sx := range w {
					a := overlap(x, w, dw, sx) * overlap(y, h, dh, sy)
					p := src.RGBAAt(sx, sy)
					sum[0], sum[1], sum[2] = sum[0]+a*float64(p.R), sum[1]+a*float64(p.G), sum[2]+a*float64(p.B)
					area += a
				}
			}
			round := func(v float64) uint8 { return uint8(math.Round(v / area)) }
			dst.SetRGBA(x, y, color.RGBA{round(sum[0]), round(sum[1]), round(sum[2]), 255})
		}
	}
	return dst
}

func TestFitAveragesTheAreaOfEachPixel(t *testing.T) {
	for _, c := range []struct{ w, h, side int }{
		{40, 30, 20}, {40, 30, 13}, {31, 7, 30}, {37, 3, 34}, {3, 37, 34}, {64, 1, 5}, {1, 64, 63}, {33, 33, 32}, {50, 20, 1},
	} {
		src := phototest.Scene(c.w, c.h, uint64(c.side))
		got := Fit(src, c.side)
		dw, dh := fitted(c.w, c.h, c.side)
		want := averaged(src, dw, dh)
		if got.Rect != want.Rect {
			t.Fatalf("%+v is %v, want %v", c, got.Rect, want.Rect)
		}
		for i := range got.Pix {
			if d := int(got.Pix[i]) - int(want.Pix[i]); d < -1 || d > 1 {
				t.Fatalf("%+v: byte %d is %d, want %d", c, i, got.Pix[i], want.Pix[i])
			}
		}
	}
}

func TestFitNeverEnlarges(t *testing.T) {
	src := phototest.Scene(40, 30, 1)
	for _, side := range []int{0, 40, 41, 4000} {
		if got := Fit(src, side); got != src {
			t.Errorf("side %d gave %v", side, got.Rect)
		}
	}
	part := src.SubImage(image.Rect(5, 5, 25, 15)).(*image.RGBA)
	if got := Fit(part, 0); got.Rect != image.Rect(0, 0, 20, 10) || got.Stride != 80 || got.RGBAAt(0, 0) != src.RGBAAt(5, 5) {
		t.Errorf("a part became %v with stride %d", got.Rect, got.Stride)
	}
}

func TestAllOrientationsLookTheSameUpright(t *testing.T) {
	scene := phototest.Scene(60, 40, 9)
	for orientation := range 9 {
		data := phototest.JPEG(turned(scene, orientation), phototest.Exif{Orientation: orientation})
		for _, side := range []int{0, 30} {
			pic, err := Decode(t.Context(), data, "a.jpg", side)
			if err != nil {
				t.Fatal(err)
			}
			if pic.Width != 60 || pic.Height != 40 {
				t.Errorf("orientation %d: %d x %d", orientation, pic.Width, pic.Height)
			}
			if d := difference(t, pic.Pixels, Fit(scene, side)); d > 8 {
				t.Errorf("orientation %d at side %d differs by %.1f", orientation, side, d)
			}
		}
	}
}

func TestPyramidHalvesDownToTheTop(t *testing.T) {
	p := NewPyramid(image.NewRGBA(image.Rect(0, 0, 2100, 700)))
	var sides []int
	for _, l := range p.Levels {
		sides = append(sides, l.Rect.Dx())
	}
	if len(sides) != 4 || sides[0] != 2100 || sides[1] != 1050 || sides[2] != 525 || sides[3] != 263 {
		t.Fatalf("levels have sides %v", sides)
	}
	for side, want := range map[int]int{1: 263, 263: 263, 264: 525, 1051: 2100, 9999: 2100} {
		if got := p.At(side).Rect.Dx(); got != want {
			t.Errorf("At(%d) has side %d, want %d", side, got, want)
		}
	}
	if p.Bytes() < 4*2100*700 {
		t.Errorf("%d bytes", p.Bytes())
	}
	if small := NewPyramid(phototest.Scene(10, 10, 1)); len(small.Levels) != 1 {
		t.Errorf("a small picture has %d levels", len(small.Levels))
	}
}
