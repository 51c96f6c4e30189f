package burst

import (
	"slices"
	"time"
)

const (
	// restart is the pause that a burst's own pace never makes too long: the time
	// to lift the finger and press again, or that a full buffer takes to write.
	restart = 2 * time.Second
	// stumble is how many times its own pace a burst may pause for. A camera whose
	// buffer is full slows down to a fifth.
	stumble = 6

	// paceGaps is how many pauses on each side tell the pace, and paceLeast from
	// how many on they do.
	paceGaps  = 6
	paceLeast = 2
)

// byPace cuts a series of like shots where it pauses for longer than its own pace
// before or after lets expect: ten frames a second, four seconds of nothing and ten
// frames a second are two bursts, and a frame every four seconds is one.
func (s *shoot) byPace(series []int) (runs [][]int) {
	gaps := make([]time.Duration, max(len(series)-1, 0)) // as they likely were
	for i := range gaps {
		gaps[i] = likelyGap(&s.shots[series[i]], &s.shots[series[i+1]])
	}
	from := 0
	for i := range gaps {
		a, b := &s.shots[series[i]], &s.shots[series[i+1]]
		limit := longest
		coarse := a.coarse && b.coarse
		for _, side := range [...][]time.Duration{gaps[max(from, i-paceGaps):i], gaps[i+1 : min(len(gaps), i+1+paceGaps)]} {
			if pace, ok := paceOf(side, coarse); ok {
				limit = min(limit, max(restart, stumble*pace))
			}
		}
		if gap(a, b) > limit {
			runs = append(runs, series[from:i+1:i+1])
			from = i + 1
		}
	}
	return append(runs, series[from:])
}

// paceOf is the pause that is usual: the middle one, or on a clock of whole seconds,
// which shows most of them as none, the mean.
func paceOf(gaps []time.Duration, coarse bool) (pace time.Duration, ok bool) {
	if len(gaps) < paceLeast {
		return 0, false
	}
	if coarse {
		var sum time.Duration
		for _, g := range gaps {
			sum += g
		}
		return sum / time.Duration(len(gaps)), true
	}
	var sorted [paceGaps]time.Duration // on the stack: there are two for each photo
	n := copy(sorted[:], gaps)
	slices.Sort(sorted[:n])
	return sorted[(n-1)/2], true
}
