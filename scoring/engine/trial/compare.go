package main

import (
	"fmt"
	"math"
	"reflect"

	"keeplight.app/keeplight/scoring/engine/meter"
	"keeplight.app/keeplight/scoring/mllm"
)

// sight is what was read of the photo in one way.
type sight struct {
	how      string // device and read mode
	size     int    // most tokens of the picture
	readings []mllm.Reading
}

// compare prints what was read and how far it lies from what was read in other
// ways with as many tokens for the picture.
func (t *trial) compare(s sight) {
	mass := 1.0
	for _, r := range s.readings {
		mass = min(mass, 1-r.Off)
	}
	own := digits(s.readings)
	fmt.Fprintf(t.out, "  mean digits %.3f; least probability of digits %.3f\n", own, mass)
	for _, other := range t.seen {
		theirs := digits(other.readings)
		if other.size != s.size || len(theirs) != len(own) {
			continue
		}
		if reflect.DeepEqual(other.readings, s.readings) {
			fmt.Fprintf(t.out, "  from %s: the same to the last bit\n", other.how)
			continue
		}
		// The overall is asked for after the others were told, so that a rounding
		// there can move it.
		last := len(own) - 1
		fmt.Fprintf(t.out, "  from %s: mean digits of the attributes at most %.5f apart, of the overall %.5f\n", other.how,
			apart(own[:last], theirs[:last]), apart(own[last:], theirs[last:]))
	}
	t.seen = append(t.seen, s)
}

// repeats prints how often the very same was read.
func (t *trial) repeats(photos []meter.Photo) {
	same := 0
	for _, p := range photos {
		if reflect.DeepEqual(p.Readings, photos[0].Readings) {
			same++
		}
	}
	fmt.Fprintf(t.out, "  %d of %d times the same to the last bit\n", same, len(photos))
}

// digits gives the mean digit of each reading.
func digits(readings []mllm.Reading) []float64 {
	var all []float64
	for _, r := range readings {
		sum, mass := 0.0, 0.0
		for i, p := range r.P {
			sum += p * float64(i+1)
			mass += p
		}
		all = append(all, sum/mass)
	}
	return all
}

// apart gives the largest difference.
func apart(a, b []float64) float64 {
	most := 0.0
	for i := range a {
		most = max(most, math.Abs(a[i]-b[i]))
	}
	return most
}
