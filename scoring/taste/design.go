package taste

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/floats"

	"keeplight.app/keeplight/library"
)

// The parts of what is known of a photo, each scaled to a variance of about 1 in all, so
// that one penalty suits them: factors were chosen on held-out ratings of flive_voc,
// where the built-in overall score tells most while labels are few.
const (
	overallScale   = 1.0
	attributeScale = 0.5
	featureScale   = 1.0
	interceptScale = 2.0

	waves    = 128 // of the part that bends
	waveSeed = 0x6b6c7461737465
)

// plainColumns is how many numbers of a photo do not come from the network: the overall
// score, then the ten attributes.
const plainColumns = 1 + library.NumAttributes

// standard brings each number to a mean of 0 and a spread of 1 over the photos that it is
// known of.
type standard struct{ mean, sd []float64 }

// plainOf gives a photo's numbers that do not come from the network, NaN for unknown ones.
func plainOf(p *Photo) (v [plainColumns]float64) {
	put := func(at int, of library.Value) {
		v[at] = math.NaN()
		if of.Known && finite(of.Mean) {
			v[at] = of.Mean
		}
	}
	put(0, p.Overall)
	for i, a := range p.Values {
		put(1+i, a)
	}
	return v
}

// standardOf learns it. length is that of the features.
func standardOf(samples []Sample, length int) standard {
	n := plainColumns + length
	s := standard{make([]float64, n), make([]float64, n)}
	count, squares := make([]float64, n), make([]float64, n)
	each := func(f func(at int, v float64)) {
		for i := range samples {
			for at, v := range plainOf(&samples[i].Photo) {
				if finite(v) {
					f(at, v)
				}
			}
			if len(samples[i].Features) != length {
				continue
			}
			for k, v := range samples[i].Features {
				if finite(float64(v)) {
					f(plainColumns+k, float64(v))
				}
			}
		}
	}
	each(func(at int, v float64) { count[at]++; s.mean[at] += v })
	for at := range s.mean {
		s.mean[at] /= max(1, count[at])
	}
	each(func(at int, v float64) { d := v - s.mean[at]; squares[at] += d * d })
	for at := range s.sd {
		s.sd[at] = math.Sqrt(squares[at] / max(1, count[at]))
		if s.sd[at] < 1e-6 {
			s.sd[at] = 0 // it is the same for all, and tells nothing
		}
	}
	return s
}

// furthest bounds a number in spreads, so that one photo unlike all others cannot decide.
const furthest = 4

// of gives a standardised number, 0 for an unknown one.
func (s *standard) of(at int, v float64) float64 {
	if !finite(v) || s.sd[at] == 0 {
		return 0
	}
	return max(-furthest, min(furthest, (v-s.mean[at])/s.sd[at]))
}

// bank are the directions of the part that bends: random Fourier features of a Gaussian
// kernel (Rahimi and Recht 2007) whose width is the root of the number of features. They
// are the same on every machine, so that weights can be taken along.
type bank struct {
	length    int
	direction []float64 // waves rows of length
	phase     []float64
}

func newBank(length int) *bank {
	r := rand.New(rand.NewPCG(waveSeed, uint64(length)))
	b := &bank{length, make([]float64, waves*length), make([]float64, waves)}
	for i := range b.direction {
		b.direction[i] = r.NormFloat64() / math.Sqrt(float64(max(1, length)))
	}
	for i := range b.phase {
		b.phase[i] = 2 * math.Pi * r.Float64()
	}
	return b
}

// layout says where the parts of a row lie.
type layout struct{ length int }

func (l layout) features() int { return 1 + plainColumns }
func (l layout) waves() int    { return l.features() + l.length }
func (l layout) columns() int {
	if l.length == 0 {
		return l.features()
	}
	return l.waves() + waves
}

// mix weighs the parts: 0 leaves one out.
type mix struct{ Features, Waves float64 }

// encoder turns photos into rows of numbers.
type encoder struct {
	layout
	standard standard
	bank     *bank
}

// row fills in a photo's numbers with the factors of the parts, but not those of the mix.
func (e *encoder) row(p *Photo, into []float64) {
	clear(into)
	into[0] = interceptScale
	for at, v := range plainOf(p) {
		scale := overallScale
		if at > 0 {
			scale = attributeScale / math.Sqrt(library.NumAttributes)
		}
		into[1+at] = scale * e.standard.of(at, v)
	}
	if e.length == 0 || len(p.Features) != e.length {
		return
	}
	z := into[e.features():e.waves()]
	for k, v := range p.Features {
		z[k] = e.standard.of(plainColumns+k, float64(v))
	}
	wave := into[e.waves():]
	for k := range wave {
		wave[k] = math.Sqrt(2.0/waves) * math.Cos(floats.Dot(z, e.bank.direction[k*e.length:(k+1)*e.length])+e.bank.phase[k])
	}
	floats.Scale(featureScale/math.Sqrt(float64(e.length)), z)
}

// weigh applies a mix to a row.
func (e *encoder) weigh(row []float64, m mix) {
	if e.length == 0 {
		return
	}
	floats.Scale(m.Features, row[e.features():e.waves()])
	floats.Scale(m.Waves, row[e.waves():])
}
