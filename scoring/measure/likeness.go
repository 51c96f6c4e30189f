package measure

import "math"

// Colours is how the colours of the subject and of the rest compare. Two places are
// alike by 1 / (1 + (d / likeness)^2) of their Lab distance d at normal exposure.
type Colours struct {
	Inside  float64 // how many colours, told apart as by an eye, the subject holds: 1 and more (Leinster & Cobbold 2012)
	Outside float64 // and the rest
	Apart   float64 // how little the subject's colours occur in the rest, 0..1
}

const likeness = 10.0 // Lab

func alike(p, q [3]float64) float64 {
	l, a, b := p[0]-q[0], p[1]-q[1], p[2]-q[2]
	return 1 / (1 + (l*l+a*a+b*b)/(likeness*likeness))
}

// compareColours takes every pair of the places of a grid of sampleSide by
// sampleSide.
func compareColours(coarse [][3]float64, weight []float64) Colours {
	const sampleSide, step = 16, coarseSide / 16
	type place struct {
		lab [3]float64
		in  float64
	}
	var places [sampleSide * sampleSide]place
	var in, out float64
	for i := range places {
		// Every second row is moved by one, so that no stripes are missed.
		x, y := i%sampleSide*step+i/sampleSide%2, i/sampleSide*step
		places[i] = place{coarse[y*coarseSide+x], weight[y*coarseSide+x]}
		in, out = in+places[i].in, out+1-places[i].in
	}
	var inside, across, outside float64
	for i, p := range places {
		var here, rest float64
		for _, q := range places[:i] {
			z := alike(p.lab, q.lab)
			here += q.in * z
			rest += (1 - q.in) * z
		}
		inside += p.in * (2*here + p.in)
		outside += (1 - p.in) * (2*rest + 1 - p.in)
		across += p.in*rest + (1-p.in)*here + p.in*(1-p.in)
	}
	in, out = max(in, 1e-3), max(out, 1e-3)
	inside, across, outside = inside/in/in, across/in/out, outside/out/out
	c := Colours{Inside: 1, Outside: 1}
	if inside > 0 && outside > 0 {
		c = Colours{Inside: 1 / inside, Outside: 1 / outside, Apart: max(0, 1-across/math.Sqrt(inside*outside))}
	}
	return c
}
