package measure

import (
	"image"
	"math"
	"math/bits"
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

// So many groups of lines are read each way, four at a time; more change little.
// Columns cost more, because each of their samples lies far from the one before.
const seamRows, seamColumns = 8, 4

func measureSeams(src *image.RGBA) Seams {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	var across, down seamSums
	const least = laneCount * seamRows
	if w < least || h < least {
		return Seams{}
	}
	// The rows are spread out; columns that lie side by side share memory.
	for i := range seamRows {
		across.read(src.Pix[i*h/seamRows*src.Stride+1:], w, 4, h/least*src.Stride)
	}
	for i := range seamColumns {
		down.read(src.Pix[4*(i*w/seamColumns)+1:], h, src.Stride, 4)
	}
	return Seams{
		Eight: (across.stands(8) + down.stands(8)) / 2,
		Other: (across.stands(16) - across.stands(8) + down.stands(16) - down.stands(8)) / 2,
		Flat:  float64(across.flat+down.flat) / float64(across.n+down.n),
	}
}

// read takes n samples of green that lie so far apart, on four lines that lie beside
// each other. What counts is the step between two samples, less the steps to either
// side of it.
func (s *seamSums) read(pix []uint8, n, apart, beside int) {
	const most = 64 // one edge is no grid
	a, b, c := seamLanes(pix, beside), seamLanes(pix[apart:], beside), seamLanes(pix[2*apart:], beside)
	straight := laneCount * (n - 3)
	for i := 3; i < n; i++ {
		d := seamLanes(pix[i*apart:], beside)
		off := (laneHalfs + 3*c + a - 3*b - d).magnitude()
		s.off[(i-1)%seamGrid] += off.least(most * inLanes).sum()
		// A number below laneHalf reaches it with laneHalf-1 more unless it is 0.
		bent := ((laneHalfs + a + c - 2*b).magnitude() + (laneHalf-1)*inLanes) & laneHalfs
		straight -= bits.OnesCount64(uint64(bent))
		a, b, c = b, c, d
	}
	s.flat += straight
	s.n += laneCount * (n - 3)
}

// seamLanes gives the same sample of four lines.
func seamLanes(pix []uint8, beside int) lanes {
	return lanes(pix[0]) | lanes(pix[beside])<<16 | lanes(pix[2*beside])<<32 | lanes(pix[3*beside])<<48
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
