package difference

import (
	"math"

	"keeplight.app/keeplight/library"
)

// Mean gives the mean of those of the scores that were made exactly as like was, and
// how many they are. Its deviations are those between the photos, n - 1 in the
// denominator: how much a photo usually differs from the mean. An attribute that
// fewer than two of the photos have is unknown. Where fewer than two scores are alike
// it is nil.
func Mean(like *library.Score, scores []*library.Score) (mean *library.Score, n int) {
	if like == nil {
		return nil, 0
	}
	key := like.By.Key()
	var overall sum
	var values [library.NumAttributes]sum
	for _, s := range scores {
		if s == nil || s.By.Key() != key {
			continue
		}
		n++
		overall.add(s.Overall)
		for i := range values {
			values[i].add(s.Values[i])
		}
	}
	if n < 2 {
		return nil, n
	}
	mean = &library.Score{By: like.By, Overall: overall.value()}
	for i := range values {
		mean.Values[i] = values[i].value()
	}
	return mean, n
}

// sum gathers values for their mean and deviation (Welford 1962).
type sum struct {
	n           float64
	mean, moved float64
}

func (s *sum) add(v library.Value) {
	if !isKnown(v) {
		return
	}
	s.n++
	step := v.Mean - s.mean
	s.mean += step / s.n
	s.moved += step * (v.Mean - s.mean)
}

func (s *sum) value() library.Value {
	if s.n < 2 {
		return library.Value{}
	}
	return library.Value{Known: true, Mean: s.mean, SD: math.Sqrt(s.moved / (s.n - 1))}
}
