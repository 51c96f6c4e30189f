package measure

import (
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring/measure/head"
)

// softness says how sharply the worst part leads the overall, per point: of parts that
// lie one point apart the lower counts e times as much.
const softness = 1.0

// contribution says how one attribute enters the overall.
type contribution struct {
	attribute library.Attribute
	weight    float64 // of all contributions, which sum to 1
	severity  float64 // 0..1: how much of what is lost in it is lost for the photo
	median    float64 // of ordinary photos, where the attribute may be absent; else 0
	spread    float64 // and their standard deviation, points
}

// contributions gives what the overall is made of besides the head. What blur or noise took
// is lost; light and colour can be mended in part; a tilt costs a crop. What speaks
// of a subject is geometry and no quality, and eye-catching is taste: they are left
// out. Medians and spreads lie between those that make measure prints for ordinary
// photos and for FLIVE with good ones: 8.5 and 7.3 of saturation, 9.0 and 7.8 of level
// shot.
func contributions() []contribution {
	return []contribution{
		{attribute: library.Clarity, weight: 0.5, severity: 1},
		{attribute: library.Exposure, weight: 0.25, severity: 0.9},
		{attribute: library.Saturation, weight: 0.18, severity: 1, median: 7.9, spread: 2.2},
		{attribute: library.LevelShot, weight: 0.07, severity: 0.4, median: 8.8, spread: 2.2},
	}
}

// vetoWeight is the weight of the technical head's opinion beside the contributions.
const vetoWeight = 0.5

// opinionPoints turns an opinion of TID2013's scale, where observers gave 6.1 at
// most to a nearly perfect picture, into points. Undamaged photos that it did not see
// get opinions of about 5 to 6; from the end of that upwards the head says nothing.
func opinionPoints() curve {
	return curve{{0, 0}, {1, 0.4}, {2, 1.5}, {3, 3}, {4, 5}, {4.5, 6.2}, {5, 7.5}, {5.5, 8.8}, {6, ordinaryOpinion}}
}

// ordinaryOpinion is the points at and above which the head says nothing.
const ordinaryOpinion = 9.7

// opinionSlope is how many points a step of one opinion is, for the doubt.
const opinionSlope = 2.4

// overall gives the technical quality: a smooth minimum of the attributes in contributions
// and of the head's veto,
//
//	-1/k ln( sum w_i exp(-k e_i) + w_h (exp(-k h) - exp(-k h0)) ),  e_i = 10 - s_i (10 - v_i)
//
// with weights w that sum to 1, severities s, softness k, the head's opinion h and h0
// what undamaged photos get (a log-sum-exp; Boyd & Vandenberghe 2004, 3.1.5). The
// worst part leads, no good colour saves a blown photo, and the head can lower the
// overall and never raise it. The standard deviation is that of independent errors to
// first order: the derivative by v_i is s_i w_i exp(-k (e_i - overall)). It is absent
// without clarity or exposure. The parts come back beside, for the words.
func overall(values *[library.NumAttributes]library.Value, opinion head.Opinion) (whole library.Value, parts []effect) {
	if !values[library.Clarity].Known || !values[library.Exposure].Known {
		return library.Value{}, nil
	}
	for _, s := range contributions() {
		parts = append(parts, s.effect(values[s.attribute]))
	}
	parts = append(parts, effect{
		cause: message.HeldByDamage, weight: vetoWeight, free: ordinaryOpinion,
		points: opinionPoints().at(opinion.Score), sd: opinionSlope * opinion.SD,
	})
	return smoothMinimum(parts), parts
}

// asShown gives the values with the saturation of the picture as it is: the attribute
// speaks of the colours in normal light, but colour that the dark hides is not seen.
func asShown(f *Features, values [library.NumAttributes]library.Value) [library.NumAttributes]library.Value {
	if v := &values[library.Saturation]; v.Known {
		v.Mean = min(v.Mean, colourfulnessPoints().at(f.Colour.Seen))
	}
	return values
}

// effect is what one part does to the overall.
type effect struct {
	weight float64
	points float64 // 0..10
	sd     float64 // points
	free   float64 // points from which it does nothing; 0 where all counts
	cause  string  // code of why it can be low without a low attribute; "" where it cannot
}

// effect gives what a value does, or its absence. An absent value counts as the
// median of ordinary photos with their spread: the mean of exp(-k e) over a normal
// distribution is that at the median less k/2 times the variance. A known one lowers
// the overall no further than its absence does, so that to lose a value never helps.
func (s contribution) effect(v library.Value) effect {
	points := func(mean float64) float64 { return 10 - s.severity*(10-mean) }
	if s.spread == 0 {
		return effect{weight: s.weight, points: points(v.Mean), sd: s.severity * v.SD}
	}
	sd := s.severity * s.spread
	least := points(s.median) - softness/2*sd*sd
	if !v.Known {
		return effect{weight: s.weight, points: least, sd: sd, cause: message.HeldByAbsence}
	}
	return effect{weight: s.weight, points: max(least, points(v.Mean)), sd: s.severity * v.SD}
}

// loss is what the part adds to the sum whose logarithm the overall is.
func (e effect) loss() float64 {
	loss := math.Exp(-softness * e.points)
	if e.free > 0 {
		loss = max(0, loss-math.Exp(-softness*e.free))
	}
	return e.weight * loss
}

// smoothMinimum joins the parts.
func smoothMinimum(parts []effect) library.Value {
	sum := 0.0
	for _, e := range parts {
		sum += e.loss()
	}
	mean, variance := -math.Log(sum)/softness, 0.0
	for _, e := range parts {
		if e.free > 0 && e.points >= e.free {
			continue
		}
		d := e.weight * math.Exp(-softness*e.points) / sum * e.sd
		variance += d * d
	}
	return library.Value{
		Known: true,
		Mean:  min(10, max(0, mean)),
		SD:    min(5, widened*math.Sqrt(variance)),
	}
}

// widened is by how much the standard deviation is larger than that of independent
// errors, because what disturbs one part disturbs others: with it, of the pairs that
// differ by one joint deviation or more, as many are in the right order on TID2013 as
// it says.
const widened = 1.4
