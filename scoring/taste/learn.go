package taste

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"

	"keeplight.app/keeplight/library"
)

// leastTaught is from how many decisions about other shoots on a block is tested.
const leastTaught = 20

// Material is what a taste is learnt and tested on.
type Material struct {
	Samples []Sample
	Model   []library.Value // overall of the model, of each sample; nil where none scored
	Length  int             // of the features

	// Fixed are weights that were learnt elsewhere: they are tested as they are, and
	// nothing is learnt. nil learns.
	Fixed *Weights
}

// Advance tests what was not tested yet, shoot by shoot in the order of their numbers:
// each block by weights learnt from decisions about other shoots that were tested, or
// taken as teaching, before. used says which samples were, and is brought up to date; so
// is the gate. What it gives are the events in their order. Errors are the context's.
func Advance(ctx context.Context, m *Material, used []bool, g *Gate) (events []Event, err error) {
	sides := Sides(m.Samples)
	for _, shoot := range shootsOf(m.Samples) {
		block := blockOf(m.Samples, sides, used, shoot)
		if block == nil {
			continue
		}
		s, ready, err := m.teacher(ctx, used, shoot)
		if err != nil {
			return events, err
		}
		if s == nil {
			// The first shoot only teaches; of others no more than is missing.
			if ready > 0 && ready < leastTaught {
				block = block[:min(len(block), leastTaught)]
			}
			for _, i := range block {
				used[i] = true
			}
			continue
		}
		judged := make([]Judged, len(block))
		for k, i := range block {
			of := &m.Samples[i]
			judged[k] = Judged{Side: sides[i], Stack: of.Stack, Taste: s.Raw(&of.Photo), BuiltIn: of.Overall.Mean}
			if m.Model != nil && m.Model[i].Known {
				judged[k].Model = &m.Model[i].Mean
			}
			used[i] = true
		}
		opened, fell := g.Take(judged, uint64(g.Tested))
		if opened {
			events = append(events, Opened)
		}
		if fell {
			events = append(events, Fell)
		}
	}
	return events, nil
}

// teacher gives weights that know nothing of a shoot, nil where the others have taught too
// little; ready is how many decisions they taught.
func (m *Material) teacher(ctx context.Context, used []bool, shoot int) (s *Scorer, ready int, err error) {
	if m.Fixed != nil {
		s, err = NewScorer(m.Fixed)
		return s, 0, err
	}
	var taught []Sample
	for i, u := range used {
		if u && m.Samples[i].Shoot != shoot {
			taught = append(taught, m.Samples[i])
		}
	}
	if len(taught) < leastTaught {
		return nil, len(taught), nil
	}
	fit, err := Fit(ctx, taught, Options{Length: m.Length})
	if errors.Is(err, ErrTooFew) || errors.Is(err, ErrAllAlike) {
		return nil, len(taught), nil
	}
	if err != nil {
		return nil, len(taught), err
	}
	s, err = NewScorer(&fit.Weights)
	return s, len(taught), err
}

// Event is what happened to the gate.
type Event uint8

// The events.
const (
	Opened Event = iota + 1
	Fell
)

func shootsOf(samples []Sample) []int {
	var all []int
	for i := range samples {
		all = append(all, samples[i].Shoot)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// blockOf gives the samples of a shoot that make a block: as many kept as not, of which
// none was used and the built-in scorer scored all; nil where there are too few. Those of
// a stack with a kept one go first, for they say most.
func blockOf(samples []Sample, sides []Side, used []bool, shoot int) []int {
	stacks := map[int]bool{}
	for i := range samples {
		if samples[i].Shoot == shoot && sides[i] == Kept && !used[i] && samples[i].Stack != 0 {
			stacks[samples[i].Stack] = true
		}
	}
	var kept, beside, not []int
	for i := range samples {
		s := &samples[i]
		switch {
		case s.Shoot != shoot || used[i] || !s.Overall.Known:
		case sides[i] == Kept:
			kept = append(kept, i)
		case sides[i] == NotKept && stacks[s.Stack]:
			beside = append(beside, i)
		case sides[i] == NotKept:
			not = append(not, i)
		}
	}
	not = append(beside, not...)
	n := min(len(kept), len(not))
	if n < BlockSize {
		return nil
	}
	return append(kept[:n:n], not[:n]...)
}

// Learnt is everything that is known of a taste.
type Learnt struct {
	Weights Weights
	Curve   []Point
	Pulls   [library.NumAttributes]Pull
	HasPull bool

	Decided, Wins float64 // of held-out pairs: share in which exactly one was right, and of those the taste; NaN for unknown
}

// points is how many points the learning curve has at most.
const points = 4

// Learn fits weights on all samples, draws the learning curve and says what pulls.
// Errors: ErrTooFew, ErrAllAlike, the context's.
func Learn(ctx context.Context, m *Material) (*Learnt, error) {
	fit, err := Fit(ctx, m.Samples, Options{Length: m.Length})
	if err != nil {
		return nil, err
	}
	l := &Learnt{Weights: fit.Weights, Decided: math.NaN(), Wins: math.NaN()}
	l.Pulls, l.HasPull = Pulls(m.Samples)
	if len(shootsOf(m.Samples)) < 2 {
		return l, nil
	}
	for k := 1; k < points; k++ {
		some := part(m.Samples, float64(k)/points)
		less, err := Fit(ctx, some, Options{Length: m.Length, heldOutOnly: true})
		if errors.Is(err, ErrTooFew) || errors.Is(err, ErrAllAlike) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if p, _, _, ok := point(some, less.HeldOut); ok {
			l.Curve = append(l.Curve, p)
		}
	}
	p, decided, wins, ok := point(m.Samples, fit.HeldOut)
	if ok {
		l.Curve = append(l.Curve, p)
		l.Decided, l.Wins = decided, wins
	}
	return l, nil
}

// part takes a share of the samples, whole stacks together.
func part(samples []Sample, share float64) (some []Sample) {
	r := rand.New(rand.NewPCG(3, 0))
	drawn := map[stackOf]bool{}
	for i := range samples {
		s := &samples[i]
		at := stackOf{s.Shoot, s.Stack}
		take, ok := drawn[at]
		if !ok || s.Stack == 0 {
			take = r.Float64() < share
			drawn[at] = take
		}
		if take {
			some = append(some, *s)
		}
	}
	return some
}

// point counts the held-out pairs of one shoot each.
func point(samples []Sample, heldOut []float64) (p Point, decided, wins float64, ok bool) {
	overall := make([]float64, len(samples))
	for i := range samples {
		overall[i] = math.NaN()
		if samples[i].Overall.Known && finite(heldOut[i]) {
			overall[i] = samples[i].Overall.Mean
		}
	}
	both := slices.Clone(heldOut)
	for i := range both {
		if !finite(overall[i]) {
			both[i] = math.NaN()
		}
		if _, says := samples[i].Grade(); says {
			p.Decisions++
		}
	}
	taste, builtIn := gapsOf(samples, both), gapsOf(samples, overall)
	if p.Pairs = len(taste); p.Pairs == 0 {
		return p, 0, 0, false
	}
	won, lost := 0.0, 0.0
	for k := range taste {
		p.Right += half(taste[k]) / float64(p.Pairs)
		p.BuiltIn += half(builtIn[k]) / float64(p.Pairs)
		switch {
		case taste[k] > 0 && builtIn[k] < 0:
			won++
		case taste[k] < 0 && builtIn[k] > 0:
			lost++
		}
	}
	photos := 0
	for i := range both {
		if finite(both[i]) {
			photos++
		}
	}
	// Pairs share photos: by Hanley and McNeil's (1982) bound the spread is about that of
	// half as many photos.
	reach := z95 * math.Sqrt(max(0.01, p.Right*(1-p.Right))/(float64(photos)/2))
	p.Low, p.High = max(0, p.Right-reach), min(1, p.Right+reach)
	return p, (won + lost) / float64(p.Pairs), won / max(1, won+lost), true
}

// half is 1 for a pair in the right order, 0 for one in the wrong, 0.5 for a tie.
func half(gap float64) float64 {
	switch {
	case gap > 0:
		return 1
	case gap < 0:
		return 0
	}
	return 0.5
}
