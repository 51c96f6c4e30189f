package query

import (
	"math"

	"keeplight.app/keeplight/library"
)

// MaxScore is the highest value that a score can have.
const MaxScore = 10

// Range is a closed interval of scores, 0..10. The zero value is Any.
type Range struct {
	Min float64 `json:"min"`
	Max float64 `json:"max"`
}

// Any is the range that every photo matches, the unscored ones too.
func Any() Range { return Range{0, MaxScore} }

// IsAny is true for Any and for the zero value.
func (r Range) IsAny() bool { return r == Range{} || (r.Min <= 0 && r.Max >= MaxScore) }

// Contains is true for every value when the range is Any. Otherwise an unknown
// value is never inside.
func (r Range) Contains(v library.Value) bool {
	if r.IsAny() {
		return true
	}
	return known(v) && v.Mean >= r.Min && v.Mean <= r.Max
}

// known is true for a value that can be compared with others.
func known(v library.Value) bool { return v.Known && !math.IsNaN(v.Mean) }
