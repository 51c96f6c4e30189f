package measure

import (
	"fmt"
	"strings"

	"keeplight.app/keeplight/library"
)

// summarise says in two or three sentences what is best, what is weakest, and
// that it was measured.
func summarise(s *library.Score) string {
	if !s.Overall.Known {
		return "There is too little in this picture to measure its technical quality."
	}
	best, weakest := extremes(&s.Values)
	var b strings.Builder
	fmt.Fprintf(&b, "Technically %s; %s what is best here.", grade(s.Overall.Mean), praise(best))
	if weakest != best && s.Values[weakest].Mean < gainBelow {
		fmt.Fprintf(&b, " It could gain most from %s.", advice(weakest))
	}
	b.WriteString(" This is measured from the pixels; whether the picture is a good one is for you to say.")
	return b.String()
}

// gainBelow is the value from which nothing needs to be said.
const gainBelow = 6.0

func grade(v float64) string {
	switch {
	case v >= 8.5:
		return "very good"
	case v >= 7:
		return "good"
	case v >= 5:
		return "fair"
	case v >= 3:
		return "weak"
	}
	return "poor"
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
		return "the exposure is"
	case library.Saturation:
		return "the colours are"
	case library.LevelShot:
		return "the level camera is"
	}
	return "the sharpness is"
}

func advice(a library.Attribute) string {
	switch a {
	case library.Exposure:
		return "a better exposure"
	case library.Saturation:
		return "a second look at its colour"
	case library.LevelShot:
		return "being straightened"
	}
	return "more clarity"
}
