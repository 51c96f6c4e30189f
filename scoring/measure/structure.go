package measure

import "math"

// structure reads how much colour changes from one place of three hundredths of the
// side to the next, relative to the contrast of the whole picture: about 0.1 for a
// sky that darkens evenly, 1 where every place has another colour. At that scale neither
// noise nor a blur counts, only things. Steps across the region's outline belong to
// neither side.
func (l *Layout) structure(p *places, weight *[coarseArea]float64) {
	const quiet = 5.0 // Lab: in a picture of less contrast little is structure
	var in, out, inside, outside float64
	step := func(i, j int) {
		d := math.Sqrt(unlike(&p[i], &p[j]) - 1)
		m, rest := min(weight[i], weight[j]), 1-max(weight[i], weight[j])
		in += m * d
		inside += m
		out += rest * d
		outside += rest
	}
	for i := range p {
		if i%coarseSide < coarseSide-1 {
			step(i, i+1)
		}
		if i/coarseSide < coarseSide-1 {
			step(i, i+coarseSide)
		}
	}
	l.Inside = likeness * in / max(inside, 1e-9) / (l.Contrast + quiet)
	l.Outside = likeness * out / max(outside, 1e-9) / (l.Contrast + quiet)
}
