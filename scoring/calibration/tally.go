package calibration

import (
	"math"

	"keeplight.app/keeplight/library"
)

// tallySteps is how many values a Tally tells apart: hundredths, as scores are shown.
const tallySteps = 100*fullScore + 1

// Tally counts the values of many photos by one scorer, so that a value's place among
// them is known at once. Values that read the same are equal: they are told apart to
// two decimals, as scores are shown. It may be read by several goroutines at once.
type Tally struct {
	counts [tallySteps]int
	all    int
}

// Add counts a value, 0..10. What is absent or no such value is passed over.
func (t *Tally) Add(v library.Value) {
	if i, ok := step(v); ok {
		t.counts[i]++
		t.all++
	}
}

// Of gives a value's place among those that were added, of which it should be one; ok
// is false for a value that is absent.
func (t *Tally) Of(v library.Value) (p Place, ok bool) {
	i, ok := step(v)
	if !ok {
		return Place{}, false
	}
	p = Place{Equal: t.counts[i], All: t.all}
	for _, n := range t.counts[:i] {
		p.Below += n
	}
	return p, true
}

// PlaceAmong gives a value's place among a few, of which it should be one, as a Tally
// gives it among many.
func PlaceAmong(few []library.Value, v library.Value) (p Place, ok bool) {
	at, ok := step(v)
	if !ok {
		return Place{}, false
	}
	for _, other := range few {
		i, counts := step(other)
		if !counts {
			continue
		}
		p.All++
		switch {
		case i < at:
			p.Below++
		case i == at:
			p.Equal++
		}
	}
	return p, true
}

func step(v library.Value) (i int, ok bool) {
	if !v.Known || !(v.Mean >= 0 && v.Mean <= fullScore) {
		return 0, false
	}
	return int(math.Round(100 * v.Mean)), true
}

// Place is where a photo stands among others by one value.
type Place struct {
	Below int // photos with a lower value
	Equal int // photos with the same value, itself included
	All   int // photos
}

// Rank counts from the best, which is 1. Equal photos share the best of their ranks.
func (p Place) Rank() int { return p.All - p.Below - p.Equal + 1 }

// Percentile is the share of the photos, 0..100, that the photo is better than, equal
// ones counted half (the mid-rank; Hazen 1914): that of the best of 100 is 99.5. ok is
// false among fewer than 30 photos, where a rank says more.
func (p Place) Percentile() (percent float64, ok bool) {
	if p.All < enough {
		return 0, false
	}
	return 100 * (float64(p.Below) + float64(p.Equal)/2) / float64(p.All), true
}
