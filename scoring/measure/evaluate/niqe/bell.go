package niqe

import (
	"math"
	"sort"
)

// bell is an asymmetric generalised Gaussian (Lasmar 2009): its exponent and the
// scales of both sides.
type bell struct{ shape, left, right float64 }

// bells fits them by moments.
type bells struct{ shapes, ratios []float64 }

// newBells tabulates the ratio (E|v|)^2 / E v^2 of each exponent, which grows with
// it.
func newBells() *bells {
	var b bells
	for shape := 0.2; shape <= 10; shape += 0.001 {
		b.shapes = append(b.shapes, shape)
		b.ratios = append(b.ratios, math.Gamma(2/shape)*math.Gamma(2/shape)/(math.Gamma(1/shape)*math.Gamma(3/shape)))
	}
	return &b
}

// moments sums up samples.
type moments struct {
	n, negative, positive        int
	magnitude, leftSum, rightSum float64
}

func (m *moments) add(v float64) {
	m.n++
	m.magnitude += math.Abs(v)
	switch {
	case v < 0:
		m.negative++
		m.leftSum += v * v
	case v > 0:
		m.positive++
		m.rightSum += v * v
	}
}

// fit gives the bell of the samples; known is false where they lie on one side or
// are all nothing.
func (b *bells) fit(m *moments) (fitted bell, known bool) {
	if m.negative == 0 || m.positive == 0 {
		return bell{}, false
	}
	left, right := math.Sqrt(m.leftSum/float64(m.negative)), math.Sqrt(m.rightSum/float64(m.positive))
	skew, mean := left/right, m.magnitude/float64(m.n)
	ratio := mean * mean / ((m.leftSum + m.rightSum) / float64(m.n))
	ratio *= (skew*skew*skew + 1) * (skew + 1) / ((skew*skew + 1) * (skew*skew + 1))
	i := sort.SearchFloat64s(b.ratios, ratio)
	if i == len(b.ratios) || i > 0 && ratio-b.ratios[i-1] < b.ratios[i]-ratio {
		i--
	}
	shape := b.shapes[i]
	scale := math.Sqrt(math.Gamma(1/shape) / math.Gamma(3/shape))
	return bell{shape, left * scale, right * scale}, true
}

// mean is the mean of the bell.
func (b bell) mean() float64 {
	return (b.right - b.left) * math.Gamma(2/b.shape) / math.Gamma(1/b.shape)
}
