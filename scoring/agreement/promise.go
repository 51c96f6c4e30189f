package agreement

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Promise compares what "±" says with what people say, over the pairs of photos
// whose scores are so many joint standard deviations apart.
type Promise struct {
	Band // of distance / sqrt(sd1² + sd2²)

	// Promised is the share of the pairs that would be in the right order if errors
	// were normal with the stated deviations and people made none: the mean of
	// Phi(distance). People do err, so that even an honest "±" keeps somewhat less.
	Promised float64
}

// ClearFrom is how many joint standard deviations apart two scores count as clearly
// different, and "±" says which of them is higher.
const ClearFrom = 1

// Apart gives by how many joint standard deviations two scores differ, 0 or more. It
// is +Inf for different scores without a deviation.
func Apart(score1, deviation1, score2, deviation2 float64) float64 {
	difference := math.Abs(score1 - score2)
	if difference == 0 {
		return 0
	}
	return difference / math.Hypot(deviation1, deviation2)
}

func promiseEdges() []float64 { return []float64{0, 0.5, ClearFrom, 2, 3, math.Inf(1)} }

// Promises are what "±" is worth.
type Promises struct {
	Photos int     // of which all pairs were looked at, as in Pairs
	Clear  Promise // every pair that is at least one joint standard deviation apart
	Bands  []Promise
}

// errDeviation says that a standard deviation is none.
var errDeviation = errors.New("a standard deviation must be a number of 0 or more")

// KeepPromises looks at all pairs of photos of which scores, their standard
// deviations and ratings are given. Pairs that people rate equal are left out, as
// are pairs whose two deviations are 0. It fails when the lengths differ, a number
// is not finite or a deviation is negative.
func KeepPromises(scores, deviations, ratings []float64, seed uint64) (Promises, error) {
	if err := errors.Join(checkDeviations(deviations, len(scores)), ignoreFew(scores, ratings)); err != nil {
		return Promises{}, err
	}
	chosen := someOf(len(scores), seed)
	out := Promises{Photos: len(chosen)}
	clear, bands := newTally([]float64{ClearFrom, math.Inf(1)}, len(chosen)), newTally(promiseEdges(), len(chosen))
	var promisedClear float64
	promised := make([]float64, len(promiseEdges())-1)
	for a, i := range chosen {
		for b, j := range chosen[:a] {
			joint := math.Hypot(deviations[i], deviations[j])
			dr, ds := ratings[i]-ratings[j], scores[i]-scores[j]
			if dr == 0 || joint == 0 {
				continue
			}
			distance := Apart(scores[i], deviations[i], scores[j], deviations[j])
			o, says := orderOf(dr, ds), distuv.UnitNormal.CDF(distance)
			clear.add(a, b, o, distance)
			bands.add(a, b, o, distance)
			promised[bands.bandOf(distance)] += says
			if distance >= ClearFrom {
				promisedClear += says
			}
		}
	}
	out.Clear = promiseOf(clear.bands()[0], promisedClear)
	for k, b := range bands.bands() {
		out.Bands = append(out.Bands, promiseOf(b, promised[k]))
	}
	return out, nil
}

func promiseOf(b Band, promised float64) Promise {
	return Promise{Band: b, Promised: promised / float64(max(1, b.N()))}
}

func checkDeviations(deviations []float64, n int) error {
	if len(deviations) != n {
		return fmt.Errorf("%d scores have %d standard deviations: the counts must be equal", n, len(deviations))
	}
	for _, d := range deviations {
		if !(d >= 0) || math.IsInf(d, 0) {
			return errDeviation
		}
	}
	return nil
}

func ignoreFew(scores, ratings []float64) error {
	if err := check(scores, ratings); err != nil {
		return unlessTooFew(scores, ratings, err)
	}
	return nil
}
