package measure

import (
	"math"
	"math/rand/v2"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring/measure/head"
)

// allOf gives all attributes one value.
func allOf(mean float64) [library.NumAttributes]library.Value {
	var v [library.NumAttributes]library.Value
	for i := range v {
		v[i] = library.Value{Known: true, Mean: mean, SD: 1}
	}
	return v
}

// flawless is the head's opinion of an undamaged photo.
var flawless = head.Opinion{Score: 6, SD: 0.3}

func TestTheWorstPartLeadsTheOverall(t *testing.T) {
	fine := allOf(9)
	whole, _ := overall(&fine, flawless)
	for name, c := range map[string]struct {
		spoil func(*[library.NumAttributes]library.Value, *head.Opinion)
		most  float64
	}{
		"clarity":         {func(v *[library.NumAttributes]library.Value, _ *head.Opinion) { v[library.Clarity].Mean = 2 }, 3.6},
		"exposure":        {func(v *[library.NumAttributes]library.Value, _ *head.Opinion) { v[library.Exposure].Mean = 2 }, 5.6},
		"the head's veto": {func(_ *[library.NumAttributes]library.Value, o *head.Opinion) { o.Score = 1 }, 3.6},
		"clarity and light": {func(v *[library.NumAttributes]library.Value, _ *head.Opinion) {
			v[library.Clarity].Mean, v[library.Exposure].Mean = 2, 2
		}, 3},
	} {
		values, opinion := fine, flawless
		c.spoil(&values, &opinion)
		got, _ := overall(&values, opinion)
		if got.Mean > c.most || got.Mean > whole.Mean-3 {
			t.Errorf("%s: %.2f, want at most %.1f; all fine is %.2f", name, got.Mean, c.most, whole.Mean)
		}
	}
}

func TestTheHeadNeverRaisesTheOverall(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 500 {
		values := allOf(0)
		for i := range values {
			values[i].Mean = 10 * r.Float64()
		}
		before := math.Inf(1)
		for opinion := 7.0; opinion >= 0; opinion -= 0.25 {
			got, _ := overall(&values, head.Opinion{Score: opinion, SD: 0.3})
			if got.Mean > before+1e-9 {
				t.Fatalf("an opinion of %.2f raises the overall from %.3f to %.3f", opinion, before, got.Mean)
			}
			before = got.Mean
		}
	}
}

func TestLosingAValueNeverLiftsTheOverall(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	for range 2000 {
		values := allOf(0)
		for i := range values {
			values[i] = library.Value{Known: true, Mean: 10 * r.Float64(), SD: 0.3 + 2*r.Float64()}
		}
		opinion := head.Opinion{Score: 7 * r.Float64(), SD: 0.5}
		whole, _ := overall(&values, opinion)
		for _, a := range library.Attributes() {
			blanked := values
			blanked[a] = library.Value{}
			if got, _ := overall(&blanked, opinion); got.Known && got.Mean > whole.Mean+1e-9 {
				t.Fatalf("without its %s of %.2f the overall rises from %.3f to %.3f", a.Key(), values[a].Mean, whole.Mean, got.Mean)
			}
		}
	}
}

func TestAnOverallNeedsClarityAndExposure(t *testing.T) {
	for _, a := range []library.Attribute{library.Clarity, library.Exposure} {
		values := allOf(9)
		values[a] = library.Value{}
		if got, _ := overall(&values, flawless); got.Known {
			t.Errorf("without %s the overall is %+v", a.Key(), got)
		}
	}
}

func TestAnOverallBelowAllThatIsShownSaysWhy(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 5))
	told := map[string]int{}
	for range 3000 {
		s := library.Score{Values: allOf(0)}
		for i := range s.Values {
			if r.IntN(3) > 0 || i == int(library.Clarity) || i == int(library.Exposure) {
				s.Values[i] = library.Value{Known: true, Mean: 5 + 5*r.Float64(), SD: 1}
			} else {
				s.Values[i] = library.Value{}
			}
		}
		var parts []effect
		s.Overall, parts = overall(&s.Values, head.Opinion{Score: 2 + 4*r.Float64(), SD: 0.3})
		summary := summarise(&s, parts)
		below := s.Overall.Mean < lowest(&s.Values)-heldBy
		if below != (summary.Code() == message.SummaryHeld) {
			t.Fatalf("overall %.2f, lowest %.2f: %s", s.Overall.Mean, lowest(&s.Values), message.English(summary))
		}
		if below {
			told[heldDownBy(parts)]++
		}
	}
	if told[message.HeldByDamage] == 0 || told[""] > 0 {
		t.Errorf("causes that were told: %v", told)
	}
}

func TestABlackAndWhitePhotoIsHeldByWhatIsAbsent(t *testing.T) {
	s := library.Score{}
	for _, a := range []library.Attribute{library.Clarity, library.Exposure} {
		s.Values[a] = library.Value{Known: true, Mean: 9.6, SD: 0.5}
	}
	var parts []effect
	s.Overall, parts = overall(&s.Values, flawless)
	if summarise(&s, parts).Code() != message.SummaryHeld || heldDownBy(parts) != message.HeldByAbsence {
		t.Errorf("overall %.2f: %s", s.Overall.Mean, message.English(summarise(&s, parts)))
	}
}

func TestTheSummaryPraisesOnlyWhatIsGood(t *testing.T) {
	for name, c := range map[string]struct {
		clarity, exposure float64
		code              string
	}{
		"all good":          {9, 8, message.SummaryMeasured},
		"one weak":          {9, 4, message.SummaryGain},
		"nothing to praise": {3, 4, message.SummaryWorst},
		"all equal and low": {2, 2, message.SummaryWorst},
	} {
		s := library.Score{Values: allOf(0), Overall: library.Value{Known: true, Mean: min(c.clarity, c.exposure), SD: 1}}
		for i := range s.Values {
			s.Values[i] = library.Value{}
		}
		s.Values[library.Clarity] = library.Value{Known: true, Mean: c.clarity, SD: 1}
		s.Values[library.Exposure] = library.Value{Known: true, Mean: c.exposure, SD: 1}
		if got := summarise(&s, nil); got.Code() != c.code {
			t.Errorf("%s: %s", name, message.English(got))
		}
	}
}
