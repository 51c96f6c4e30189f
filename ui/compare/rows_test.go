package compare

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
)

// photoArea is how large a photo is in a pane at most.
func photoArea(b box, shape float64) float64 {
	w := min(float64(b.size.Width), float64(b.size.Height)*shape)
	return w * w / shape
}

func TestPhotosStandInTheRowsInWhichTheyAreLargest(t *testing.T) {
	wide, high, panorama := 1.5, 2.0/3, 4.0
	for name, c := range map[string]struct {
		shapes []float64
		area   fyne.Size
		rows   []int // how many stand in each
	}{
		"one":                          {[]float64{wide}, fyne.NewSize(1350, 460), []int{1}},
		"two beside each other":        {[]float64{wide, wide}, fyne.NewSize(1350, 460), []int{2}},
		"two in a high window":         {[]float64{wide, wide}, fyne.NewSize(700, 1000), []int{1, 1}},
		"two panoramas":                {[]float64{panorama, panorama}, fyne.NewSize(1350, 700), []int{1, 1}},
		"three upright ones":           {[]float64{high, high, high}, fyne.NewSize(1350, 460), []int{3}},
		"four":                         {[]float64{wide, wide, wide, wide}, fyne.NewSize(1350, 900), []int{2, 2}},
		"three":                        {[]float64{wide, wide, wide}, fyne.NewSize(1200, 660), []int{2, 1}},
		"five":                         {[]float64{wide, wide, wide, wide, wide}, fyne.NewSize(1590, 650), []int{3, 2}},
		"five in a wide, low area":     {slices.Repeat([]float64{wide}, 5), fyne.NewSize(1350, 430), []int{3, 2}},
		"six":                          {[]float64{wide, wide, wide, wide, wide, wide}, fyne.NewSize(1590, 650), []int{3, 3}},
		"nine":                         {slices.Repeat([]float64{wide}, 9), fyne.NewSize(1350, 900), []int{3, 3, 3}},
		"a panorama and two":           {[]float64{panorama, wide, wide}, fyne.NewSize(1350, 900), []int{1, 2}},
		"shapes that are no numbers":   {[]float64{0, math.NaN(), math.Inf(1), -1}, fyne.NewSize(1350, 900), []int{2, 2}},
		"no room at all":               {[]float64{wide, wide}, fyne.NewSize(1, 1), nil},
		"nothing":                      {nil, fyne.NewSize(1350, 900), nil},
		"many in a window of no width": {slices.Repeat([]float64{wide}, 9), fyne.NewSize(10, 900), nil},
	} {
		boxes := rowsOf(c.shapes, c.area, gap)
		if len(boxes) != len(c.shapes) {
			t.Fatalf("%s: %d boxes", name, len(boxes))
		}
		var rows []int
		y := float32(-1)
		for _, b := range boxes {
			if b.at.Y != y {
				rows, y = append(rows, 0), b.at.Y
			}
			rows[len(rows)-1]++
			if !(b.size.Width >= 1 && b.size.Height >= 1) {
				t.Errorf("%s: a box of %v", name, b.size)
			}
		}
		if c.rows != nil && !slices.Equal(rows, c.rows) {
			t.Errorf("%s: rows of %v, want %v", name, rows, c.rows)
		}
	}
}

func TestPanesFillTheAreaAndNeverOverlap(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for n := 1; n <= 9; n++ {
		for range 20 {
			shapes := make([]float64, n)
			for i := range shapes {
				shapes[i] = math.Exp(rng.Float64()*2 - 0.8)
			}
			area := fyne.NewSize(600+float32(rng.IntN(1400)), 400+float32(rng.IntN(700)))
			boxes := rowsOf(shapes, area, gap)
			for i, a := range boxes {
				if a.at.X < -0.1 || a.at.Y < -0.1 || a.at.X+a.size.Width > area.Width+0.5 || a.at.Y+a.size.Height > area.Height+0.5 {
					t.Fatalf("%v in %v: box %d is %v", shapes, area, i, a)
				}
				for _, b := range boxes[:i] {
					apart := a.at.X >= b.at.X+b.size.Width || b.at.X >= a.at.X+a.size.Width ||
						a.at.Y >= b.at.Y+b.size.Height || b.at.Y >= a.at.Y+a.size.Height
					if !apart {
						t.Fatalf("%v: boxes %v and %v overlap", shapes, a, b)
					}
				}
			}
		}
	}
}

func TestNoGridOfEqualCellsShowsPhotosLargerOnTheWhole(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for n := 2; n <= 9; n++ {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			for range 20 {
				shapes := make([]float64, n)
				for i := range shapes {
					shapes[i] = []float64{1.5, 2.0 / 3, 16.0 / 9, 1}[rng.IntN(4)]
				}
				area := fyne.NewSize(1350, 500+float32(rng.IntN(500)))
				var got float64
				for i, b := range rowsOf(shapes, area, gap) {
					got += math.Log(photoArea(b, shapes[i]))
				}
				for columns := 1; columns <= n; columns++ {
					rows := (n + columns - 1) / columns
					cell := box{size: fyne.NewSize((area.Width-gap*float32(columns-1))/float32(columns), (area.Height-gap*float32(rows-1))/float32(rows))}
					var grid float64
					for _, s := range shapes {
						grid += math.Log(photoArea(cell, s))
					}
					if grid > got+1e-3 {
						t.Errorf("%v in %v: %d columns would be better by %.2f a photo", shapes, area, columns, (grid-got)/float64(n))
					}
				}
			}
		})
	}
}

func TestArrowsLeadToThePaneInTheirDirection(t *testing.T) {
	boxes := rowsOf(slices.Repeat([]float64{1.5}, 6), fyne.NewSize(1590, 650), gap)
	for _, c := range []struct{ from, dx, dy, want int }{
		{0, 1, 0, 1},
		{1, 1, 0, 2},
		{2, 1, 0, 2},
		{2, 0, 1, 5},
		{4, 0, -1, 1},
		{3, -1, 0, 3},
		{0, 0, -1, 0},
		{4, -1, 0, 3},
		{9, 1, 0, 9},
	} {
		if got := neighbour(boxes, c.from, c.dx, c.dy); got != c.want {
			t.Errorf("from %d by %d,%d to %d, want %d", c.from, c.dx, c.dy, got, c.want)
		}
	}
}
