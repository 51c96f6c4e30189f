package calibration

import (
	"math"
	"slices"

	"keeplight.app/keeplight/library"
)

const (
	// enough is how many values a map is learnt from at least: with fewer, its
	// outer quantiles rest on single photos.
	enough = 30
	// leastSpread is how far the middle four fifths of the values must reach:
	// less is the model's noise, which a map would blow up to differences.
	leastSpread = 0.25
	// The reference is a normal distribution around the middle of the scale
	// with a sixth of a library below 3 and a sixth above 7: the ends stay free
	// for what is rare. It is a choice, not a measurement of taste.
	referenceMean, referenceSD = 5.0, 2.0
	// quantiles is how many of them a map runs through.
	quantiles = 19
	// leastGap is how near two points of a map may be: a steeper map would
	// make steps out of rounding.
	leastGap = 0.05
)

// Learn gives the maps that spread the scores of one library, by one scorer (of
// equal provenance), as the reference is spread. An attribute that is known for
// fewer than 30 photos, or has no spread, keeps the identity. Values that are
// not between 0 and 10 are passed over. The order of the scores does not matter.
//
// It is quantile normalisation (Bolstad et al. 2003) to a normal reference:
// f(Q(p)) = 5 + 2 z(p) with Q the sample quantile (definition 7 of Hyndman & Fan
// 1996), z the normal quantile and p = 0.05, 0.10 ... 0.95, straight lines
// between, and to the fixed ends 0 and 10.
func Learn(scores []library.Score) Set {
	s := Set{Overall: learnMap(scores, func(s *library.Score) library.Value { return s.Overall })}
	for _, a := range library.Attributes() {
		s.Attributes[a] = learnMap(scores, func(s *library.Score) library.Value { return s.Of(a) })
	}
	return s
}

func learnMap(scores []library.Score, of func(*library.Score) library.Value) Map {
	var values []float64
	for i := range scores {
		if v := of(&scores[i]); v.Known && v.Mean >= 0 && v.Mean <= fullScore {
			values = append(values, v.Mean)
		}
	}
	if len(values) < enough {
		return Map{}
	}
	slices.Sort(values)
	if quantile(values, 0.9)-quantile(values, 0.1) < leastSpread {
		return Map{}
	}
	points := []point{{0, 0}}
	for _, p := range steps(values) {
		if p.X >= leastGap && fullScore-p.X >= leastGap {
			points = append(points, p)
		}
	}
	if len(points) == 1 {
		return Map{} // all values lie at the ends, which stay where they are
	}
	return Map{append(points, point{fullScore, fullScore})}
}

// steps gives the points of the quantiles. Those that hardly differ become one,
// in the middle of their references: tied photos cannot lie on a vertical step.
func steps(sorted []float64) []point {
	var merged []point
	var count int
	for i := 1; i <= quantiles; i++ {
		p := float64(i) / (quantiles + 1)
		next := point{quantile(sorted, p), referenceMean + referenceSD*normalQuantile(p)}
		if last := len(merged) - 1; count > 0 && next.X-merged[last].X < leastGap {
			n := float64(count)
			merged[last].Y = (merged[last].Y*n + next.Y) / (n + 1)
			count++
			continue
		}
		merged, count = append(merged, next), 1
	}
	return merged
}

// quantile is definition 7 of Hyndman & Fan (1996): straight between the
// ordered values, of which the first is at p = 0 and the last at p = 1.
func quantile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	i := min(int(at), len(sorted)-2)
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

func normalQuantile(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }
