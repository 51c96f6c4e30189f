package measure

import (
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

const (
	// praisedFrom is the value from which an attribute is named as what is best, and
	// gainBelow that from which nothing needs to be gained.
	praisedFrom, gainBelow = 6.0, 6.0
	// heldBy is by how many points an overall must lie below the lowest attribute
	// before that needs a word: less cannot be seen in the numbers.
	heldBy = 0.05
)

// summarise says in two or three sentences what is best, what is weakest, why the
// overall is below all that is shown where it is, and that it was measured.
func summarise(s *library.Score, parts []effect) library.Message {
	if !s.Overall.Known {
		return message.New(message.SummaryTooLittle)
	}
	args := []library.Arg{message.Of("grade", message.New(grade(s.Overall.Mean)))}
	if s.Overall.Mean < lowest(&s.Values)-heldBy {
		return message.New(message.SummaryHeld, append(args, message.Of("cause", message.New(heldDownBy(parts))))...)
	}
	best, weakest := extremes(&s.Values)
	praised := s.Values[best].Mean >= praisedFrom
	if praised {
		args = append(args, message.Of("best", message.New(praise(best))))
	}
	if weakest != best && s.Values[weakest].Mean < gainBelow || !praised {
		args = append(args, message.Of("gain", message.New(advice(weakest))))
	}
	switch {
	case !praised:
		return message.New(message.SummaryWorst, args...)
	case len(args) == 3:
		return message.New(message.SummaryGain, args...)
	}
	return message.New(message.SummaryMeasured, args...)
}

// lowest gives the lowest of the values that are shown.
func lowest(values *[library.NumAttributes]library.Value) float64 {
	low := math.Inf(1)
	for _, v := range values {
		if v.Known {
			low = min(low, v.Mean)
		}
	}
	return low
}

// heldDownBy gives the code of what lowers the overall most, of the parts that are
// not shown as an attribute.
func heldDownBy(parts []effect) string {
	cause, most := "", 0.0
	for _, p := range parts {
		if by := p.loss(); p.cause != "" && by > most {
			cause, most = p.cause, by
		}
	}
	return cause
}

func grade(v float64) string {
	switch {
	case v >= 8.5:
		return message.GradeVeryGood
	case v >= 7:
		return message.GradeGood
	case v >= 5:
		return message.GradeFair
	case v >= 3:
		return message.GradeWeak
	}
	return message.GradePoor
}

// extremes gives the best and the weakest of the attributes that a photographer
// would act on, the first of equals. What speaks of a subject is geometry and is
// neither praised nor blamed.
func extremes(values *[library.NumAttributes]library.Value) (best, weakest library.Attribute) {
	best, weakest = library.Clarity, library.Clarity
	for _, a := range []library.Attribute{library.Exposure, library.Saturation, library.LevelShot} {
		v := values[a]
		if !v.Known {
			continue
		}
		if v.Mean > values[best].Mean {
			best = a
		}
		if v.Mean < values[weakest].Mean {
			weakest = a
		}
	}
	return best, weakest
}

func praise(a library.Attribute) string {
	switch a {
	case library.Exposure:
		return message.BestExposure
	case library.Saturation:
		return message.BestColour
	case library.LevelShot:
		return message.BestLevel
	}
	return message.BestSharpness
}

func advice(a library.Attribute) string {
	switch a {
	case library.Exposure:
		return message.GainExposure
	case library.Saturation:
		return message.GainColour
	case library.LevelShot:
		return message.GainLevel
	}
	return message.GainSharpness
}
