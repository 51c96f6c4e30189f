package query

import "fmt"

// Misfires says whether misfires are shown: frames that hold no picture, being
// black, white or nearly blank.
type Misfires string

// What a filter asks of misfires.
const (
	WithMisfires    Misfires = ""        // shown like all others
	OnlyMisfires    Misfires = "only"    // nothing else is shown
	WithoutMisfires Misfires = "without" // not shown
)

// ParseMisfires reads a choice that a person typed, "only" or "without".
func ParseMisfires(s string) (Misfires, error) {
	switch m := Misfires(s); m {
	case OnlyMisfires, WithoutMisfires:
		return m, nil
	}
	return WithMisfires, fmt.Errorf("cannot show misfires %q: use only or without", s)
}

// known gives WithMisfires for a choice that this version does not know.
func (m Misfires) known() Misfires {
	m, _ = ParseMisfires(string(m))
	return m
}

// lets is true where a photo may be shown.
func (m Misfires) lets(misfire bool) bool {
	switch m {
	case OnlyMisfires:
		return misfire
	case WithoutMisfires:
		return !misfire
	}
	return true
}
