package measure

import (
	"image"
	"math"
)

// Seams are what the blocks of a codec leave in the preview's own pixels, on
// whatever grid.
type Seams struct {
	Eight float64 // log2 of how much rougher the roughest of every eight columns and rows is than the middle one
	Other float64 // the same for every sixteen, less what eight explain
	Flat  float64 // share of samples on a straight line with their neighbours, 0..1
}

const seamGrid = 16

// seamSums adds up how far samples lie off the line between their neighbours, by
// their place in the grid.
type seamSums struct {
	off     [seamGrid]int
	flat, n int
}

func measureSeams(src *image.RGBA) Seams {
	const lines = 64 // are read each way; more change nothing
	w, h := src.Rect.Dx(), src.Rect.Dy()
	var across, down seamSums
	for i := range min(lines, h) {
		y := i * h / min(lines, h)
		across.read(src.Pix[y*src.Stride+1:], w, 4)
	}
	for i := range min(lines, w) {
		x := i * w / min(lines, w)
		down.read(src.Pix[4*x+1:], h, src.Stride)
	}
	n := max(1, across.n+down.n)
	return Seams{
		Eight: (across.stands(8) + down.stands(8)) / 2,
		Other: (across.stands(16) - across.stands(8) + down.stands(16) - down.stands(8)) / 2,
		Flat:  float64(across.flat+down.flat) / float64(n),
	}
}

// read takes n samples of green that lie so far apart. What counts is the step
// between two samples, less the steps to either side of it.
func (s *seamSums) read(pix []uint8, n, apart int) {
	if n < 4 {
		return
	}
	a, b, c := int(pix[0]), int(pix[apart]), int(pix[2*apart])
	for i := 3; i < n; i++ {
		d := int(pix[i*apart])
		off := 2*(c-b) - (b - a) - (d - c)
		if a+c == 2*b {
			s.flat++
		}
		s.off[(i-1)%seamGrid] += min(64, max(off, -off)) // one edge is no grid
		a, b, c = b, c, d
	}
	s.n += n - 3
}

// stands gives the log2 of how far the roughest place of a period stands above the
// middle one.
func (s *seamSums) stands(period int) float64 {
	places := make([]float64, 0, seamGrid)
	for i := range period {
		sum := 0
		for j := i; j < seamGrid; j += period {
			sum += s.off[j]
		}
		at := len(places)
		places = append(places, 0)
		for ; at > 0 && places[at-1] > float64(sum); at-- {
			places[at] = places[at-1]
		}
		places[at] = float64(sum)
	}
	noise := float64(s.n) / float64(period) / 8 // an eighth of a level is rounding
	return math.Log2((places[period-1] + noise + 1) / (places[period/2] + noise + 1))
}
