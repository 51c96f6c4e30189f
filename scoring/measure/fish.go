package measure

import (
	"math"
	"slices"

	"keeplight/scoring/measure/wavelet"
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
	k.values = sized(k.values, n)
	clear(k.values)
	k.field, k.spare = sized(k.field, w*h), sized(k.spare, w*h)
	k.lines = sized(k.lines, (wavelet.SplitLines+1)*w)
	to, other := wavelet.Field{Pix: k.field, Stride: w}, wavelet.Field{Pix: k.spare, Stride: w}
	source := k.lumaLine(k.lines[wavelet.SplitLines*w:])
	for level := range fishLevels {
		bandW, bandH := w>>(level+1), h>>(level+1)
		to.Split(2*bandW, 2*bandH, source, k.lines)
		side := blockSide >> (level + 1)
		weight := float64(int(1) << (fishLevels - 1 - level))
		for i := range k.values {
			e := energiesOf(to, i%cols*side, i/cols*side, bandW, bandH, side)
			bands.add(level, (e.right+e.below)/2, e.diagonal)
			k.values[i] += weight * (0.1*(logEnergy(e.right, noiseSD)+logEnergy(e.below, noiseSD)) + 0.8*logEnergy(e.diagonal, noiseSD))
		}
		low := to.Pix
		source = func(y int) []float32 { return low[y*w : y*w+bandW] }
		to, other = other, to
	}
	bands.finish(n)
	slices.Sort(k.values)
	top := k.values[n-max(1, n/100):]
	var sum float64
	for _, e := range top {
		sum += e * e
	}
	return math.Sqrt(sum / float64(len(top))), bands
}

// Bands is how much detail each of three scales holds, from fine to coarse: the
// mean over the picture's blocks of log10(0.1 + mean square), along the axes and
// on the diagonal.
type Bands struct {
	Straight, Diagonal [fishLevels]float64
}

func (b *Bands) add(level int, straight, diagonal float64) {
	b.Straight[level] += math.Log10(0.1 + straight)
	b.Diagonal[level] += math.Log10(0.1 + diagonal)
}

func (b *Bands) finish(blocks int) {
	for i := range fishLevels {
		b.Straight[i] /= float64(blocks)
		b.Diagonal[i] /= float64(blocks)
	}
}

// lumaLine gives rows of the luma in levels, written into line.
func (k *workspace) lumaLine(line []float32) func(y int) []float32 {
	return func(y int) []float32 {
		row := k.row(y)
		for x := range line {
			line[x] = float32(row[x]) / fine
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

func logEnergy(meanSquare, noiseSD float64) float64 {
	return math.Log10(1 + max(0, meanSquare-noiseSD*noiseSD))
}
