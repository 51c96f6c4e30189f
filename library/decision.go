package library

import "fmt"

// Flag says whether the person wants a photo. Only a person sets it.
type Flag int8

// The three flags. The zero value is undecided.
const (
	Reject    Flag = -1
	Undecided Flag = 0
	Pick      Flag = 1
)

// String gives "pick", "reject" or "none", as the command line spells them.
func (f Flag) String() string {
	switch f {
	case Pick:
		return "pick"
	case Reject:
		return "reject"
	}
	return "none"
}

// ParseFlag reads what String writes.
func ParseFlag(s string) (Flag, error) {
	for _, f := range []Flag{Pick, Reject, Undecided} {
		if f.String() == s {
			return f, nil
		}
	}
	return Undecided, fmt.Errorf("unknown flag %q: use pick, reject or none", s)
}

// Rating is the number of stars, 0 (unrated) to 5.
type Rating uint8

// MaxRating is the most stars a photo can have.
const MaxRating Rating = 5

// Label is a colour label.
type Label uint8

// The five colours of Lightroom's default set, and none.
const (
	NoLabel Label = iota
	Red
	Yellow
	Green
	Blue
	Purple
)

// Labels gives the five colours in their usual order, without NoLabel.
func Labels() [5]Label { return [5]Label{Red, Yellow, Green, Blue, Purple} }

// String gives the English lower-case name, or "none".
func (l Label) String() string {
	switch l {
	case Red:
		return "red"
	case Yellow:
		return "yellow"
	case Green:
		return "green"
	case Blue:
		return "blue"
	case Purple:
		return "purple"
	}
	return "none"
}

// ParseLabel reads what String writes.
func ParseLabel(s string) (Label, error) {
	for l := NoLabel; l <= Purple; l++ {
		if l.String() == s {
			return l, nil
		}
	}
	return NoLabel, fmt.Errorf("unknown label %q: use red, yellow, green, blue, purple or none", s)
}

// Decision is all that a person decided about one photo. Flag, stars and label
// are independent: rejecting a photo does not cost it its stars.
type Decision struct {
	Flag   Flag
	Rating Rating
	Label  Label
}
