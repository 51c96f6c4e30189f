package measure

import (
	"math"
	"slices"
)

// Chroma is how the two differences of colours, red less green and twice blue
// less both, behave from pixel to pixel at half the measuring size. Noise of
// sensors is stronger there than in luma, and codecs and denoising take more away.
type Chroma struct {
	Natural [2]Natural // of each difference
	Calm    float64    // log10 of how neighbours differ in the calmest tenth of blocks, levels, plus 0.1
	Middle  float64    // and in the middle one
	Blotchy float64    // log10 of how much more samples four apart differ in the calm tenth
}

const chromaSide = 8 // of a block, at half size

func (k *workspace) measureChroma() (c Chroma) {
	w, h := k.w/2, k.h/2
	for i := range c.Natural {
		k.difference(i, w, h)
		c.Natural[i] = k.measureNatural(k.tint, w, h, naturalPeriod)
		near, far := k.chromaBlocks(w, h)
		if len(near) == 0 {
			continue
		}
		c.Blotchy += math.Log10((lowTenth(far)+0.1)/(lowTenth(near)+0.1)) / 2
		c.Calm += math.Log10(lowTenth(near)+0.1) / 2
		c.Middle += math.Log10(near[len(near)/2]+0.1) / 2
	}
	return c
}

func lowTenth(sorted []float64) float64 { return sorted[len(sorted)/10] }

// difference fills tint with a difference of colours, in quarters of a level
// from -255 upwards.
func (k *workspace) difference(which, w, h int) {
	k.tint = sized(k.tint, w*h)
	const lanes = 0x00ff00ff // red and blue of one pixel
	for y := range h {
		up, down, to := k.colours(2*y), k.colours(2*y+1), k.tint[y*w:(y+1)*w]
		for x := range to {
			a, b, c, d := up[2*x], up[2*x+1], down[2*x], down[2*x+1]
			redBlue := a&lanes + b&lanes + c&lanes + d&lanes
			green := int(a>>8&0xff + b>>8&0xff + c>>8&0xff + d>>8&0xff)
			red, blue := int(redBlue&0xffff), int(redBlue>>16)
			if which == 0 {
				to[x] = int16(red - green + 1020)
			} else {
				to[x] = int16((2*blue-red-green)/2 + 1020)
			}
		}
	}
}

// chromaBlocks gives for the blocks of tint, in rising order, how far neighbours
// and samples four apart differ on average, in levels.
func (k *workspace) chromaBlocks(w, h int) (near, far []float64) {
	const apart = 4
	k.values = k.values[:0]
	for y0 := 0; y0+chromaSide+apart <= h; y0 += 3 * chromaSide {
		for x0 := 0; x0+chromaSide+apart <= w; x0 += chromaSide {
			beside, wide := 0, 0
			for y := y0; y < y0+chromaSide; y += 2 {
				row := k.tint[y*w+x0:][:chromaSide+apart]
				below := k.tint[(y+apart)*w+x0:][:chromaSide]
				for x, v := range row[:chromaSide] {
					beside += distance(row[x+1], v)
					wide += distance(row[x+apart], v) + distance(below[x], v)
				}
			}
			const n = chromaSide * chromaSide / 2
			near = append(near, float64(beside)/(4*n))
			far = append(far, float64(wide)/(8*n))
		}
	}
	slices.Sort(near)
	slices.Sort(far)
	return near, far
}

func distance(a, b int16) int {
	d := int(a) - int(b)
	return max(d, -d)
}
