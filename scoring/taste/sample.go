package taste

import (
	"math"

	"keeplight.app/keeplight/library"
)

// Photo is what is known of a photo that a taste learns from or scores.
type Photo struct {
	Overall  library.Value                        // of the built-in scorer
	Values   [library.NumAttributes]library.Value // of the built-in scorer
	Features []float32                            // of the frozen network, not standardised; nil where unknown
}

// Sample is a photo with what was decided about it. One that is undecided counts only
// where another of its stack was picked.
type Sample struct {
	Photo
	Flag   library.Flag
	Rating library.Rating
	Shoot  int // any number that the photos of one shoot share
	Stack  int // any number that the photos of one stack share within the shoot; 0 for one alone
}

// Grades on the learner's own scale: a pick is 1, a reject is -1.
const (
	starStep  = 0.4 // between stars where there is no flag; three stars are 0
	flagStars = 0.1 // between stars beside a flag, which says more than they do
	clearFrom = 0.3 // from here on a grade counts as keeping or not keeping
)

// Grade is what a decision says by itself, about -1.2..1.2; false where it says nothing.
func (s *Sample) Grade() (float64, bool) {
	stars := 0.0
	if s.Rating > 0 {
		stars = float64(s.Rating) - 3
	}
	switch {
	case s.Flag == library.Pick:
		return 1 + flagStars*stars, true
	case s.Flag == library.Reject:
		return -1 + flagStars*stars, true
	case s.Rating > 0:
		return starStep * stars, true
	}
	return 0, false
}

// Side is what a decision says when only two answers count.
type Side int8

// The sides. The zero value is neither.
const (
	NotKept Side = -1
	Neither Side = 0
	Kept    Side = 1
)

// stackOf names a stack across shoots.
type stackOf struct{ shoot, stack int }

// Sides says of each photo whether it was kept. One that is undecided counts as not kept
// where another of its stack was picked: the person chose that one over it.
func Sides(samples []Sample) []Side {
	picked := map[stackOf]bool{}
	for i := range samples {
		if s := &samples[i]; s.Flag == library.Pick && s.Stack != 0 {
			picked[stackOf{s.Shoot, s.Stack}] = true
		}
	}
	sides := make([]Side, len(samples))
	for i := range samples {
		s := &samples[i]
		grade, ok := s.Grade()
		switch {
		case ok && grade >= clearFrom:
			sides[i] = Kept
		case ok && grade <= -clearFrom, !ok && picked[stackOf{s.Shoot, s.Stack}]:
			sides[i] = NotKept
		}
	}
	return sides
}

// finite is false for NaN and the infinities.
func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
