package measure

import "math"

// blockSide is the side in pixels of the blocks whose sharpness is told apart.
const blockSide = 16

// block sums up the detail of one blockSide x blockSide block.
type block struct {
	laplacian float64 // variance of the Laplacian (Pech-Pacheco 2000)
	noise     float64 // sd that Immerkaer's mask (1996) reads, with texture in it
	variation float64 // sum of absolute differences of neighbours
	lost      float64 // how much of that a strong blur takes away (Crete 2007)
	gradient  float64 // mean square of the gradient
	clipped   bool    // at either end, so it tells nothing of noise
}

// sharpness is the share of the block's variation that a blur would destroy:
// about 0.8 for a crisp edge, below 0.4 when the picture was blurred already.
func (b block) sharpness() float64 {
	if b.variation < 1 {
		return 0
	}
	return b.lost / b.variation
}

// blockSums is a block while it is being summed up, in the units of its pixels.
type blockSums struct {
	n                         int
	gradient, lap, lapSquared int
	mask, variation, lost     int
	clipped                   lanes // marked where a pixel is at either end
}

// measureDetail takes gradients, and sums per block, from the luma.
func (k *workspace) measureDetail() {
	w, h := k.w, k.h
	k.gx, k.gy = sized(k.gx, w*h), sized(k.gy, w*h)
	clear(k.gx)
	clear(k.gy)
	k.bcols = max(1, w/blockSide)
	rows := max(1, h/blockSide)
	k.bands = sized(k.bands, k.bcols)
	k.blocks = sized(k.blocks, k.bcols*rows)
	k.squares = sized(k.squares, w-1)
	k.energy, k.specks = grid{}, specks{}
	var cellCount grid
	for b := range rows {
		top, bottom := k.blockRows(b)
		clear(k.bands)
		for y := max(top, 1); y < min(bottom, h-1); y++ {
			sobelRow(k.row(y-1), k.row(y), k.row(y+1), k.gx[y*w:(y+1)*w], k.gy[y*w:(y+1)*w], k.squares)
			k.energyRow(y, &cellCount)
		}
		for i := range k.bands {
			left, right := k.blockSpan(i)
			sums := &k.bands[i]
			k.bend(sums, area{max(left, 1), max(top, 1), min(right, w-1), min(bottom, h-1)})
			k.reblur(sums, area{left, top, right, bottom})
			k.blocks[b*k.bcols+i] = sums.block()
		}
	}
	for i := range k.energy {
		k.energy[i] = math.Sqrt(k.energy[i]/max(1, cellCount[i])) / (8 * fine)
	}
}

// area is a run of columns and one of rows; the last ones are not part of it.
type area struct{ left, top, right, bottom int }

// blockSpan gives the columns of block i.
func (k *workspace) blockSpan(i int) (from, to int) {
	if i == k.bcols-1 {
		return i * blockSide, k.w
	}
	return i * blockSide, (i + 1) * blockSide
}

// blockRows gives the rows of the blocks of row i.
func (k *workspace) blockRows(i int) (from, to int) {
	if (i+2)*blockSide > k.h {
		return i * blockSide, k.h
	}
	return i * blockSide, (i + 1) * blockSide
}

func (b *blockSums) block() block {
	n := float64(max(1, b.n))
	const level = float64(fine)
	mean := float64(b.lap) / n
	return block{
		laplacian: max(0, float64(b.lapSquared)/n-mean*mean) / (level * level),
		// Immerkaer 1996: sigma = sqrt(pi/2) / 6 * mean |mask * picture|.
		noise:     math.Sqrt(math.Pi/2) / 6 * float64(b.mask) / n / level,
		variation: float64(b.variation) / level,
		lost:      float64(b.lost) / level / reblurLength,
		gradient:  float64(b.gradient) / n / (64 * level * level),
		clipped:   b.clipped != 0,
	}
}
