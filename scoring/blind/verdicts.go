package blind

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/agreement"
)

// Share is how many of some things are so, with a 95 % interval (Wilson 1927).
type Share = agreement.Share

// Figure is a statistic with its 95 % interval.
type Figure = agreement.Figure

// Verdict is what the person said of one showing, in the order of the session.
type Verdict struct {
	Frame
	Flag library.Flag // a pick is a keeper; all else is not
}

// Verdicts are the first verdict on each photo, which counts, with what the second one
// shows of the person.
type Verdicts struct {
	First                     []Verdict // each photo once, in the order in which they were shown
	Picks, Rejects, Undecided int

	Again Same // of the photos that were shown twice
}

// Same is how a person agrees with themselves: no scorer can be asked for more.
type Same struct {
	Verdicts Share // that were the same the second time
	// Pairs of photos that were ordered alike both times, 0..1, ties counting half: the
	// same figure as a scorer's. Unknown where all were given the same verdict.
	Pairs Figure
}

// Gather takes apart what was said of photos for the first time and again.
func Gather(all []Verdict) Verdicts {
	var v Verdicts
	at := map[library.ID]int{}
	seen := map[library.ID]bool{}
	var first, second []float64
	for _, one := range all {
		i, known := at[one.Photo]
		if !known {
			at[one.Photo] = len(v.First)
			v.First = append(v.First, one)
			v.count(one.Flag)
			continue
		}
		if seen[one.Photo] {
			continue // a third time says nothing that the second does not
		}
		seen[one.Photo] = true
		v.Again.Verdicts.Add(v.First[i].Flag == one.Flag)
		first, second = append(first, float64(v.First[i].Flag)), append(second, float64(one.Flag))
	}
	v.Again.Pairs = pairs(second, first)
	return v
}

func (v *Verdicts) count(f library.Flag) {
	switch f {
	case library.Pick:
		v.Picks++
	case library.Reject:
		v.Rejects++
	default:
		v.Undecided++
	}
}

// pairs is the share of pairs with different verdicts that numbers put in the same order,
// unknown where there is none. The seed only matters beyond 10,000 photos.
func pairs(numbers, verdicts []float64) Figure {
	p, err := agreement.CountPairs(numbers, verdicts, 1)
	if err != nil {
		return Figure{}
	}
	return p.All.Share
}
