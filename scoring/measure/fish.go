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
	k.field, k.spare = sized(k.field, w*h), sized(k.spare, w*h)
	for r := range h {
		to := k.field[r*w : (r+1)*w]
		for x, v := range k.row(r)[:w] {
			to[x] = float32(v) / fine
		}
	}
	n := cols * rows
	k.values = sized(k.values, n)
	clear(k.values)
	field := wavelet.Field{Pix: k.field, Stride: w}
	bandW, bandH := w, h
	for level := range fishLevels {
		field.Forward(bandW, bandH, k.spare)
		bandW, bandH = bandW/2, bandH/2
		side := blockSide >> (level + 1)
		weight := float64(int(1) << (fishLevels - 1 - level))
		for i := range k.values {
			x, y := i%cols*side, i/cols*side
			lh := k.bandEnergy(w, x+bandW, y, side)
			hl := k.bandEnergy(w, x, y+bandH, side)
			hh := k.bandEnergy(w, x+bandW, y+bandH, side)
			bands.add(level, (lh+hl)/2, hh)
			k.values[i] += weight * (0.1*(logEnergy(lh, noiseSD)+logEnergy(hl, noiseSD)) + 0.8*logEnergy(hh, noiseSD))
		}
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

// bandEnergy is the mean square of one block in one band.
func (k *workspace) bandEnergy(stride, x, y, side int) float64 {
	var sum float32
	for r := y; r < y+side; r++ {
		for _, v := range k.field[r*stride+x : r*stride+x+side] {
			sum += v * v
		}
	}
	return float64(sum) / float64(side*side)
}

func logEnergy(meanSquare, noiseSD float64) float64 {
	return math.Log10(1 + max(0, meanSquare-noiseSD*noiseSD))
}
