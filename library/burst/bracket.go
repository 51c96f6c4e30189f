package burst

import (
	"math"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/fingerprint"
)

const (
	leastBracket = 3 // frames; of two, most are a second try
	mostBracket  = 9 // the longest series that cameras offer

	leastStep = 0.29 // stops between two frames: a third, as cameras round it
	mostStep  = 5.1

	// follows is which part of the stops between frames shows in the pictures'
	// light at least. Tone curves and burnt highlights take some; automatic
	// exposure that follows a cloud leaves none.
	follows = 0.3
)

// exposureBracket says how many of the shots at the start of a run are a bracket: a
// series in which each exposure differs from the last by as many stops, each used
// once. It is 0 for none.
func (s *shoot) exposureBracket(run []int) int {
	if len(run) < leastBracket || !s.isStep(run[0], run[1]) {
		return 0
	}
	for n := min(mostBracket, len(run)); n >= leastBracket; n-- {
		if s.isExposureBracket(run[:n]) {
			return n
		}
	}
	return 0
}

// isStep is true for two shots that may follow each other in a bracket: most of all
// pairs are told from those by this alone.
func (s *shoot) isStep(i, j int) bool {
	const near = leastStep / 2
	a, b := &s.shots[i].Photo.Capture, &s.shots[j].Photo.Capture
	if a.ExposureBias == b.ExposureBias && a.ExposureTime == b.ExposureTime && a.FNumber == b.FNumber && a.ISO == b.ISO {
		return false
	}
	return math.Abs(a.ExposureBias-b.ExposureBias) > near || math.Abs(stops(a)-stops(b)) > near
}

func (s *shoot) isExposureBracket(shots []int) bool {
	bias, exposure := make([]float64, len(shots)), make([]float64, len(shots))
	marked, measured := true, true
	for k, i := range shots {
		c := &s.shots[i].Photo.Capture
		bias[k], exposure[k] = c.ExposureBias, stops(c)
		marked = marked && c.Bracketing == library.ExposureBracketing
		measured = measured && c.ExposureTime > 0
		if c.Bracketing == library.FocusBracketing {
			return false
		}
	}
	if areSteps(bias) {
		return true
	}
	if !measured || !areSteps(exposure) {
		return false
	}
	return marked || s.lightFollows(shots, exposure)
}

// stops is how much light the settings let in: one more for twice as much.
func stops(c *library.Capture) float64 {
	if c.ExposureTime <= 0 {
		return 0
	}
	v := math.Log2(c.ExposureTime.Seconds())
	if c.FNumber > 0 {
		v -= 2 * math.Log2(c.FNumber)
	}
	if c.ISO > 0 {
		v += math.Log2(float64(c.ISO) / 100)
	}
	return v
}

// areSteps is true for values that are, in any order, as far from each other as
// cameras' thirds and halves of stops let them be. Cameras round times: 1/60 and
// 1/125 are a stop apart.
func areSteps(values []float64) bool {
	sorted := slices.Sorted(slices.Values(values))
	last := len(sorted) - 1
	step := (sorted[last] - sorted[0]) / float64(last)
	if step < leastStep || step > mostStep {
		return false
	}
	tolerance := max(0.12, 0.15*step)
	for i := range last {
		if math.Abs(sorted[i+1]-sorted[i]-step) > tolerance {
			return false
		}
	}
	return true
}

// lightFollows is true where the pictures get lighter as the exposures do, by the
// slope of a line through both (least squares).
func (s *shoot) lightFollows(shots []int, exposure []float64) bool {
	var sumX, sumY, sumXX, sumXY float64
	for k, i := range shots {
		print := s.shots[i].Print
		if print == nil {
			return false
		}
		x, y := exposure[k], print.Light()
		sumX, sumY, sumXX, sumXY = sumX+x, sumY+y, sumXX+x*x, sumXY+x*y
	}
	n := float64(len(shots))
	return n*sumXY-sumX*sumY >= follows*(n*sumXX-sumX*sumX)
}

const (
	// leastFocus is how many frames a focus bracket has that only its distances tell.
	leastFocus = 4
	// stillLike is how alike the first and the last frame of one are at least: the
	// camera stands still, while one that follows what comes nearer does not.
	stillLike = 0.5
	// evenly is how many times its usual pause a series that the camera takes by
	// itself may pause for.
	evenly = 4
)

// isFocusBracket is true for shots of equal exposure whose focus goes from near to
// far or from far to near, by the camera's word or by their distances.
func (s *shoot) isFocusBracket(shots []int) bool {
	if len(shots) < leastBracket {
		return false
	}
	marked := true
	first, last := &s.shots[shots[0]], &s.shots[shots[len(shots)-1]]
	direction := last.Photo.Capture.FocusDistance - first.Photo.Capture.FocusDistance
	distances := len(shots) >= leastFocus
	for k, i := range shots {
		c := &s.shots[i].Photo.Capture
		marked = marked && c.Bracketing == library.FocusBracketing
		if math.Abs(stops(c)-stops(&first.Photo.Capture)) > leastStep {
			return false
		}
		if k > 0 {
			step := c.FocusDistance - s.shots[shots[k-1]].Photo.Capture.FocusDistance
			distances = distances && c.FocusDistance > 0 && step*direction > 0
		}
	}
	if marked {
		return true
	}
	return distances && s.isEven(shots) && first.Print != nil && last.Print != nil && fingerprint.Likeness(first.Print, last.Print) >= stillLike
}

// isEven is true for a series without pauses that stand out.
func (s *shoot) isEven(shots []int) bool {
	for k := range shots[1:] {
		if gap(&s.shots[shots[k]], &s.shots[shots[k+1]]) > max(restart, longest/evenly) {
			return false
		}
	}
	return true
}
