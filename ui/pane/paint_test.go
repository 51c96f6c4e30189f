package pane

import (
	"image"
	"image/color"
	"math"
	"testing"

	"keeplight.app/keeplight/ui/style"
)

// numbered gives a picture whose pixels say where they are.
func numbered(w, h int) *image.RGBA {
	im := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			im.SetRGBA(x, y, color.RGBA{uint8(x), uint8(y), uint8(x ^ y), 255})
		}
	}
	return im
}

func TestAtHundredPercentEveryPixelIsThePhotosOwn(t *testing.T) {
	src := numbered(200, 150)
	dst := image.NewRGBA(image.Rect(0, 0, 80, 60))
	v := View{Levels: []*image.RGBA{src}, Width: 200, Height: 150, Geometry: Geometry{Zoom: 1, CX: 0.5, CY: 0.5}}
	for _, smooth := range []bool{false, true} {
		v.Smooth = smooth
		Paint(dst, &v)
		for y := range 60 {
			for x := range 80 {
				if got, want := dst.RGBAAt(x, y), src.RGBAAt(x+60, y+45); got != want {
					t.Fatalf("smooth %v: pixel %d,%d is %v, want %v", smooth, x, y, got, want)
				}
			}
		}
	}
}

func TestThePhotoIsCentredOnTheBackground(t *testing.T) {
	src := numbered(40, 20)
	dst := image.NewRGBA(image.Rect(0, 0, 100, 100))
	Paint(dst, &View{Levels: []*image.RGBA{src}, Width: 40, Height: 20, Geometry: WholePhoto()})
	bg := color.RGBA(style.Mat.NRGBA())
	for _, at := range []image.Point{{0, 0}, {29, 50}, {70, 50}, {50, 39}, {50, 60}, {99, 99}} {
		if got := dst.RGBAAt(at.X, at.Y); got != bg {
			t.Errorf("beside the photo at %v is %v", at, got)
		}
	}
	if got := dst.RGBAAt(30, 40); got != src.RGBAAt(0, 0) {
		t.Errorf("the photo's corner is %v", got)
	}
}

func TestAPreviewStandsInForThePhoto(t *testing.T) {
	full, preview := numbered(200, 100), image.NewRGBA(image.Rect(0, 0, 20, 10))
	for i := range preview.Pix {
		preview.Pix[i] = 200
	}
	dst := image.NewRGBA(image.Rect(0, 0, 200, 100))
	v := View{Levels: []*image.RGBA{preview}, Width: 200, Height: 100, Geometry: WholePhoto(), Smooth: true}
	Paint(dst, &v)
	if got := dst.RGBAAt(199, 99); got.R != 200 {
		t.Fatalf("the enlarged preview does not reach the corner: %v", got)
	}
	v.Levels = []*image.RGBA{full, preview}
	Paint(dst, &v)
	if got := dst.RGBAAt(199, 99); got != full.RGBAAt(199, 99) {
		t.Fatalf("the preview is used though all pixels are there: %v", got)
	}
}

// slowBlend is what blend should give: each pixel between the four around it.
func slowBlend(dst, src *image.RGBA, area, photo image.Rectangle) {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			fx := (float64(x-photo.Min.X)+0.5)*float64(src.Rect.Dx())/float64(photo.Dx()) - 1
			fy := (float64(y-photo.Min.Y)+0.5)*float64(src.Rect.Dy())/float64(photo.Dy()) - 1
			px, py := math.Max(0, math.Min(fx+0.5, float64(src.Rect.Dx()-1))), math.Max(0, math.Min(fy+0.5, float64(src.Rect.Dy()-1)))
			x0, y0 := int(px), int(py)
			x1, y1 := min(x0+1, src.Rect.Dx()-1), min(y0+1, src.Rect.Dy()-1)
			tx, ty := px-float64(x0), py-float64(y0)
			for c := range 3 {
				v := func(x, y int) float64 { return float64(src.Pix[src.PixOffset(x, y)+c]) }
				dst.Pix[dst.PixOffset(x, y)+c] = uint8((v(x0, y0)*(1-tx)+v(x1, y0)*tx)*(1-ty) + (v(x0, y1)*(1-tx)+v(x1, y1)*tx)*ty + 0.5)
			}
			dst.Pix[dst.PixOffset(x, y)+3] = 0xff
		}
	}
}

func TestEnlargingBlendsNeighboursWithinARounding(t *testing.T) {
	src := numbered(37, 29)
	for _, photo := range []image.Rectangle{image.Rect(0, 0, 120, 94), image.Rect(-40, -30, 90, 70), image.Rect(3, 2, 40, 31), image.Rect(10, 5, 30, 20)} {
		got, want := image.NewRGBA(image.Rect(0, 0, 100, 80)), image.NewRGBA(image.Rect(0, 0, 100, 80))
		area := photo.Intersect(got.Rect)
		upright := sourceOf(src, 0)
		blend(got, &upright, area, photo)
		slowBlend(want, src, area, photo)
		for i := range got.Pix {
			if d := int(got.Pix[i]) - int(want.Pix[i]); d < -3 || d > 3 {
				t.Fatalf("%v: byte %d is %d, want %d", photo, i, got.Pix[i], want.Pix[i])
			}
		}
	}
}

func TestPaintingSurvivesOddSizes(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {3, 1000}, {1000, 3}} {
		for _, view := range []image.Point{{1, 1}, {7, 300}, {640, 480}} {
			for _, zoom := range []float64{0, 0.02, 0.37, 1, 8} {
				src := numbered(size.X, size.Y)
				dst := image.NewRGBA(image.Rectangle{Max: view})
				for _, smooth := range []bool{false, true} {
					Paint(dst, &View{
						Levels: []*image.RGBA{src}, Width: size.X, Height: size.Y, Smooth: smooth,
						Geometry: Geometry{Zoom: zoom, CX: 0.9, CY: 0.1},
					})
				}
				for i := 3; i < len(dst.Pix); i += 4 {
					if dst.Pix[i] != 255 {
						t.Fatalf("%v in %v at %v leaves pixel %d unpainted", size, view, zoom, i/4)
					}
				}
			}
		}
	}
	Paint(image.NewRGBA(image.Rect(0, 0, 10, 10)), &View{Geometry: WholePhoto()})
}

func BenchmarkPaint(b *testing.B) {
	src := image.NewRGBA(image.Rect(0, 0, 6000, 4000))
	dst := image.NewRGBA(image.Rect(0, 0, 1600, 1000))
	for name, v := range map[string]View{
		"copy at 100 %": {Geometry: Geometry{Zoom: 1, CX: 0.5, CY: 0.5}},
		"nearest":       {Geometry: Geometry{Zoom: 0.4, CX: 0.5, CY: 0.5}},
		"smooth":        {Geometry: Geometry{Zoom: 0.4, CX: 0.5, CY: 0.5}, Smooth: true},
	} {
		v.Levels, v.Width, v.Height = []*image.RGBA{src}, 6000, 4000
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Paint(dst, &v)
			}
		})
	}
	thumb := View{Levels: []*image.RGBA{numbered(384, 256)}, Width: 6000, Height: 4000, Geometry: WholePhoto(), Smooth: true}
	b.Run("a thumbnail enlarged", func(b *testing.B) {
		for b.Loop() {
			Paint(dst, &thumb)
		}
	})
}
