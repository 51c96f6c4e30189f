package queue

import (
	"fmt"
	"math"

	"keeplight.app/keeplight/library"
)

// maxValue is the highest value that a scorer may give.
const maxValue = 10

// checkScore refuses numbers that are none or lie outside 0..10, so that a
// broken scorer is noticed and its numbers neither sort nor get stored.
func checkScore(s *library.Score) error {
	if err := checkValue("the overall value", s.Overall); err != nil {
		return err
	}
	for _, a := range library.Attributes() {
		if err := checkValue(a.Title(), s.Of(a)); err != nil {
			return err
		}
	}
	return nil
}

func checkValue(what string, v library.Value) error {
	isValue := v.Mean >= 0 && v.Mean <= maxValue && v.SD >= 0 && !math.IsInf(v.SD, 1)
	if v.Known && !isValue {
		return fmt.Errorf("the scorer gave %v for %s, which is not between 0 and %d: "+
			"please report it with the photo", v.Mean, what, maxValue)
	}
	return nil
}
