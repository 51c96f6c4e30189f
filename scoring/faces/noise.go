package faces

import (
	"math"
	"slices"
)

const (
	noiseBlock = 8 // pixels
	// calmShare is the share of blocks, those with the least, that noise is read from.
	calmShare = 1.0 / 8
	// calmBias is what these read of white noise, over what all would.
	calmBias = 0.75
	// Blocks darker or brighter than these levels on the average may be clipped, which
	// hides noise.
	darkest, brightest = 6, 249
)

// noise gives the standard deviation of the noise in levels, by the mask of Immerkaer
// (1996) in the calmest blocks; 0 where there are too few to tell.
func (g luma) noise() float64 {
	var read []float64
	for y := 1; y+noiseBlock < g.h; y += noiseBlock {
		for x := 1; x+noiseBlock < g.w; x += noiseBlock {
			if v, ok := g.blockNoise(x, y); ok {
				read = append(read, v)
			}
		}
	}
	if len(read) < noiseBlock {
		return 0
	}
	slices.Sort(read)
	calm := read[:max(1, int(float64(len(read))*calmShare))]
	sum := 0.0
	for _, v := range calm {
		sum += v
	}
	return sum / float64(len(calm)) / calmBias
}

func (g luma) blockNoise(x0, y0 int) (sd float64, ok bool) {
	var sum, level float32
	for y := y0; y < y0+noiseBlock; y++ {
		up, mid, down := g.v[(y-1)*g.w:], g.v[y*g.w:], g.v[(y+1)*g.w:]
		for x := x0; x < x0+noiseBlock; x++ {
			v := up[x-1] - 2*up[x] + up[x+1] - 2*mid[x-1] + 4*mid[x] - 2*mid[x+1] + down[x-1] - 2*down[x] + down[x+1]
			sum += max(v, -v)
			level += mid[x]
		}
	}
	const n = noiseBlock * noiseBlock
	level /= n
	return math.Sqrt(math.Pi/2) / 6 * float64(sum) / n, level > darkest && level < brightest
}
