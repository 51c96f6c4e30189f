package wrongphoto

import (
	"fmt"
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/contradiction"
)

// Share is how much of some pairs was told rightly: both texts of a pair by their own
// photo are 1, one of both is a half, and so is each that its own photo makes neither
// more nor less likely.
type Share struct {
	Right float64 `json:"right"` // sum over the pairs, 0..Pairs
	Pairs int     `json:"pairs"`
}

// Chance is what a model gets that does not look at the photo.
const Chance = 0.5

// Value is 0..1; NaN of no pairs.
func (s Share) Value() float64 { return s.Right / float64(s.Pairs) }

// Interval is the 95 % interval of the share by Wilson (1927). A pair counts once
// although it holds two comparisons, which may hang together: so it is rather too wide.
// Of no pairs it is 0..1.
func (s Share) Interval() (low, high float64) {
	if s.Pairs == 0 {
		return 0, 1
	}
	const z = 1.959964
	n, p := float64(s.Pairs), s.Value()
	middle := (p + z*z/(2*n)) / (1 + z*z/n)
	reach := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, middle-reach), min(1, middle+reach)
}

// String is such as "81.5 % (95 % interval 73–88 %) of 100 pairs".
func (s Share) String() string {
	if s.Pairs == 0 {
		return "no pairs"
	}
	low, high := s.Interval()
	return fmt.Sprintf("%.1f %% (95 %% interval %.0f–%.0f %%) of %d pairs", 100*s.Value(), 100*low, 100*high, s.Pairs)
}

// check refuses a share that cannot be.
func (s Share) check() error {
	if s.Pairs < 0 || !(s.Right >= 0 && s.Right <= float64(s.Pairs)) {
		return fmt.Errorf("%g of %d pairs cannot be told rightly", s.Right, s.Pairs)
	}
	return nil
}

// Result is what came of the control.
type Result struct {
	Told     Share `json:"told"`     // texts against their own photo and another
	Shuffled Share `json:"shuffled"` // texts against two photos of which neither is theirs: it must lie at chance

	// OwnPerToken and OtherPerToken are the mean log-likelihoods of a token, at most 0.
	OwnPerToken   float64 `json:"own_per_token"`
	OtherPerToken float64 `json:"other_per_token"`

	// OwnMarks and OtherMarks are how many contradictions the check of words marks in a
	// text beside its own photo's values and beside the other's, on average.
	OwnMarks   float64 `json:"own_marks"`
	OtherMarks float64 `json:"other_marks"`
}

// Enough is true where the share may be shown beside a text.
func (r *Result) Enough() bool { return r.Told.Pairs >= Fewest }

// Check refuses a result that cannot be, such as one that was stored damaged.
func (r *Result) Check() error {
	if err := r.Told.check(); err != nil {
		return err
	}
	return r.Shuffled.check()
}

// Likely gives how likely the text about one photo is when another is shown, both by
// their place; false where that was not found out.
type Likely func(photo, text int) (scoring.Likelihood, bool)

// Judge counts what came of a plan. texts are the explanations in the plan's order.
// Pairs of which something is missing are left out.
func Judge(p *Plan, texts []*library.Explanation, likely Likely) (r Result) {
	sums := 0.0
	for i, pair := range p.pairs {
		told, own, other, ok := compare(pair, pair, likely)
		if !ok {
			continue
		}
		r.Told.Pairs++
		r.Told.Right += told
		r.OwnPerToken += own
		r.OtherPerToken += other
		for side := range pair {
			r.OwnMarks += marks(texts[pair[side]], texts[pair[side]])
			r.OtherMarks += marks(texts[pair[side]], texts[pair[1-side]])
		}
		sums += 2
		if len(p.shuffled) == 0 {
			continue
		}
		if told, _, _, ok := compare(pair, p.shuffled[i], likely); ok {
			r.Shuffled.Pairs++
			r.Shuffled.Right += told
		}
	}
	if sums > 0 {
		for _, mean := range []*float64{&r.OwnPerToken, &r.OtherPerToken, &r.OwnMarks, &r.OtherMarks} {
			*mean /= sums
		}
	}
	return r
}

// compare holds two texts against the two photos of a pair, in both directions: the
// first is told rightly where the first photo makes it likelier, the second by the
// second. told is 0..1, own and other are sums over both of the mean of a token.
func compare(pair, texts [2]int, likely Likely) (told, own, other float64, ok bool) {
	for side := range pair {
		right, known := likely(pair[side], texts[side])
		wrong, alsoKnown := likely(pair[1-side], texts[side])
		if !known || !alsoKnown {
			return 0, 0, 0, false
		}
		own += right.PerToken()
		other += wrong.PerToken()
		switch {
		case right.LogP > wrong.LogP:
			told += 0.5
		case right.LogP == wrong.LogP:
			told += 0.25
		}
	}
	return told, own, other, true
}

// marks counts the contradictions in a text beside the values of another.
func marks(text, values *library.Explanation) float64 {
	if text.Text == "" {
		return 0
	}
	e := *text
	e.Values, e.Overall = values.Values, values.Overall
	return float64(len(contradiction.Find(&e)))
}
