package measure

import "math"

// Layout is the geometry of the whole picture and of its subject. What is said of
// the inside and of the rest are means over the region's soft weights.
type Layout struct {
	Thirds     float64 // distance of the region's focal point from the nearest crossing of thirds, in sides
	Centre     float64 // distance of the region's focal point from the middle, in sides
	EdgeBox    float64 // area of the box that holds 96 % of the edges along each axis, 0..1 (Ke 2006)
	Symmetry   float64 // correlation of the left half with the mirrored right half, -1..1
	SharpRatio float64 // doublings of fine detail from the rest to the region
	Inside     float64 // structure inside the region, see structure
	Outside    float64 // and outside it
	Colours    Colours // of the region and of the rest
	Contrast   float64 // root mean square Lab distance from the picture's mean, at normal exposure
}

// measureLayout fills in all but Contrast.
func (k *workspace) measureLayout(l *Layout, lab *[3]grid, p *places, detail *grid, r *Region) {
	l.EdgeBox, l.Symmetry = edgeBox(&k.energy), symmetry(&lab[0])
	if !r.Known() {
		return
	}
	l.Thirds = math.Hypot(offThird(r.FocalX), offThird(r.FocalY))
	l.Centre = math.Hypot(r.FocalX-0.5, r.FocalY-0.5)
	in, out := r.means(detail)
	l.SharpRatio = in - out
	weight := r.weights()
	l.structure(p, weight)
	l.Colours = p.compareColours(weight)
}

// means gives the mean of a map inside the region and outside it.
func (r *Region) means(g *grid) (in, out float64) {
	var all, inside float64
	for i, v := range g {
		m := r.at(i)
		all += v
		in += m * v
		inside += m
	}
	return in / inside, (all - in) / (float64(len(g)) - inside)
}

func offThird(v float64) float64 { return min(math.Abs(v-1.0/3), math.Abs(v-2.0/3)) }

// edgeBox trims 2 % of the edges off each side (Ke 2006).
func edgeBox(energy *grid) float64 {
	var cols, rows [gridSide]float64
	var total float64
	for i, e := range energy {
		cols[i%gridSide] += e
		rows[i/gridSide] += e
		total += e
	}
	if total < 1e-9 {
		return 1
	}
	return trimmed(&cols, total) * trimmed(&rows, total)
}

func trimmed(sums *[gridSide]float64, total float64) float64 {
	const trim = 0.02
	lo, hi := 0, gridSide-1
	for s := sums[lo]; s < trim*total && lo < hi; s += sums[lo] {
		lo++
	}
	for s := sums[hi]; s < trim*total && hi > lo; s += sums[hi] {
		hi--
	}
	return float64(hi-lo+1) / gridSide
}

// symmetry correlates the picture's lightness with its mirror image.
func symmetry(l *grid) float64 {
	m := l.mean()
	var own, crossed float64
	for i, v := range l {
		mirror := i - i%gridSide + gridSide - 1 - i%gridSide
		own += (v - m) * (v - m)
		crossed += (v - m) * (l[mirror] - m)
	}
	if own < 1e-6 {
		return 1
	}
	return crossed / own
}
