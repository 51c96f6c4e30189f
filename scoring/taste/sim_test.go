package taste

import (
	"math"
	"math/rand/v2"

	"keeplight.app/keeplight/library"
)

// studio draws photos: attributes that hang together a little, the built-in overall score
// as their mean with some noise, and features in which a few directions matter.
type studio struct {
	r      *rand.Rand
	length int
}

func newStudio(seed uint64, length int) *studio {
	return &studio{rand.New(rand.NewPCG(seed, 77)), length}
}

func (s *studio) photo() Photo {
	var p Photo
	shared, sum := s.r.NormFloat64(), 0.0
	for a := range p.Values {
		v := 5 + 1.5*(0.5*shared+math.Sqrt(0.75)*s.r.NormFloat64())
		p.Values[a] = library.Value{Known: true, Mean: max(0, min(10, v)), SD: 0.5}
		sum += p.Values[a].Mean
	}
	p.Overall = library.Value{Known: true, Mean: max(0, min(10, sum/10+0.3*s.r.NormFloat64())), SD: 0.5}
	if s.length > 0 {
		p.Features = make([]float32, s.length)
		for k := range p.Features {
			p.Features[k] = float32(s.r.NormFloat64())
		}
	}
	return p
}

// rule is what a simulated photographer likes: weights of the standardised attributes.
type rule [library.NumAttributes]float64

func (w *rule) of(p *Photo) float64 {
	u := 0.0
	for a, v := range p.Values {
		u += w[a] * (v.Mean - 5) / 1.5
	}
	return u
}

// shoot decides about n photos: keep says whether one is kept.
func (s *studio) shoot(number, n int, keep func(*Photo) bool) []Sample {
	out := make([]Sample, n)
	for i := range out {
		out[i] = Sample{Photo: s.photo(), Shoot: number, Flag: library.Reject}
		if keep(&out[i].Photo) {
			out[i].Flag = library.Pick
		}
	}
	return out
}
