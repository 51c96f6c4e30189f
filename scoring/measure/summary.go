package measure

import (
	"fmt"
	"strings"

	"keeplight/library"
)

// summarise says in two or three sentences what is best, what is weakest, and
// that it was measured.
func summarise(s *library.Score) string {
	if !s.Overall.Known {
		return "There is too little in this picture to measure its technical quality."
	}
	best, weakest := extremes(&s.Values)
	var b strings.Builder
	fmt.Fprintf(&b, "Technically %s.", grade(s.Overall.Mean))
	if best != weakest {
		fmt.Fprintf(&b, " Strongest is %s", spoken(best))
		if v := s.Values[weakest].Mean; v < 6.5 {
			fmt.Fprintf(&b, "; %s is where it could gain most", spoken(weakest))
		}
		b.WriteString(".")
	}
	b.WriteString(" This is measured from the pixels; whether the picture is a good one is for you to say.")
	return b.String()
}

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
// would act on, the first of equals. Composition is measured as geometry and is
// neither praised nor blamed.
func extremes(values *[library.NumAttributes]library.Value) (best, weakest library.Attribute) {
	first := true
	for _, a := range []library.Attribute{
		library.Clarity, library.Exposure, library.Saturation, library.LevelShot,
		library.SubjectBackground, library.SubjectIntegrity, library.BackgroundClutter,
	} {
		v := values[a]
		if !v.Known {
			continue
		}
		if first {
			best, weakest, first = a, a, false
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

func spoken(a library.Attribute) string {
	switch a {
	case library.Clarity:
		return "its clarity"
	case library.Exposure:
		return "its exposure"
	case library.Saturation:
		return "its colour"
	case library.LevelShot:
		return "how level it is"
	case library.SubjectBackground:
		return "how the subject stands out"
	case library.SubjectIntegrity:
		return "how whole the subject is"
	case library.BackgroundClutter:
		return "how calm the background is"
	}
	return strings.ToLower(a.Title())
}
