package measure

import "math"

// structure reads how much colour changes from one place of three hundredths of the
// side to the next, relative to the contrast of the whole picture: about 0.1 for a
// sky that darkens evenly, 1 where every place has another colour. At that scale neither
// noise nor a blur counts, only things. Steps across the region's outline belong to
// neither side.
func (l *Layout) structure(coarse [][3]float64, weight []float64) {
	const quiet = 5.0 // Lab: in a picture of less contrast little is structure
	var in, out, inside, outside float64
	step := func(i, j int) {
		a, b := coarse[i], coarse[j]
		d := math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
		m, rest := min(weight[i], weight[j]), 1-max(weight[i], weight[j])
		in += m * d
		inside += m
		out += rest * d
		outside += rest
	}
	for i := range coarse {
		if i%coarseSide < coarseSide-1 {
			step(i, i+1)
		}
		if i/coarseSide < coarseSide-1 {
			step(i, i+coarseSide)
		}
	}
	l.Inside = in / max(inside, 1e-9) / (l.Contrast + quiet)
	l.Outside = out / max(outside, 1e-9) / (l.Contrast + quiet)
}

// coarsened averages the region's weights over two by two cells.
func (r *Region) coarsened() []float64 {
	coarse := make([]float64, coarseSide*coarseSide)
	for i := range r.weight {
		coarse[i/gridSide/2*coarseSide+i%gridSide/2] += r.at(i) / 4
	}
	return coarse
}
