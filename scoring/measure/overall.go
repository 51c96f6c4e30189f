package measure

import (
	"math"

	"keeplight/library"
)

// weights says how much each attribute counts in the technical quality.
// Eye-catching is taste and counts nothing.
func weights() [library.NumAttributes]float64 {
	return [library.NumAttributes]float64{
		library.Clarity:           0.55,
		library.Exposure:          0.25,
		library.LevelShot:         0.07,
		library.Saturation:        0.05,
		library.SubjectBackground: 0.02,
		library.SubjectIntegrity:  0.02,
		library.BackgroundClutter: 0.02,
		library.SubjectClutter:    0.01,
		library.Composition:       0.01,
	}
}

// geometricOffset keeps one zero from making the whole zero.
const geometricOffset = 0.5

// overall gives the technical quality: the weighted geometric mean of the known
// values, offset by half a point, over
//
//	prod (v_i + 0.5)^w_i - 0.5
//
// with weights that sum to 1. In a geometric mean a very bad clarity or exposure
// pulls everything down, as no good colour saves a blurred photo. The standard
// deviation is that of independent errors to first order: the derivative by v_i
// is w_i (overall + 0.5) / (v_i + 0.5). It is absent without clarity or exposure.
func overall(values *[library.NumAttributes]library.Value) library.Value {
	if !values[library.Clarity].Known || !values[library.Exposure].Known {
		return library.Value{}
	}
	w := weights()
	var total, sum float64
	for i, v := range values {
		if v.Known {
			total += w[i]
			sum += w[i] * math.Log(v.Mean+geometricOffset)
		}
	}
	mean := math.Exp(sum / total)
	var variance float64
	for i, v := range values {
		if v.Known {
			d := w[i] / total * mean / (v.Mean + geometricOffset) * v.SD
			variance += d * d
		}
	}
	return library.Value{
		Known: true,
		Mean:  min(10, max(0, mean-geometricOffset)),
		SD:    math.Sqrt(variance),
	}
}
