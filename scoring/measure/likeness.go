package measure

import "math"

// Colours is how the colours of the subject and of the rest compare. Two places are
// alike by 1 / (1 + (d / likeness)^2) of their Lab distance d at normal exposure.
type Colours struct {
	Inside  float64 // how many colours, told apart as by an eye, the subject holds: 1 and more (Leinster & Cobbold 2012)
	Outside float64 // and the rest
	Apart   float64 // how little the subject's colours occur in the rest, 0..1
}

// compareColours takes every pair of a quarter of the places. weight says how much
// each belongs to the subject, 0..1.
func (p *places) compareColours(weight *[coarseArea]float64) Colours {
	const side = coarseSide / 2
	var colours [side * side][3]float64
	var inside [side * side]float64
	var in float64
	for i := range colours {
		// Every second row is moved by one, so that no stripes are missed.
		at := i/side*2*coarseSide + i%side*2 + i/side%2
		colours[i], inside[i] = p[at], weight[at]
		in += weight[at]
	}
	out := float64(len(colours)) - in
	// Sums over all pairs: of the likeness of two inside, and of two anywhere with
	// one inside.
	var both, one, all float64
	for i := range colours {
		c, m := &colours[i], inside[i]
		var here, around float64
		for j := range i {
			z := 1 / unlike(c, &colours[j])
			around += z
			here += inside[j] * z
		}
		both += m * (2*here + m)
		one += here + m*(around+1)
		all += 2*around + 1
	}
	across, rest := one-both, all-2*one+both
	if in < 1e-3 || out < 1e-3 || both <= 0 || rest <= 0 {
		return Colours{Inside: 1, Outside: 1}
	}
	both, across, rest = both/(in*in), across/(in*out), rest/(out*out)
	return Colours{Inside: 1 / both, Outside: 1 / rest, Apart: max(0, 1-across/math.Sqrt(both*rest))}
}
