package measure

import "math"

// gridSide is the number of cells along each side of the coarse grid on which
// whole-picture geometry is measured. It is a power of two for the Fourier
// transform; Hou & Zhang use the same 64.
const gridSide = 64

// grid is a coarse map of the whole picture, whatever its shape: gridSide rows
// of gridSide cells.
type grid [gridSide * gridSide]float64

func (g *grid) mean() float64 {
	var s float64
	for _, v := range g {
		s += v
	}
	return s / float64(len(g))
}

// normalised gives the grid scaled to 0..1; a constant grid gives zeros.
func (g *grid) normalised() grid {
	lo, hi := g[0], g[0]
	for _, v := range g {
		lo, hi = min(lo, v), max(hi, v)
	}
	var n grid
	if hi-lo < 1e-9 {
		return n
	}
	for i, v := range g {
		n[i] = (v - lo) / (hi - lo)
	}
	return n
}

// smoothed gives the grid blurred by a Gaussian of the given width in cells, at
// most 5; the border repeats.
func (g *grid) smoothed(sigma float64) grid {
	const most = 15
	radius := min(int(math.Ceil(3*sigma)), most)
	var kernel [most + 1]float64 // from the middle outwards
	total := -1.0
	for i := range radius + 1 {
		kernel[i] = math.Exp(-float64(i*i) / (2 * sigma * sigma))
		total += 2 * kernel[i]
	}
	for i := range kernel {
		kernel[i] /= total
	}
	half := g.blurredAcross(kernel[:radius+1])
	return half.blurredAcross(kernel[:radius+1])
}

// blurredAcross blurs each row and gives the result with rows and columns
// exchanged, so that two calls blur both ways.
func (g *grid) blurredAcross(kernel []float64) grid {
	const most = 15
	var dst grid
	var line [gridSide + 2*most]float64
	for y := range gridSide {
		row := g[y*gridSide : (y+1)*gridSide]
		copy(line[most:], row)
		for i := range most {
			line[i], line[most+gridSide+i] = row[0], row[gridSide-1]
		}
		for x := range gridSide {
			s := kernel[0] * line[most+x]
			for i := 1; i < len(kernel); i++ {
				s += kernel[i] * (line[most+x-i] + line[most+x+i])
			}
			dst[x*gridSide+y] = s
		}
	}
	return dst
}

// cellStarts gives at which of n samples each column of the grid begins, and n
// last. A column of a line shorter than the grid may have none.
func cellStarts(n int) (starts [gridSide + 1]int) {
	for i := range starts {
		starts[i] = (i*n + gridSide - 1) / gridSide
	}
	return starts
}

// quieten takes out of the cells' gradients what noise put in: noise is no
// structure, and must not make a background look busy. The calmest blocks, from
// which it was read, hold a little less than the average.
func (k *workspace) quieten(noiseSD float64) {
	const above = 1.2
	part := above * gradientGain * noiseSD * noiseSD
	for i, e := range k.energy {
		k.energy[i] = math.Sqrt(max(0, e*e-part))
	}
}
