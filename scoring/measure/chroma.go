package measure

import "math"

// Chroma is how the two differences of colours, red less green and twice blue
// less both, behave from pixel to pixel at half the measuring size. Noise of
// sensors is stronger there than in luma, and codecs and denoising take more away.
type Chroma struct {
	Natural [2]Natural // of each difference
	Calm    float64    // log10 of how neighbours differ in the calmest tenth of blocks, levels, plus 0.1
	Middle  float64    // and in the middle one
	Blotchy float64    // log10 of how much more samples four apart differ in the calm tenth
}

const (
	chromaSide   = 8  // of a block, at half size
	chromaPeriod = 96 // rows, see naturalPeriod
)

func (k *workspace) measureChroma() (c Chroma) {
	w, h := k.w/2, k.h/2
	k.differences(w, h)
	for i, tint := range k.tints {
		c.Natural[i] = k.measureNatural(tint, w, h, chromaPeriod)
		n := k.chromaBlocks(tint, w, h)
		if n == 0 {
			continue
		}
		near, far := k.values[:n], k.values[n:]
		calm := ranking(near, n/10)
		c.Blotchy += math.Log10((ranking(far, n/10)+0.1)/(calm+0.1)) / 2
		c.Calm += math.Log10(calm+0.1) / 2
		c.Middle += math.Log10(ranking(near, n/2)+0.1) / 2
	}
	return c
}

// differences fills the tints with the differences of colours, in quarters of a
// level from -255 upwards.
func (k *workspace) differences(w, h int) {
	const lanes = 0x00ff00ff // red and blue of one pixel
	for i := range k.tints {
		k.tints[i] = sized(k.tints[i], w*h)
	}
	for y := range h {
		up, down := k.colours(2 * y)[:2*w], k.colours(2*y + 1)[:2*w]
		reds, blues := k.tints[0][y*w:(y+1)*w], k.tints[1][y*w:(y+1)*w]
		for x := range reds {
			a, b, c, d := up[2*x], up[2*x+1], down[2*x], down[2*x+1]
			redBlue := a&lanes + b&lanes + c&lanes + d&lanes
			green := int(a>>8&0xff + b>>8&0xff + c>>8&0xff + d>>8&0xff)
			red, blue := int(redBlue&0xffff), int(redBlue>>16)
			reds[x] = int16(red - green + 1020)
			blues[x] = int16((2*blue-red-green)/2 + 1020)
		}
	}
}

// chromaBlocks puts into the workspace's values how far neighbours differ on average
// in each of n blocks of a tint, in levels, and behind them how far samples four
// apart do.
func (k *workspace) chromaBlocks(tint []int16, w, h int) (n int) {
	const apart, most = 4, chromaSide
	rows := max(0, (h-most-apart)/(3*chromaSide)+1)
	cols := max(0, (w-most-apart)/chromaSide+1)
	if h < most+apart || w < most+apart {
		return 0
	}
	n = rows * cols
	k.values = sized(k.values, 2*n)
	for i := range n {
		x0, y0 := i%cols*chromaSide, i/cols*3*chromaSide
		var beside, wide lanes
		for y := y0; y < y0+chromaSide; y += 2 {
			row, below := tint[y*w+x0:][:chromaSide+apart], tint[(y+apart)*w+x0:][:chromaSide]
			here, next, last := lanesAt(row, 0), lanesAt(row, 4), lanesAt(row, 8)
			beside += here.apart(lanesAt(row, 1)) + next.apart(lanesAt(row, 5))
			wide += here.apart(next) + next.apart(last) + here.apart(lanesAt(below, 0)) + next.apart(lanesAt(below, 4))
		}
		const samples = chromaSide * chromaSide / 2
		k.values[i] = float64(beside.sum()) / (4 * samples)
		k.values[n+i] = float64(wide.sum()) / (8 * samples)
	}
	return n
}
