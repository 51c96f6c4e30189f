package features

import (
	"bufio"
	"fmt"
	"image"
	"math"
	"os"
	"testing"
)

// drawn is a picture of waves, in whole numbers alone, as recipe/pytorch.py draws it.
func drawn(width, height, seed int) *image.RGBA {
	p := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			for c := range 3 {
				v := (x*x*(c+1)/97 + y*(7+c) + x*y/(11+seed) + seed*31*c) % 512
				p.Pix[p.PixOffset(x, y)+c] = uint8(min(v, 511-v))
			}
			p.Pix[p.PixOffset(x, y)+3] = 255
		}
	}
	return p
}

func TestVectorsAreThoseOfPyTorch(t *testing.T) {
	file, err := os.Open("testdata/pytorch.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	in, e, pictures, worst := bufio.NewReader(file), New(), 0, 0.0
	for ; ; pictures++ {
		var width, height, seed int
		if _, err := fmt.Fscan(in, &width, &height, &seed); err != nil {
			break
		}
		v, err := e.Of(t.Context(), drawn(width, height, seed))
		if err != nil {
			t.Fatal(err)
		}
		if len(v) != Length {
			t.Fatalf("a vector has %d numbers", len(v))
		}
		for i := range v {
			var want float64
			if _, err := fmt.Fscan(in, &want); err != nil {
				t.Fatal(err)
			}
			off := math.Abs(float64(v[i]) - want)
			worst = max(worst, off)
			if off > 1e-3 {
				t.Errorf("%d x %d: number %d is %v, and %v in PyTorch", width, height, i, v[i], want)
			}
		}
	}
	if pictures != 3 {
		t.Errorf("%d pictures were compared", pictures)
	}
	t.Logf("the largest difference is %.1e", worst)
}
