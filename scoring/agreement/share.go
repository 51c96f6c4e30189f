package agreement

import (
	"fmt"
	"math"
	"slices"
)

// confident is the normal deviate of a 95 % interval.
const confident = 1.959964

// Share is how many of some things are so.
type Share struct{ Hits, Of int }

// Add counts one more.
func (s *Share) Add(hit bool) {
	s.Of++
	if hit {
		s.Hits++
	}
}

// Value is 0..1; NaN of nothing.
func (s Share) Value() float64 { return float64(s.Hits) / float64(s.Of) }

// Interval is the 95 % interval of the share by Wilson (1927), which also holds near
// none and all. Of nothing it is 0..1.
func (s Share) Interval() (low, high float64) {
	if s.Of == 0 {
		return 0, 1
	}
	const z2 = confident * confident
	n, p := float64(s.Of), s.Value()
	middle := (p + z2/(2*n)) / (1 + z2/n)
	reach := confident / (1 + z2/n) * math.Sqrt(p*(1-p)/n+z2/(4*n*n))
	return max(0, middle-reach), min(1, middle+reach)
}

// String is such as "12 of 40, 30.0 % (18.1–45.4)".
func (s Share) String() string {
	if s.Of == 0 {
		return "0 of 0"
	}
	low, high := s.Interval()
	return fmt.Sprintf("%d of %d, %.1f %% (%.1f–%.1f)", s.Hits, s.Of, 100*s.Value(), 100*low, 100*high)
}

// AUC is the share of pairs of one below and one above in which the one below has the
// lower value, ties counted half, with its 95 % interval by Hanley and McNeil (1982).
// It is NaN where either is empty.
func AUC(below, above []float64) (area, low, high float64) {
	sorted := slices.Sorted(slices.Values(above))
	sum := 0.0
	for _, v := range below {
		first, _ := slices.BinarySearch(sorted, v)
		last, _ := slices.BinarySearchFunc(sorted, v, func(e, v float64) int {
			if e <= v {
				return -1
			}
			return 1
		})
		sum += float64(len(sorted)-last) + float64(last-first)/2
	}
	n, m := float64(len(below)), float64(len(above))
	a := sum / (n * m)
	q1, q2 := a/(2-a), 2*a*a/(1+a)
	spread := math.Sqrt(max(0, a*(1-a)+(n-1)*(q1-a*a)+(m-1)*(q2-a*a)) / (n * m))
	return a, max(0, a-confident*spread), min(1, a+confident*spread)
}
