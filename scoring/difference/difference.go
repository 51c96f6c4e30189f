package difference

import (
	"cmp"
	"math"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/agreement"
)

// Of is by how much the second of two values is above the first.
type Of struct {
	By    float64 // in points, negative where the second is lower
	SD    float64 // standard deviation of By, that of independent errors; 0 where neither value has one
	Clear bool    // By is at least agreement.ClearFrom of SD
	Known bool    // both values are
}

// Between compares two values. A value that is no number is unknown.
func Between(first, second library.Value) Of {
	if !isKnown(first) || !isKnown(second) {
		return Of{}
	}
	apart := agreement.Apart(first.Mean, first.SD, second.Mean, second.SD)
	return Of{
		By: second.Mean - first.Mean, SD: math.Hypot(first.SD, second.SD),
		Clear: apart >= agreement.ClearFrom, Known: true,
	}
}

func isKnown(v library.Value) bool {
	return v.Known && !math.IsNaN(v.Mean) && !math.IsInf(v.Mean, 0) && v.SD >= 0 && !math.IsInf(v.SD, 0)
}

// Why is the reason for which two scores are not compared.
type Why uint8

// The reasons, and that there is none.
const (
	Comparable     Why = iota
	NoFirst            // the first photo has no score
	NoSecond           // the second photo has no score
	OtherScorers       // different scorers or models gave them
	OtherVersions      // different versions of one scorer gave them
	OtherQuestions     // one model gave them to different prompts or settings
)

// Scores is how the second of two scores differs from the first.
type Scores struct {
	Why        Why // they are not compared, and all else is empty
	Overall    Of
	Attributes [library.NumAttributes]Of
}

// Compare compares two scores; nil is none. Only scores that were made in exactly the
// same way are compared (library.Provenance).
func Compare(first, second *library.Score) Scores {
	if why := whyNot(first, second); why != Comparable {
		return Scores{Why: why}
	}
	s := Scores{Overall: Between(first.Overall, second.Overall)}
	for i := range s.Attributes {
		s.Attributes[i] = Between(first.Values[i], second.Values[i])
	}
	return s
}

func whyNot(first, second *library.Score) Why {
	switch {
	case first == nil:
		return NoFirst
	case second == nil:
		return NoSecond
	case first.By.Key() == second.By.Key():
		return Comparable
	case first.By.Name != second.By.Name || first.By.Model != second.By.Model:
		return OtherScorers
	case first.By.Version != second.By.Version:
		return OtherVersions
	}
	return OtherQuestions
}

// Clear gives the attributes on which the second is clearly above or below the first,
// the largest difference first; equally large ones in the order of the radar.
func (s *Scores) Clear() []library.Attribute {
	var clear []library.Attribute
	for _, a := range library.Attributes() {
		if s.Attributes[a].Clear {
			clear = append(clear, a)
		}
	}
	slices.SortStableFunc(clear, func(a, b library.Attribute) int {
		return cmp.Compare(math.Abs(s.Attributes[b].By), math.Abs(s.Attributes[a].By))
	})
	return clear
}

// Absent gives the attributes that are unknown in either score, in the order of the
// radar; none where the scores are not compared.
func (s *Scores) Absent() []library.Attribute {
	if s.Why != Comparable {
		return nil
	}
	var absent []library.Attribute
	for _, a := range library.Attributes() {
		if !s.Attributes[a].Known {
			absent = append(absent, a)
		}
	}
	return absent
}
