package taste

import (
	"cmp"
	"math"
	"slices"
)

// Neighbour is a photo that is like another.
type Neighbour struct {
	Index      int     // among those that were asked about
	Similarity float64 // -1..1: the cosine between both, standardised
}

// Nearest gives the n photos most like one, the most alike first, by the features where
// both have them, and by the plain numbers among those that have none.
func (s *Scorer) Nearest(of *Photo, among []Photo, n int) []Neighbour {
	mine := s.place(of)
	var all []Neighbour
	for i := range among {
		other := s.place(&among[i])
		if len(other) != len(mine) {
			continue
		}
		if c := cosine(mine, other); finite(c) {
			all = append(all, Neighbour{i, c})
		}
	}
	slices.SortStableFunc(all, func(a, b Neighbour) int { return cmp.Compare(b.Similarity, a.Similarity) })
	return all[:min(n, len(all))]
}

// place is where a photo lies: its standardised features, or without them its plain
// numbers.
func (s *Scorer) place(p *Photo) []float64 {
	if s.w.Length > 0 && len(p.Features) == s.w.Length {
		z := make([]float64, s.w.Length)
		for k, v := range p.Features {
			z[k] = s.e.standard.of(plainColumns+k, float64(v))
		}
		return z
	}
	z := make([]float64, plainColumns)
	for at, v := range plainOf(p) {
		z[at] = s.e.standard.of(at, v)
	}
	return z
}

func cosine(a, b []float64) float64 {
	return dot(a, b) / math.Sqrt(dot(a, a)*dot(b, b))
}
