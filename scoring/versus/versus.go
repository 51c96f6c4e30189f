package versus

import (
	"cmp"
	"context"
	"math"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/agreement"
	"keeplight.app/keeplight/scoring/taste"
)

// Figure is a statistic with its 95 % interval.
type Figure = agreement.Figure

// Usual is the bootstrap that intervals are made with.
func Usual() agreement.Bootstrap {
	return agreement.Bootstrap{Rounds: agreement.UsualRounds, Seed: 1}
}

// Photo is what both scorers say of a photo, and what was decided about it.
type Photo struct {
	ID       library.ID
	Scores   [2]library.Value // overall of the first and the second
	Decision library.Decision

	// Unseen is what a scorer that learnt from decisions would say had it not learnt from
	// this one's shoot, on any scale, NaN where that is not known. nil is a scorer that
	// learnt from none: its scores are held against the decisions.
	Unseen [2]*float64
}

// Moved is a photo with its places in both orders.
type Moved struct {
	ID     library.ID
	Scores [2]library.Value
	Places [2]float64 // 1 is the highest score; equal scores share the mean of their places
}

// By is by how many places the second scorer puts the photo higher than the first.
func (m *Moved) By() float64 { return m.Places[0] - m.Places[1] }

// Result is how two scorers differ.
type Result struct {
	Photos  int     // that both scored
	Missing [2]int  // that only the other one scored
	Moved   []Moved // all that both scored, the one that moved by the most places first
	Order   float64 // rank correlation between both, -1..1 (Spearman 1904)
	Ordered bool    // Order is known: neither gives all photos one score

	Kept, NotKept int // photos that were decided about, that both scored and can be tested on
	// Right is the share of pairs, one kept and one not, in which each gives the kept photo
	// the higher score, 0..1, ties counting half, with its 95 % interval.
	Right [2]Figure
	// Test holds how both correlate with the decisions against each other, paired:
	// the difference is the first minus the second.
	Test agreement.Difference
}

// Verdict says which scorer agrees better with the person.
type Verdict uint8

// The verdicts.
const (
	TooFew        Verdict = iota // nothing can be said
	NoDifference                 // none beyond chance
	FirstBetter                  // the interval of the difference lies above 0
	SecondBetter                 // it lies below 0
	leastEachSide = 5            // photos that were kept, and that were not, from which something is said
)

// Verdict is what the 95 % interval of the paired bootstrap says. Frames of a burst count
// as photos of their own, so that much of one burst makes it a little too sure.
func (r *Result) Verdict() Verdict {
	by := &r.Test.By
	switch {
	case min(r.Kept, r.NotKept) < leastEachSide || !by.Known || by.Rounds == 0:
		return TooFew
	case by.Low > 0:
		return FirstBetter
	case by.High < 0:
		return SecondBetter
	}
	return NoDifference
}

// Compare holds the first scorer against the second. Photos that only one of them scored
// take no part. The error is the context's.
func Compare(ctx context.Context, photos []Photo, b agreement.Bootstrap) (*Result, error) {
	r := &Result{}
	var scores [2][]float64
	for i := range photos {
		p := &photos[i]
		first, second := isNumber(p.Scores[0]), isNumber(p.Scores[1])
		switch {
		case first && second:
			r.Moved = append(r.Moved, Moved{ID: p.ID, Scores: p.Scores})
			for k := range scores {
				scores[k] = append(scores[k], p.Scores[k].Mean)
			}
		case first:
			r.Missing[1]++
		case second:
			r.Missing[0]++
		}
	}
	r.Photos = len(r.Moved)
	for k := range scores {
		for i, place := range places(scores[k]) {
			r.Moved[i].Places[k] = place
		}
	}
	slices.SortStableFunc(r.Moved, func(x, y Moved) int { return cmp.Compare(math.Abs(y.By()), math.Abs(x.By())) })
	between, err := agreement.Rank(ctx, scores[0], scores[1], agreement.Bootstrap{})
	if err != nil {
		return nil, err
	}
	r.Order, r.Ordered = between.SRCC.Value, between.SRCC.Known
	return r, r.test(ctx, photos, b)
}

// test holds both against the decisions.
func (r *Result) test(ctx context.Context, photos []Photo, b agreement.Bootstrap) error {
	samples := make([]taste.Sample, len(photos))
	for i := range photos {
		samples[i].Flag, samples[i].Rating = photos[i].Decision.Flag, photos[i].Decision.Rating
	}
	var by [2][]float64
	var decided []float64
	for i, side := range taste.Sides(samples) {
		first, known1 := photos[i].tested(0)
		second, known2 := photos[i].tested(1)
		if side == taste.Neither || !known1 || !known2 {
			continue
		}
		by[0], by[1], decided = append(by[0], first), append(by[1], second), append(decided, float64(side))
		if side == taste.Kept {
			r.Kept++
		} else {
			r.NotKept++
		}
	}
	for k := range by {
		pairs, err := agreement.CountPairs(by[k], decided, b.Seed)
		if err != nil {
			return err
		}
		r.Right[k] = pairs.All.Share
	}
	var err error
	r.Test, err = agreement.Compare(ctx, by[0], by[1], decided, b)
	return err
}

// tested is the number by which a scorer is held against the decision about a photo.
func (p *Photo) tested(k int) (float64, bool) {
	if !isNumber(p.Scores[0]) || !isNumber(p.Scores[1]) {
		return 0, false
	}
	if p.Unseen[k] == nil {
		return p.Scores[k].Mean, true
	}
	v := *p.Unseen[k]
	return v, !math.IsNaN(v) && !math.IsInf(v, 0)
}

func isNumber(v library.Value) bool {
	return v.Known && !math.IsNaN(v.Mean) && !math.IsInf(v.Mean, 0)
}

// places gives each number's place, 1 for the highest; equal ones share the mean.
func places(of []float64) []float64 {
	order := make([]int, len(of))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(of[j], of[i]) })
	out := make([]float64, len(of))
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && of[order[to]] == of[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			out[i] = float64(from+to+1) / 2
		}
		from = to
	}
	return out
}
