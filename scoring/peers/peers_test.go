package peers

import (
	"image"
	"image/color"
	"math"
	"testing"
)

// drawn gives a picture whose pixels a function colours.
func drawn(w, h int, at func(x, y int) color.RGBA) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, at(x, y))
		}
	}
	return img
}

func grey(v uint8) color.RGBA { return color.RGBA{v, v, v, 255} }

func TestPeersMatchValuesByHand(t *testing.T) {
	board := drawn(6, 6, func(x, y int) color.RGBA { return grey(uint8(100 + 50*((x+y)%2))) })
	halves := drawn(4, 4, func(x, _ int) color.RGBA {
		if x < 2 {
			return color.RGBA{255, 0, 0, 255}
		}
		return color.RGBA{0, 0, 255, 255}
	})
	for name, c := range map[string]struct {
		img  *image.RGBA
		want map[Peer]float64
	}{
		"plain grey": {drawn(5, 5, func(int, int) color.RGBA { return grey(77) }), map[Peer]float64{Laplacian: 0, Colourfulness: 0, Brightness: 77}},
		// Every neighbour is 50 away: the derivative is +200 and -200, half each.
		"a chessboard": {board, map[Peer]float64{Laplacian: 40000, Colourfulness: 0, Brightness: 125}},
		// rg is 255 and 0, yb 127.5 and -255; means 127.5 and -63.75, deviations 127.5 and 191.25.
		"half red, half blue": {halves, map[Peer]float64{
			Colourfulness: math.Hypot(127.5, 191.25) + 0.3*math.Hypot(127.5, 63.75), Brightness: (76.245 + 29.07) / 2,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			got := Measure(c.img, 500, 250)
			c.want[BytesPerPixel], c.want[FileSize] = 2, 500
			for p, want := range c.want {
				if math.Abs(got[p]-want) > 1e-9*max(1, want) {
					t.Errorf("%s: %.9f, want %.9f", p.Title(), got[p], want)
				}
			}
		})
	}
}

func TestWhatCannotBeComputedIsNotANumber(t *testing.T) {
	v := Measure(drawn(2, 2, func(int, int) color.RGBA { return grey(1) }), 10, 0)
	if !math.IsNaN(v[Laplacian]) || !math.IsNaN(v[BytesPerPixel]) || math.Abs(v[Brightness]-1) > 1e-12 {
		t.Errorf("%v", v)
	}
}

func TestPeersHaveNamesOfTheirOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range All() {
		if seen[p.Key()] || seen[p.Title()] {
			t.Errorf("%s is there twice", p.Key())
		}
		seen[p.Key()], seen[p.Title()] = true, true
	}
}
