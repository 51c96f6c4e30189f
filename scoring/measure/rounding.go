package measure

import "math"

const (
	finestStep    = 2    // levels: finer rounding drowns in the rounding of pixels
	coarsestStep  = 150  // levels
	leastProbes   = 3    // frequencies that must agree
	leastNonZero  = 6    // coefficients that must lie on a step before it counts
	onStep        = 0.85 // share of coefficients that must lie near a multiple
	nonZeroOnStep = 0.85 // and of those that are not zero
	nearStep      = 0.15 // of a step; by chance 0.3 of the coefficients would
	pixelNoise    = 0.6  // levels by which rounded pixels move a coefficient
)

// magnitudes are those of one frequency's coefficients, in the order of their whole
// levels. What is smaller than the tolerance of a step is near its multiple 0 and
// need not be looked at, which for large steps is nearly all.
type magnitudes struct {
	values []float32
	from   [coarsestStep + 1]int // where those of each whole level begin
}

// sort takes in the magnitudes of another frequency.
func (m *magnitudes) sort(unsorted []float32) {
	m.values = sized(m.values, len(unsorted))
	level := func(v float32) int { return min(int(v), coarsestStep) }
	var next [coarsestStep + 2]int
	for _, v := range unsorted {
		next[level(v)+1]++
	}
	for i := range m.from {
		next[i+1] += next[i]
		m.from[i] = next[i]
	}
	for _, v := range unsorted {
		l := level(v)
		m.values[next[l]] = v
		next[l]++
	}
}

// roundingStep finds the largest step of which nearly all magnitudes are
// multiples. ok is false when there is none.
func (m *magnitudes) roundingStep() (step float64, ok bool) {
	var largest float32
	for _, v := range m.values {
		largest = max(largest, v)
	}
	for step := min(coarsestStep, int(2*largest)); step >= finestStep; step-- {
		if m.onMultiples(float32(step)) {
			return float64(step), true
		}
	}
	return 0, false
}

// onMultiples is true when nearly all magnitudes lie near multiples of step, and
// so do those that are not all but zero, which fit any large step.
func (m *magnitudes) onMultiples(step float32) bool {
	tolerance := max(nearStep*step, min(pixelNoise, 0.3*step))
	allowed := int((1 - onStep) * float64(len(m.values)))
	// Most steps fall at what lies between the multiples 0 and 1.
	if within := m.from[int(step-tolerance)] - m.from[int(tolerance)+1]; within > allowed {
		return false
	}
	stray, nonZero, strayNonZero := 0, 0, 0
	for _, v := range m.values[m.from[int(tolerance)]:] {
		k := float32(int(v/step + 0.5))
		off := abs32(v - k*step)
		if k > 0 {
			nonZero++
		}
		if off <= tolerance {
			continue
		}
		if stray++; stray > allowed {
			return false
		}
		if v >= step/2 {
			strayNonZero++
		}
	}
	return nonZero-strayNonZero >= leastNonZero && float64(strayNonZero) <= (1-nonZeroOnStep)*float64(nonZero)
}

func abs32(v float32) float32 { return math.Float32frombits(math.Float32bits(v) &^ (1 << 31)) }
