package measure

import (
	"encoding/binary"
	"image"
	"math"
	"sort"
)

const (
	dctSide      = 8   // JPEG's block
	maxDCTBlocks = 600 // more blocks change the result no more
)

// probe is one frequency of JPEG's cosine transform at which the step of its
// rounding is looked for, and the step that quality 50 uses for it (ITU-T T.81,
// table K.1).
type probe struct {
	u, v int
	step float64
}

// probes gives low frequencies, where coefficients survive strong compression.
func probes() [7]probe {
	return [7]probe{{1, 0, 11}, {0, 1, 12}, {1, 1, 12}, {2, 0, 10}, {0, 2, 14}, {2, 1, 14}, {1, 2, 13}}
}

// measureCompression gives how coarsely JPEG rounded the picture: the step of its
// rounding over that of quality 50, so 0.1 at quality 95, 0.4 at 80, 1 at 50, 2
// at 25, 5 at 10, and 0 where no rounding shows. JPEG leaves coefficients that are multiples of one
// step on its own 8 x 8 grid (Fan & de Queiroz 2003); the median over several
// frequencies is taken. It looks at the preview's own pixels, because shrinking
// a photo hides the rounding, and the damage with it.
func measureCompression(src *image.RGBA) float64 {
	coefficients, left := collect(src, false)
	scale := rounding(coefficients)
	if scale == 0 && left > len(coefficients[0])/2 {
		coefficients, _ = collect(src, true)
		scale = rounding(coefficients)
	}
	return scale
}

// rounding gives the scale that the probes' coefficients tell of, or 0.
func rounding(coefficients [][]float32) float64 {
	found := probes()
	scales := make([]float64, 0, len(found))
	var m magnitudes
	for i, p := range found {
		m.sort(coefficients[i])
		if step, ok := m.roundingStep(); ok {
			scales = append(scales, step/p.step)
		}
	}
	sort.Float64s(scales)
	return agreed(scales)
}

// agreed gives the median of the sorted scales when enough frequencies tell of
// about the same rounding, else 0.
func agreed(scales []float64) float64 {
	if len(scales) < leastProbes {
		return 0
	}
	median, like := scales[len(scales)/2], 0
	for _, s := range scales {
		if s > 0.65*median && s < 1.5*median {
			like++
		}
	}
	if like < leastProbes {
		return 0
	}
	return median
}

// collect gives for each probe its magnitude in a spread of blocks, those with
// clipped pixels only where asked: clipping comes after JPEG's rounding and
// blurs its steps. left is how many blocks were left out for that.
func collect(src *image.RGBA, clipped bool) (coefficients [][]float32, left int) {
	found := probes()
	cols, rows := src.Rect.Dx()/dctSide, src.Rect.Dy()/dctSide
	step := 1
	for (cols/step)*(rows/step) > maxDCTBlocks {
		step++
	}
	cosine, weigh := cosines(), newLumaWeights()
	coefficients = make([][]float32, len(found))
	for i := range coefficients {
		coefficients[i] = make([]float32, 0, maxDCTBlocks)
	}
	for by := 0; by < rows; by += step {
		for bx := (by / step) % step; bx < cols; bx += step {
			if !clipped && anyClipped(src, bx*dctSide, by*dctSide) {
				left++
				continue
			}
			luma := weigh.block(src, bx*dctSide, by*dctSide)
			partial := rowTransform(&luma, cosine)
			for i, p := range found {
				var s float32
				for y := range partial {
					s += cosine[p.v][y] * partial[y][p.u]
				}
				coefficients[i] = append(coefficients[i], abs32(s))
			}
		}
	}
	return coefficients, left
}

// cosines holds the three lowest waves, and the mean, of the orthonormal 8-point
// DCT-II.
func cosines() *[3][dctSide]float32 {
	var c [3][dctSide]float32
	for k := range c {
		scale := math.Sqrt(2.0 / dctSide)
		if k == 0 {
			scale = math.Sqrt(1.0 / dctSide)
		}
		for n := range c[k] {
			c[k][n] = float32(scale * math.Cos(math.Pi*float64(2*n+1)*float64(k)/(2*dctSide)))
		}
	}
	return &c
}

type dctBlock [dctSide][dctSide]float32

// anyClipped is true where a channel of one of the block's pixels is at either
// end. Eight channels are looked at in one word.
func anyClipped(src *image.RGBA, x0, y0 int) bool {
	const ones, tops, alphas = 0x0101010101010101, 0x8080808080808080, 0xff000000ff000000
	for y := range dctSide {
		row := src.Pix[(y0+y)*src.Stride+4*x0:][:4*dctSide]
		for i := 0; i+8 <= len(row); i += 8 {
			v := binary.LittleEndian.Uint64(row[i : i+8])
			zero, full := v|alphas, ^v|alphas
			// Mycroft 1987: not zero just where a byte is.
			if ((zero-ones)&^zero|(full-ones)&^full)&tops != 0 {
				return true
			}
		}
	}
	return false
}

// lumaWeights holds what each level of red, green and blue adds to luma.
type lumaWeights [3][256]float32

func newLumaWeights() *lumaWeights {
	var w lumaWeights
	for v := range 256 {
		w[0][v], w[1][v], w[2][v] = 0.299*float32(v), 0.587*float32(v), 0.114*float32(v)
	}
	return &w
}

// block gives the luma of one block.
func (w *lumaWeights) block(src *image.RGBA, x0, y0 int) (b dctBlock) {
	for y := range b {
		row := src.Pix[(y0+y)*src.Stride+4*x0:][:4*dctSide]
		for x := range b[y] {
			p := row[4*x : 4*x+3 : 4*x+3]
			b[y][x] = w[0][p[0]] + w[1][p[1]] + w[2][p[2]]
		}
	}
	return b
}

func rowTransform(b *dctBlock, cosine *[3][dctSide]float32) [dctSide][3]float32 {
	var partial [dctSide][3]float32
	for y := range b {
		for k := range cosine {
			var s float32
			for x, v := range b[y] {
				s += cosine[k][x] * v
			}
			partial[y][k] = s
		}
	}
	return partial
}
