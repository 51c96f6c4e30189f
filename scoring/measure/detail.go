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
	darkest, brightest        int
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
	k.squares = sized(k.squares, w)
	k.energy, k.specks = grid{}, specks{}
	var cellCount grid
	for b := range rows {
		from, to := k.blockRows(b)
		for i := range k.bands {
			k.bands[i] = blockSums{darkest: 255 * fine}
		}
		for y := from; y < to; y++ {
			if y > 0 && y < h-1 {
				k.detailRow(y)
				k.energyRow(y, &cellCount)
			}
			k.reblurRow(y)
		}
		for i := range k.bands {
			k.blocks[b*k.bcols+i] = k.bands[i].block()
		}
	}
	for i := range k.energy {
		k.energy[i] = math.Sqrt(k.energy[i]/max(1, cellCount[i])) / (8 * fine)
	}
}

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

// detailRow reads the 3 x 3 neighbourhoods of one row.
func (k *workspace) detailRow(y int) {
	w := k.w
	up, here, down := k.row(y-1), k.row(y), k.row(y+1)
	gxRow, gyRow := k.gx[y*w:(y+1)*w], k.gy[y*w:(y+1)*w]
	for i := range k.bands {
		from, to := k.blockSpan(i)
		from, to = max(from, 1), min(to, w-1)
		k.detailRun(&k.bands[i], up[from-1:to+1], here[from-1:to+1], down[from-1:to+1],
			gxRow[from:to], gyRow[from:to], k.squares[from:to])
	}
}

// detailRun reads one block's part of a row; the three rows reach one sample
// further on both sides. All masks are sums over columns of three, each of which
// serves three pixels: smooth (1 2 1), slope (-1 0 1) and bend (1 -2 1).
func (k *workspace) detailRun(b *blockSums, up, here, down, gxs, gys []int16, squares []int32) {
	n := len(gxs)
	up, here, down, gys, squares = up[:n+2], here[:n+2], down[:n+2], gys[:n], squares[:n]
	column := func(x int) (middle, smooth, slope, bend int) {
		above, c, below := int(up[x]), int(here[x]), int(down[x])
		return c, above + below + 2*c, below - above, above + below - 2*c
	}
	west, smoothWest, slopeWest, bendWest := column(0)
	ce, smooth, slope, bend := column(1)
	lap, lapSquared, maskSum, gradient := 0, 0, 0, 0
	darkest, brightest := b.darkest, b.brightest
	for x := range gxs {
		east, smoothEast, slopeEast, bendEast := column(x + 2)
		gx, gy := smoothEast-smoothWest, slopeWest+2*slope+slopeEast
		gxs[x], gys[x] = int16(gx), int16(gy)
		square := gx*gx + gy*gy
		squares[x] = int32(square)
		gradient += square
		l := west + bend - 2*ce + east
		lap += l
		lapSquared += l * l
		maskSum += abs(bendWest - 2*bend + bendEast)
		darkest, brightest = min(darkest, ce), max(brightest, ce)
		// Only where all four neighbours are that far away can each be.
		if uint(l+4*speckHeight) > 8*speckHeight && isSpeck(ce, west, east, int(up[x+1]), int(down[x+1])) {
			k.specks.n++
		}
		west, smoothWest, slopeWest, bendWest = ce, smooth, slope, bend
		ce, smooth, slope, bend = east, smoothEast, slopeEast, bendEast
	}
	b.n += n
	b.lap += lap
	b.lapSquared += lapSquared
	b.mask += maskSum
	b.gradient += gradient
	b.darkest, b.brightest = darkest, brightest
}

// isSpeck is true for a pixel that stands out from its four neighbours.
func isSpeck(c, west, east, above, below int) bool {
	return c > max(west, east, above, below)+speckHeight || c < min(west, east, above, below)-speckHeight
}

func abs(v int) int {
	sign := v >> 63
	return (v ^ sign) - sign
}

// energyRow adds a row's squared gradients to the cells of the coarse grid.
func (k *workspace) energyRow(y int, count *grid) {
	base := y * gridSide / k.h * gridSide
	for i := range gridSide {
		from, to := max(1, k.cellFrom[i]), min(k.w-1, k.cellFrom[i+1])
		if from >= to {
			continue
		}
		sum := 0
		for _, square := range k.squares[from:to] {
			sum += int(square)
		}
		k.energy[base+i] += float64(sum)
		count[base+i] += float64(to - from)
	}
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
		clipped:   b.brightest > 250*fine || b.darkest < 5*fine,
	}
}

const (
	reblurReach  = 4                 // half of Crete's averaging strip
	reblurLength = 2*reblurReach + 1 // nine pixels
)

// reblurRow adds up, along the row and down from the one above, how neighbours
// differ and how much of that a nine pixel average would take away (Crete et al.
// 2007). The average's own difference is that of the two samples at the ends of
// its strip.
func (k *workspace) reblurRow(y int) {
	here := k.row(y)
	tall := y > reblurReach && y < k.h-reblurReach
	for i := range k.bands {
		from, to := k.blockSpan(i)
		if l, r := max(from, reblurReach+1), min(to, k.w-reblurReach); l < r {
			k.bands[i].compare(here[l:r], here[l-1:r-1], here[l+reblurReach:r+reblurReach], here[l-reblurReach-1:r-reblurReach-1])
		}
		if tall {
			k.bands[i].compare(here[from:to], k.row(y - 1)[from:to], k.row(y + reblurReach)[from:to], k.row(y - reblurReach - 1)[from:to])
		}
	}
}

// compare adds up differences of neighbours a and b and of the ends of their
// strips.
func (b *blockSums) compare(a, before, far, near []int16) {
	before, far, near = before[:len(a)], far[:len(a)], near[:len(a)]
	variation, lost := 0, 0
	for x, v := range a {
		difference := abs(int(v) - int(before[x]))
		variation += difference
		lost += max(0, reblurLength*difference-abs(int(far[x])-int(near[x])))
	}
	b.variation += variation
	b.lost += lost
}
