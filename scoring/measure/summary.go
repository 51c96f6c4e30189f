package measure

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// summarise says in two or three sentences what is best, what is weakest, and
// that it was measured.
func summarise(s *library.Score) library.Message {
	if !s.Overall.Known {
		return message.New(message.SummaryTooLittle)
	}
	best, weakest := extremes(&s.Values)
	args := []library.Arg{
		message.Of("grade", message.New(grade(s.Overall.Mean))),
		message.Of("best", message.New(praise(best))),
	}
	if weakest != best && s.Values[weakest].Mean < gainBelow {
		return message.New(message.SummaryGain, append(args, message.Of("gain", message.New(advice(weakest))))...)
	}
	return message.New(message.SummaryMeasured, args...)
}

// gainBelow is the value from which nothing needs to be said.
const gainBelow = 6.0

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
