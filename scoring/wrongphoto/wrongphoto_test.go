package wrongphoto

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

// explained are texts of which every other one says soft of a sharp photo.
func explained(n int) (all []*library.Explanation) {
	for i := range n {
		e := &library.Explanation{Text: "It is sharp.", Form: library.Prose}
		e.Values[library.Clarity] = library.Value{Known: true, Mean: 8.3}
		if i%2 == 1 {
			e.Text, e.Values[library.Clarity].Mean = "It is blurred.", 1.5
		}
		all = append(all, e)
	}
	return all
}

// run judges a plan with a model that finds a text likelier by bonus with its own photo,
// among noise.
func run(n int, bonus float64, seed uint64) Result {
	p, r := NewPlan(n), rand.New(rand.NewPCG(seed, 1))
	known := map[[2]int]scoring.Likelihood{}
	for _, photo := range p.Photos() {
		for _, text := range p.Texts(photo) {
			l := scoring.Likelihood{LogP: -50 + r.NormFloat64(), Tokens: 20}
			if photo == text {
				l.LogP += bonus
			}
			known[[2]int{photo, text}] = l
		}
	}
	texts := make([]*library.Explanation, n) // without a word, which are slow to check
	for i := range texts {
		texts[i] = &library.Explanation{}
	}
	return Judge(p, texts, func(photo, text int) (scoring.Likelihood, bool) {
		l, ok := known[[2]int{photo, text}]
		return l, ok
	})
}

func TestAModelThatLooksIsToldFromOneThatDoesNot(t *testing.T) {
	looks := run(400, 1.5, 1)
	if low, _ := looks.Told.Interval(); looks.Told.Pairs != 200 || low < 0.75 || !looks.Enough() {
		t.Errorf("one that looks is right in %v", looks.Told)
	}
	if looks.OwnPerToken-looks.OtherPerToken < 0.05 || looks.OwnPerToken > 0 {
		t.Errorf("a token has %.3f and %.3f", looks.OwnPerToken, looks.OtherPerToken)
	}
	for _, share := range []Share{looks.Shuffled, run(400, 0, 2).Told, run(400, 0, 2).Shuffled} {
		if low, high := share.Interval(); share.Pairs != 200 || low > Chance || high < Chance {
			t.Errorf("without anything to see it is right in %v", share)
		}
	}
}

// The intervals hold chance in about 95 of 100 shoots, and in rather more, because a
// pair counts once.
func TestTheShuffledControlLiesAtChance(t *testing.T) {
	held := 0
	for seed := range uint64(100) {
		if low, high := run(200, 2, seed).Shuffled.Interval(); low <= Chance && Chance <= high {
			held++
		}
	}
	if held < 93 {
		t.Errorf("in %d of 100 shoots chance lies in the interval", held)
	}
}

func TestEachPhotoIsInOnePairFarAway(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 7, 200} {
		p := NewPlan(n)
		photos := p.Photos()
		slices.Sort(photos)
		if len(photos) != n/2*2 || len(slices.Compact(photos)) != n/2*2 || p.Pairs() != n/2 {
			t.Errorf("of %d photos %v are shown", n, photos)
		}
		for i, pair := range p.pairs {
			if pair[1]-pair[0] != n/2 {
				t.Errorf("%v are paired of %d", pair, n)
			}
			if len(p.shuffled) > 0 && (slices.Contains(pair[:], p.shuffled[i][0]) || slices.Contains(pair[:], p.shuffled[i][1])) {
				t.Errorf("the control of %v takes a text of its own: %v", pair, p.shuffled[i])
			}
			if texts := p.Texts(pair[0]); !slices.Contains(texts, pair[0]) || !slices.Contains(texts, pair[1]) || len(texts) > 4 {
				t.Errorf("photo %d is held against %v", pair[0], texts)
			}
		}
	}
}

func TestAModelThatIgnoresThePhotoIsAtChanceExactly(t *testing.T) {
	r := Judge(NewPlan(8), explained(8), func(_, text int) (scoring.Likelihood, bool) {
		return scoring.Likelihood{LogP: -float64(text + 1), Tokens: 2}, true
	})
	if r.Told.Value() != Chance || r.Shuffled.Value() != Chance || r.Enough() {
		t.Errorf("%+v", r)
	}
}

func TestContradictionsAreCountedBesideBothPhotosValues(t *testing.T) {
	always := func(int, int) (scoring.Likelihood, bool) { return scoring.Likelihood{LogP: -1, Tokens: 1}, true }
	// Of 6 photos the pairs are 0 and 3, 1 and 4, 2 and 5: one sharp, one blurred.
	r := Judge(NewPlan(6), explained(6), always)
	if r.OwnMarks != 0 || r.OtherMarks != 1 {
		t.Errorf("%.2f marks beside its own values, %.2f beside the other's", r.OwnMarks, r.OtherMarks)
	}
}

func TestPairsOfWhichSomethingIsMissingAreLeftOut(t *testing.T) {
	r := Judge(NewPlan(6), explained(6), func(photo, _ int) (scoring.Likelihood, bool) {
		return scoring.Likelihood{LogP: -1, Tokens: 1}, photo != 4
	})
	if r.Told.Pairs != 2 {
		t.Errorf("%d pairs", r.Told.Pairs)
	}
	var none Result
	if low, high := none.Told.Interval(); low != 0 || high != 1 || none.Told.String() != "no pairs" || !math.IsNaN(none.Told.Value()) {
		t.Errorf("of nothing: %v..%v", low, high)
	}
}

// By hand: Wilson's interval of 80 in 100 is 71.1 to 86.7 %.
func TestTheIntervalIsWilsons(t *testing.T) {
	if text := (Share{80, 100}).String(); !strings.HasPrefix(text, "80.0 % (95 % interval 71–87 %)") {
		t.Error(text)
	}
	for _, s := range []Share{{-1, 3}, {4, 3}, {math.NaN(), 3}, {0, -1}} {
		if (&Result{Told: s}).Check() == nil || (&Result{Shuffled: s}).Check() == nil {
			t.Errorf("%+v is accepted", s)
		}
	}
}
