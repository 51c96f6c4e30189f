package measure

import (
	"math"

	"keeplight.app/keeplight/scoring/measure/wavelet"
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
func (k *workspace) fishEnergy(noiseSD float64) (energy float64, bands Bands) {
	w, h := k.w&^(1<<fishLevels-1), k.h&^(1<<fishLevels-1)
	cols, rows := w/blockSide, h/blockSide
	if cols == 0 || rows == 0 {
		return 0, Bands{}
	}
	n := cols * rows
	k.fish = sized(k.fish, n)
	for i := range k.fish {
		k.fish[i] = fishBlock{straight: 1, diagonal: 1}
	}
	k.field, k.spare = sized(k.field, w*h), sized(k.spare, w*h)
	k.lines = sized(k.lines, (wavelet.SplitLines+1)*w)
	to, other := wavelet.Field{Pix: k.field, Stride: w}, wavelet.Field{Pix: k.spare, Stride: w}
	source := k.lumaLine(k.lines[wavelet.SplitLines*w:])
	for level := range fishLevels {
		bandW, bandH := w>>(level+1), h>>(level+1)
		to.Split(2*bandW, 2*bandH, source, k.lines)
		side := blockSide >> (level + 1)
		var straight, diagonal logSum
		for i := range k.fish {
			e := energiesOf(to, i%cols*side, i/cols*side, bandW, bandH, side)
			straight.add(0.1 + (e.right+e.below)/2)
			diagonal.add(0.1 + e.diagonal)
			k.fish[i].add(e, noiseSD)
		}
		bands.Straight[level], bands.Diagonal[level] = straight.mean(), diagonal.mean()
		low := to.Pix
		source = func(y int) []float32 { return low[y*w : y*w+bandW] }
		to, other = other, to
	}
	k.values = sized(k.values, n)
	for i, b := range k.fish {
		k.values[i] = b.energy()
	}
	sharpest := n - max(1, n/100)
	ranking(k.values, sharpest)
	top := k.values[sharpest:]
	var sum float64
	for _, e := range top {
		sum += e * e
	}
	return math.Sqrt(sum / float64(len(top))), bands
}

// fishBlock multiplies up what the levels' weighted logarithms add up, so that a
// block takes two logarithms: 1 and the mean squares along the axes, and on the
// diagonal, each to the power of its level's weight. Mean squares are below 1e7,
// so no product is above 1e98.
type fishBlock struct{ straight, diagonal float64 }

// add takes in the next level: squaring what is there gives each level twice the
// weight of the next coarser one.
func (b *fishBlock) add(e energies, noiseSD float64) {
	noise := noiseSD * noiseSD
	b.straight *= b.straight * (1 + max(0, e.right-noise)) * (1 + max(0, e.below-noise))
	b.diagonal *= b.diagonal * (1 + max(0, e.diagonal-noise))
}

func (b fishBlock) energy() float64 {
	return 0.1*math.Log10(b.straight) + 0.8*math.Log10(b.diagonal)
}

// Bands is how much detail each of three scales holds, from fine to coarse: the
// mean over the picture's blocks of log10(0.1 + mean square), along the axes and
// on the diagonal.
type Bands struct {
	Straight, Diagonal [fishLevels]float64
}

// logSum adds up logarithms to the base of 10, many in one.
type logSum struct {
	sum, product float64
	n            int
}

// add takes in a value of 1e-7 to 1e7.
func (l *logSum) add(v float64) {
	const together = 32 // whose product is still far from the ends of a float64
	if l.n%together == 0 {
		l.close()
	}
	l.product *= v
	l.n++
}

func (l *logSum) close() {
	if l.n > 0 {
		l.sum += math.Log10(l.product)
	}
	l.product = 1
}

// mean closes the sum; it needs at least one value.
func (l *logSum) mean() float64 {
	l.close()
	return l.sum / float64(l.n)
}

// lumaLine gives rows of the luma in levels, written into line.
func (k *workspace) lumaLine(line []float32) func(y int) []float32 {
	return func(y int) []float32 {
		for x, v := range k.row(y)[:len(line)] {
			line[x] = float32(v) / fine
		}
		return line
	}
}

// energies are mean squares of one block in the three bands of detail.
type energies struct{ right, below, diagonal float64 }

// energiesOf reads the block at x, y of bands that are bandW x bandH in size.
func energiesOf(f wavelet.Field, x, y, bandW, bandH, side int) energies {
	var right, below, diagonal float32
	for r := y; r < y+side; r++ {
		upper, lower := f.Pix[r*f.Stride+x:], f.Pix[(r+bandH)*f.Stride+x:]
		rights, belows, diagonals := upper[bandW:][:side], lower[:side], lower[bandW:][:side]
		for i, v := range rights {
			u, d := belows[i], diagonals[i]
			right += v * v
			below += u * u
			diagonal += d * d
		}
	}
	n := float64(side * side)
	return energies{float64(right) / n, float64(below) / n, float64(diagonal) / n}
}
