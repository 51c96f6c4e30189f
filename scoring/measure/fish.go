package measure

import (
	"math"
	"sort"
)

// fishLevels is how often FISH halves the picture.
const fishLevels = 3

// fishEnergy gives the FISH sharpness of the sharpest hundredth of a picture's
// 16 x 16 blocks (Vu & Chandler 2012, block-based form): in each of three levels
// of a CDF 9/7 wavelet the log energy log10(1 + mean square) is taken for the
// three bands, 0.8 of the weight on the diagonal one, and the levels are added
// with weights 4, 2, 1 from fine to coarse. The result is the root mean square
// over the sharpest blocks. noiseSD is the noise in levels of luma; its energy
// is taken off each band, because noise is not sharpness.
func fishEnergy(y plane, noiseSD float64) float64 {
	w, h := y.w&^(1<<fishLevels-1), y.h&^(1<<fishLevels-1)
	cols, rows := w/blockSide, h/blockSide
	if cols == 0 || rows == 0 {
		return 0
	}
	coefficients := newPlane(w, h)
	for r := range h {
		copy(coefficients.row(r), y.row(r)[:w])
	}
	energy := make([]float64, cols*rows)
	bandW, bandH := w, h
	for level := range fishLevels {
		cdf97(coefficients, bandW, bandH)
		bandW, bandH = bandW/2, bandH/2
		side := blockSide >> (level + 1)
		weight := float64(int(1) << (fishLevels - 1 - level))
		for i := range energy {
			x, y := i%cols*side, i/cols*side
			lh := bandEnergy(coefficients, x+bandW, y, side, noiseSD)
			hl := bandEnergy(coefficients, x, y+bandH, side, noiseSD)
			hh := bandEnergy(coefficients, x+bandW, y+bandH, side, noiseSD)
			energy[i] += weight * (0.2*(lh+hl)/2 + 0.8*hh)
		}
	}
	sort.Float64s(energy)
	top := energy[len(energy)-max(1, len(energy)/100):]
	var sum float64
	for _, e := range top {
		sum += e * e
	}
	return math.Sqrt(sum / float64(len(top)))
}

func bandEnergy(p plane, x, y, side int, noiseSD float64) float64 {
	var sum float32
	for r := y; r < y+side; r++ {
		for _, v := range p.row(r)[x : x+side] {
			sum += v * v
		}
	}
	return math.Log10(1 + max(0, float64(sum)/float64(side*side)-noiseSD*noiseSD))
}

// The lifting steps of the CDF 9/7 wavelet (Daubechies & Sweldens 1998), scaled
// so that white noise has the same variance in every band.
const (
	liftA     = -1.586134342
	liftB     = -0.05298011854
	liftC     = 0.8829110762
	liftD     = 0.4435068522
	liftScale = 1.149604398
)

// cdf97 transforms the top left w x h part of p in place: the low band comes
// first, the high band after it. w and h are even.
func cdf97(p plane, w, h int) {
	line := make([]float32, w)
	for y := range h {
		row := p.row(y)[:w]
		liftRow(row)
		unzip(row, line)
	}
	liftColumns(p, w, h)
}

func liftRow(a []float32) {
	for _, step := range [4]struct {
		odd   bool
		scale float32
	}{{true, liftA}, {false, liftB}, {true, liftC}, {false, liftD}} {
		n := len(a)
		if step.odd {
			for i := 1; i < n-1; i += 2 {
				a[i] += step.scale * (a[i-1] + a[i+1])
			}
			a[n-1] += 2 * step.scale * a[n-2]
			continue
		}
		for i := 2; i < n; i += 2 {
			a[i] += step.scale * (a[i-1] + a[i+1])
		}
		a[0] += 2 * step.scale * a[1]
	}
}

// unzip moves even samples to the front and odd ones behind them, scaled.
func unzip(a, spare []float32) {
	half := len(a) / 2
	for i := range half {
		spare[i], spare[half+i] = a[2*i]*liftScale, a[2*i+1]/liftScale
	}
	copy(a, spare[:len(a)])
}

// liftColumns does for columns what liftRow and unzip do for rows, row by row so
// that memory is read in order.
func liftColumns(p plane, w, h int) {
	add := func(to, left, right int, scale float32) {
		t, l, r := p.row(to)[:w], p.row(left)[:w], p.row(right)[:w]
		for x := range t {
			t[x] += scale * (l[x] + r[x])
		}
	}
	for _, step := range [2][2]float32{{liftA, liftB}, {liftC, liftD}} {
		for y := 1; y < h; y += 2 {
			add(y, y-1, mirrored(y+1, h), step[0])
		}
		for y := 0; y < h; y += 2 {
			add(y, mirrored(y-1, h), y+1, step[1])
		}
	}
	spare := make([]float32, w*h)
	for y := range h {
		to, scale := y/2, float32(liftScale)
		if y%2 == 1 {
			to, scale = h/2+y/2, 1/liftScale
		}
		for x, v := range p.row(y)[:w] {
			spare[to*w+x] = v * scale
		}
	}
	for y := range h {
		copy(p.row(y)[:w], spare[y*w:(y+1)*w])
	}
}

// mirrored reflects an index that is one off either end of n samples.
func mirrored(i, n int) int {
	if i < 0 {
		return -i
	}
	if i >= n {
		return 2*n - 2 - i
	}
	return i
}
