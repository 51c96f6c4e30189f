package agreement

import (
	"math/rand/v2"
	"slices"
)

// sample is pairs of numbers that are drawn from again and again. Each draw is
// weights, how often a pair was drawn: both sides are sorted once, and a draw needs
// no sorting at all.
type sample struct {
	x, y   []float64
	xs, ys side
}

// side is one side of the pairs in order.
type side struct {
	order []int // of the pairs, by rising number
	level []int // of each pair: equal numbers share one, from 0
}

func newSample(x, y []float64) *sample {
	return &sample{x: x, y: y, xs: newSide(x), ys: newSide(y)}
}

func newSide(x []float64) side {
	s := side{order: make([]int, len(x)), level: make([]int, len(x))}
	for i := range s.order {
		s.order[i] = i
	}
	slices.SortStableFunc(s.order, func(i, j int) int {
		switch {
		case x[i] < x[j]:
			return -1
		case x[i] > x[j]:
			return 1
		}
		return 0
	})
	for k := 1; k < len(s.order); k++ {
		before, i := s.order[k-1], s.order[k]
		s.level[i] = s.level[before]
		if x[i] > x[before] {
			s.level[i]++
		}
	}
	return s
}

// draw is one drawing with replacement, and room for what is computed of it.
type draw struct {
	weights []float64 // how often each pair was drawn
	rx, ry  []float64 // ranks
	tree    []float64 // of weights by level (Fenwick 1994)
	fitted  []float64 // what a curve makes of x
}

func (s *sample) newDraw() *draw {
	n := len(s.x)
	return &draw{weights: make([]float64, n), rx: make([]float64, n), ry: make([]float64, n), tree: make([]float64, n+1), fitted: make([]float64, n)}
}

// once is the draw in which every pair comes once: the sample itself.
func (s *sample) once() *draw {
	d := s.newDraw()
	for i := range d.weights {
		d.weights[i] = 1
	}
	return d
}

// again draws anew.
func (d *draw) again(r *rand.Rand) {
	clear(d.weights)
	for range d.weights {
		d.weights[r.IntN(len(d.weights))]++
	}
}

// ranks fills in the ranks that the numbers have in a draw.
func (s *side) ranks(weights, into []float64) {
	before := 0.0
	for from := 0; from < len(s.order); {
		to, total := from, 0.0
		for to < len(s.order) && s.level[s.order[to]] == s.level[s.order[from]] {
			total += weights[s.order[to]]
			to++
		}
		for _, i := range s.order[from:to] {
			into[i] = before + (total+1)/2
		}
		before += total
		from = to
	}
}

// spearman is SRCC of a draw; ok is false where one side is constant.
func (s *sample) spearman(d *draw) (float64, bool) {
	s.xs.ranks(d.weights, d.rx)
	s.ys.ranks(d.weights, d.ry)
	return pearson(d.rx, d.ry, d.weights)
}

func (s *sample) pearson(d *draw) (float64, bool) { return pearson(s.x, s.y, d.weights) }
