package measure

import (
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
	for i, p := range found {
		if step, ok := roundingStep(coefficients[i]); ok {
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
	cosine := cosines()
	coefficients = make([][]float32, len(found))
	for by := 0; by < rows; by += step {
		for bx := (by / step) % step; bx < cols; bx += step {
			luma, whole := lumaBlock(src, bx*dctSide, by*dctSide)
			if !whole && !clipped {
				left++
				continue
			}
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

// lumaBlock reads one block. whole is false where a channel is clipped.
func lumaBlock(src *image.RGBA, x0, y0 int) (b dctBlock, whole bool) {
	whole = true
	for y := range b {
		pix := src.Pix[(y0+y)*src.Stride+4*x0:]
		for x := range b[y] {
			red, green, blue := pix[4*x], pix[4*x+1], pix[4*x+2]
			if max(red, green, blue) == 255 || min(red, green, blue) == 0 {
				whole = false
			}
			b[y][x] = 0.299*float32(red) + 0.587*float32(green) + 0.114*float32(blue)
		}
	}
	return b, whole
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

const (
	finestStep    = 2    // levels: finer rounding drowns in the rounding of pixels
	coarsestStep  = 150  // levels
	leastProbes   = 3    // frequencies that must agree
	leastNonZero  = 6    // coefficients that must lie on a step before it counts
	onStep        = 0.85 // share of coefficients that must lie near a multiple
	nonZeroOnStep = 0.85 // and of those that are not zero
	nearStep      = 0.15 // of a step; by chance 0.3 of the coefficients would
	pixelNoise    = 0.6  // levels by which rounded pixels move a coefficient
)

// roundingStep finds the largest step of which nearly all magnitudes are
// multiples. ok is false when there is none.
func roundingStep(magnitudes []float32) (step float64, ok bool) {
	var largest float32
	for _, m := range magnitudes {
		largest = max(largest, m)
	}
	for step := min(coarsestStep, int(2*largest)); step >= finestStep; step-- {
		if onMultiples(magnitudes, float32(step)) {
			return float64(step), true
		}
	}
	return 0, false
}

// onMultiples is true when nearly all magnitudes lie near multiples of step, and
// so do those that are not all but zero, which fit any large step.
func onMultiples(magnitudes []float32, step float32) bool {
	tolerance := max(nearStep*step, min(pixelNoise, 0.3*step))
	allowed := int((1 - onStep) * float64(len(magnitudes)))
	stray, nonZero, strayNonZero := 0, 0, 0
	for _, m := range magnitudes {
		k := float32(int(m/step + 0.5))
		off := abs32(m - k*step)
		if k > 0 {
			nonZero++
		}
		if off <= tolerance {
			continue
		}
		if stray++; stray > allowed {
			return false
		}
		if m >= step/2 {
			strayNonZero++
		}
	}
	return nonZero-strayNonZero >= leastNonZero && float64(strayNonZero) <= (1-nonZeroOnStep)*float64(nonZero)
}

func abs32(v float32) float32 { return math.Float32frombits(math.Float32bits(v) &^ (1 << 31)) }
