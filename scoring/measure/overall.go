package measure

import (
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/measure/head"
)

// headWeight is how much the technical head counts in the technical quality, and
// weights how much each attribute does; together they sum to 1. The head was
// fitted on people's opinions of blur, noise, specks and compression; it was
// taught to overlook brightness, so exposure is added, and a missed focus that
// only the full picture shows comes with clarity. Eye-catching is taste and
// counts nothing.
const headWeight = 0.65

func weights() [library.NumAttributes]float64 {
	return [library.NumAttributes]float64{
		library.Clarity:           0.1225,
		library.Exposure:          0.14,
		library.LevelShot:         0.02625,
		library.Saturation:        0.035,
		library.SubjectBackground: 0.00875,
		library.SubjectIntegrity:  0.00875,
		library.BackgroundClutter: 0.00875,
	}
}

// opinionPoints turns an opinion of TID2013's scale, where observers gave 6.1 at
// most to a nearly perfect picture, into points. From 5.5 upwards it is level: of
// undamaged photos that it was not fitted on the head says 5.7 with a deviation of
// 0.6, by what they show alone, and there the attributes decide.
func opinionPoints() curve {
	return curve{{0, 0}, {1, 1}, {2, 2.8}, {3, 4.8}, {4, 7}, {4.5, 8}, {5, 8.8}, {5.5, 9.1}}
}

// opinionSlope is how many points a step of one opinion is, for the doubt.
const opinionSlope = 1.6

// geometricOffset keeps one zero from making the whole zero.
const geometricOffset = 0.5

// overall gives the technical quality: the weighted geometric mean of the head's
// opinion and the known values, offset by half a point, over
//
//	prod (v_i + 0.5)^w_i - 0.5
//
// with weights that sum to 1. In a geometric mean a very bad exposure pulls
// everything down, as no good colour saves a blown photo. The standard deviation
// is that of independent errors to first order: the derivative by v_i is
// w_i (overall + 0.5) / (v_i + 0.5). It is absent without clarity or exposure.
func overall(values *[library.NumAttributes]library.Value, opinion head.Opinion) library.Value {
	if !values[library.Clarity].Known || !values[library.Exposure].Known {
		return library.Value{}
	}
	technical := library.Value{Known: true, Mean: opinionPoints().at(opinion.Score), SD: opinionSlope * opinion.SD}
	w := weights()
	total := headWeight
	sum := headWeight * math.Log(technical.Mean+geometricOffset)
	for i, v := range values {
		if v.Known {
			total += w[i]
			sum += w[i] * math.Log(v.Mean+geometricOffset)
		}
	}
	mean := math.Exp(sum / total)
	part := func(v library.Value, w float64) float64 {
		d := w / total * mean / (v.Mean + geometricOffset) * v.SD
		return d * d
	}
	variance := part(technical, headWeight)
	for i, v := range values {
		if v.Known {
			variance += part(v, w[i])
		}
	}
	return library.Value{
		Known: true,
		Mean:  min(10, max(0, mean-geometricOffset)),
		SD:    min(5, math.Sqrt(variance)),
	}
}
