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

func (g *grid) max() float64 {
	m := g[0]
	for _, v := range g {
		m = max(m, v)
	}
	return m
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

// smoothed gives the grid blurred by a Gaussian of the given width in cells;
// the border repeats.
func (g *grid) smoothed(sigma float64) grid {
	radius := int(math.Ceil(3 * sigma))
	kernel := make([]float64, 2*radius+1)
	var total float64
	for i := range kernel {
		d := float64(i - radius)
		kernel[i] = math.Exp(-d * d / (2 * sigma * sigma))
		total += kernel[i]
	}
	for i := range kernel {
		kernel[i] /= total
	}
	along := func(src *grid, stepX, stepY int) grid {
		var dst grid
		for y := range gridSide {
			for x := range gridSide {
				var s float64
				for i, k := range kernel {
					cx := min(max(x+(i-radius)*stepX, 0), gridSide-1)
					cy := min(max(y+(i-radius)*stepY, 0), gridSide-1)
					s += k * src[cy*gridSide+cx]
				}
				dst[y*gridSide+x] = s
			}
		}
		return dst
	}
	rows := along(g, 1, 0)
	return along(&rows, 0, 1)
}
