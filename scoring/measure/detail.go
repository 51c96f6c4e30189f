package measure

import (
	"math"
	"sort"
)

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

// detail is what one pass over the luma of a picture tells.
type detail struct {
	gx, gy plane // Sobel gradient, levels of luma per pixel
	energy grid  // mean gradient magnitude in each cell
	cols   int   // blocks in a row
	blocks []block
}

// measureDetail takes gradients, and sums per block, from the luma plane.
func measureDetail(y plane) detail {
	d := detail{gx: newPlane(y.w, y.h), gy: newPlane(y.w, y.h)}
	d.cols = max(1, y.w/blockSide)
	rows := max(1, y.h/blockSide)
	sums := make([]blockSums, d.cols*rows)
	blockX := make([]int, y.w)
	for x := range blockX {
		blockX[x] = min(x/blockSide, d.cols-1)
	}
	cellX := cells(y.w)
	var cellCount grid
	for r := 1; r < y.h-1; r++ {
		up, here, down := y.row(r-1), y.row(r), y.row(r+1)
		gxRow, gyRow := d.gx.row(r), d.gy.row(r)
		line := sums[min(r/blockSide, rows-1)*d.cols:]
		cellRow := r * gridSide / y.h * gridSide
		for x := 1; x < y.w-1; x++ {
			nw, n, ne := up[x-1], up[x], up[x+1]
			w, c, e := here[x-1], here[x], here[x+1]
			sw, s, se := down[x-1], down[x], down[x+1]
			gx := (ne + 2*e + se - nw - 2*w - sw) / 8
			gy := (sw + 2*s + se - nw - 2*n - ne) / 8
			gxRow[x], gyRow[x] = gx, gy
			squared := gx*gx + gy*gy
			d.energy[cellRow+cellX[x]] += float64(squared)
			cellCount[cellRow+cellX[x]]++
			b := &line[blockX[x]]
			b.add(c, n+w+e+s-4*c, 4*c-2*(n+w+e+s)+nw+ne+sw+se, squared)
		}
	}
	for i := range d.energy {
		d.energy[i] = math.Sqrt(d.energy[i] / max(1, cellCount[i]))
	}
	reblur(y, sums, blockX, rows, d.cols)
	d.blocks = make([]block, len(sums))
	for i := range sums {
		d.blocks[i] = sums[i].block()
	}
	return d
}

// blockSums is a block while it is being summed up.
type blockSums struct {
	n                         int
	gradient, lap, lapSquared float32
	mask, variation, lost     float32
	darkest, brightest, spare float32
}

func (b *blockSums) add(luma, laplacian, mask, gradientSquared float32) {
	if b.n == 0 {
		b.darkest, b.brightest = luma, luma
	}
	b.n++
	b.lap += laplacian
	b.lapSquared += laplacian * laplacian
	if mask < 0 {
		mask = -mask
	}
	b.mask += mask
	b.gradient += gradientSquared
	b.darkest, b.brightest = min(b.darkest, luma), max(b.brightest, luma)
}

func (b *blockSums) block() block {
	n := float64(max(1, b.n))
	mean := float64(b.lap) / n
	return block{
		laplacian: max(0, float64(b.lapSquared)/n-mean*mean),
		// Immerkaer 1996: sigma = sqrt(pi/2) / 6 * mean |mask * picture|.
		noise:     math.Sqrt(math.Pi/2) / 6 * float64(b.mask) / n,
		variation: float64(b.variation),
		lost:      float64(b.lost),
		gradient:  float64(b.gradient) / n,
		clipped:   b.brightest > 250 || b.darkest < 5,
	}
}

// reblurReach is half the length of Crete's averaging strip of nine pixels.
const reblurReach = 4

// reblur adds up, along rows and columns, how neighbours differ and how much of
// that a nine pixel average would take away (Crete et al. 2007). The average's
// own difference is that of the two samples at the ends of its strip.
func reblur(y plane, sums []blockSums, blockX []int, rows, cols int) {
	for r := range y.h {
		line := sums[min(r/blockSide, rows-1)*cols:]
		here := y.row(r)
		for x := reblurReach + 1; x < y.w-reblurReach; x++ {
			line[blockX[x]].compare(here[x]-here[x-1], here[x+reblurReach]-here[x-reblurReach-1])
		}
		if r <= reblurReach || r >= y.h-reblurReach {
			continue
		}
		above, far, near := y.row(r-1), y.row(r+reblurReach), y.row(r-reblurReach-1)
		for x, v := range here {
			line[blockX[x]].compare(v-above[x], far[x]-near[x])
		}
	}
}

func (b *blockSums) compare(difference, ends float32) {
	if difference < 0 {
		difference = -difference
	}
	if ends < 0 {
		ends = -ends
	}
	b.variation += difference
	if lost := difference - ends/(2*reblurReach+1); lost > 0 {
		b.lost += lost
	}
}

// withoutNoise takes out of a reblur share what noise put in. Differences of
// neighbours add up in squares, those of white noise average 2 sd / sqrt(pi),
// and a blur destroys noiseReblur of them.
func withoutNoise(share, contrast, noiseSD float64) float64 {
	const noiseReblur, leastSignal = 0.87, 0.2
	if contrast <= 0 {
		return share
	}
	noise := 2 * noiseSD / math.Sqrt(math.Pi) / contrast
	part := min(1, noise*noise)
	return min(share, max(0, share-noiseReblur*part)/max(leastSignal, 1-part))
}

// laplacianGain is the sum of the squares of the Laplacian's mask, by which it
// multiplies the variance of white noise.
const laplacianGain = 20

// Sharpness is how crisp the picture is where it is crispest, and how far that
// reaches.
type Sharpness struct {
	Reblur    float64 // share of variation that a blur destroys, in the most contrasty tenth of blocks, 0..1
	Laplacian float64 // log10(1 + variance of the Laplacian) that a tenth of the blocks exceed
	Wavelet   float64 // FISH energy of the sharpest hundredth, see fish.go
	Reach     float64 // share of the picture's blocks about as crisp as the best, 0..1
	Median    float64 // log10(1 + variance of the Laplacian) of the middle block
	Contrast  float64 // mean difference of neighbours in the blocks Reblur was read from, levels
}

// measureSharpness looks at the best blocks only: a blurred background is no
// fault. noiseSD is the noise in levels, which is taken off.
func (d *detail) measureSharpness(noiseSD float64) Sharpness {
	byVariation := append([]block(nil), d.blocks...)
	sort.SliceStable(byVariation, func(i, j int) bool { return byVariation[i].variation > byVariation[j].variation })
	top := byVariation[:max(1, len(byVariation)/10)]
	var variation, lost float64
	for _, b := range top {
		variation += b.variation
		lost += b.lost
	}
	s := Sharpness{Contrast: variation / float64(len(top)*2*blockSide*blockSide)}
	if variation > 0 {
		s.Reblur = withoutNoise(lost/variation, s.Contrast, noiseSD)
	}
	laplacians := make([]float64, len(d.blocks))
	for i, b := range d.blocks {
		laplacians[i] = b.laplacian
	}
	sort.Float64s(laplacians)
	ninth := laplacians[len(laplacians)*9/10]
	s.Laplacian = math.Log10(1 + ninth)
	s.Median = math.Log10(1 + max(0, laplacians[len(laplacians)/2]-laplacianGain*noiseSD*noiseSD))
	crisp := 0
	for _, b := range d.blocks {
		if b.laplacian > ninth/8 && b.sharpness() > 0.75*s.Reblur {
			crisp++
		}
	}
	s.Reach = float64(crisp) / float64(len(d.blocks))
	return s
}

// measureNoise gives the standard deviation of the noise in levels of luma: what
// Immerkaer's mask reads in the calmest twentieth of blocks that are not
// clipped, less where even those hold texture. known is false when there are too
// few blocks to tell.
func (d *detail) measureNoise() (sd float64, known bool) {
	var calm []block
	for _, b := range d.blocks {
		if !b.clipped {
			calm = append(calm, b)
		}
	}
	if len(calm) < 8 {
		return 0, false
	}
	sort.SliceStable(calm, func(i, j int) bool { return calm[i].noise < calm[j].noise })
	calm = calm[:len(calm)/20+1]
	var grain float64
	for _, b := range calm {
		grain += b.grain()
	}
	return calm[len(calm)-1].noise * grain / float64(len(calm)), true
}

const (
	// gradientGain is the mean square of the Sobel gradient of white noise of
	// variance 1: twice the sum of squares of a mask, 12/64.
	gradientGain = 0.375
	// textureFrom is how many times the gradient of white noise a block may
	// have before what the mask reads in it counts as texture.
	textureFrom = 3.5
)

// grain is the share, 0..1, of a block's noise reading that is noise: texture
// joins neighbours and so has a stronger gradient than grain of the same reading.
func (b block) grain() float64 {
	if b.gradient <= 0 {
		return 1
	}
	return min(1, textureFrom*gradientGain*b.noise*b.noise/b.gradient)
}
