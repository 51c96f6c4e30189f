package views

import (
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/compare"
	"keeplight.app/keeplight/ui/means"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

// scored is a score with an overall and some attributes.
func scored(version string, overall library.Value, of map[library.Attribute]library.Value) *library.Score {
	s := &library.Score{By: library.Provenance{Name: "builtin", Version: version}, Overall: overall}
	for a, v := range of {
		s.Values[a] = v
	}
	return s
}

func val(mean, sd float64) library.Value { return library.Value{Known: true, Mean: mean, SD: sd} }

func textOf(spans []compare.Span) string {
	var words []string
	for _, s := range spans {
		words = append(words, s.Text)
	}
	return strings.Join(words, " ")
}

func TestDifferencesAreSaidInWords(t *testing.T) {
	styletest.Speak(t, "C")
	type values = map[library.Attribute]library.Value
	a := scored("5", val(7.05, 0.3), values{
		library.Clarity: val(6, 0.3), library.Exposure: val(8, 0.2), library.LevelShot: val(9, 0.4), library.Composition: val(5, 0.5),
	})
	for name, c := range map[string]struct {
		first, second *library.Score
		headline      string
		says, saysNot []string
		shape         bool // the second one is drawn
	}{
		"clearly ahead": {
			first: a, second: scored("5", val(8.15, 0.4), values{library.Clarity: val(7.1, 0.3), library.Exposure: val(7.6, 0.2), library.LevelShot: val(9.2, 0.4)}),
			headline: "B is ahead by 1.10", shape: true,
			says:    []string{"7.05 ±0.3 against 8.15 ±0.4: 1.10 apart, outside the spread of ±0.5", "B: clarity +1.1, exposure −0.4", "Not compared: composition, subject"},
			saysNot: []string{"level shot +"},
		},
		"clearly behind": {
			first: a, second: scored("5", val(5, 0.4), nil),
			headline: "A is ahead by 2.05", shape: true, says: []string{"nothing outside the spread"},
		},
		"spreads overlap": {
			first: a, second: scored("5", val(7.2, 0.4), values{library.Clarity: val(6.2, 0.3)}),
			headline: "A and B are too close to call", shape: true,
			says: []string{"0.15 apart, within the spread of ±0.5", "B: nothing outside the spread"},
		},
		"too close, but not in everything": {
			first: a, second: scored("5", val(7.05, 0.4), values{library.Exposure: val(9, 0.3)}),
			headline: "A and B are too close to call", shape: true, says: []string{"B: exposure +1.0"},
		},
		"no spread is known": {
			first: scored("5", val(7, 0), values{library.Clarity: val(6, 0)}), second: scored("5", val(7.5, 0), values{library.Clarity: val(6.02, 0)}),
			headline: "B is ahead by 0.50", shape: true, says: []string{"7.00 against 7.50: 0.50 apart", "nothing outside the spread"}, saysNot: []string{"+0.0"},
		},
		"no overall": {
			first: a, second: scored("5", library.Value{}, values{library.Clarity: val(9, 0.3)}),
			headline: "A and B have no overall score", shape: true, says: []string{"B: clarity +3.0"},
		},
		"another version": {
			first: a, second: scored("4", val(9, 0.3), values{library.Clarity: val(9, 0.3)}),
			headline: "A and B are not compared", says: []string{"Different versions of the scorer"}, saysNot: []string{"clarity"},
		},
		"another scorer": {
			first: a, second: &library.Score{By: library.Provenance{Name: "model", Version: "5"}, Overall: val(9, 0.3)},
			headline: "A and B are not compared", says: []string{"Different scorers"},
		},
		"another prompt": {
			first: a, second: &library.Score{By: library.Provenance{Name: "builtin", Version: "5", Prompt: "2"}, Overall: val(9, 0.3)},
			headline: "A and B are not compared", says: []string{"asked in different ways"},
		},
		"B has no score": {first: a, headline: "B has no score yet"},
		"A has no score": {second: a, headline: "A has no score yet"},
	} {
		first, second := party{"A", style.Accent, c.first}, party{"B", style.Second, c.second}
		v, _ := pair(&first, &second)
		if got := textOf(v.Headline); got != c.headline {
			t.Errorf("%s: the headline is %q, want %q", name, got, c.headline)
		}
		text := textOf(v.Text)
		for _, want := range c.says {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q does not say %q", name, text, want)
			}
		}
		for _, unwanted := range c.saysNot {
			if strings.Contains(text, unwanted) {
				t.Errorf("%s: %q says %q", name, text, unwanted)
			}
		}
		if (v.Second.Of != "") != c.shape {
			t.Errorf("%s: the second shape is %q", name, v.Second.Of)
		}
	}
}

func TestAttributesStandWithBothValues(t *testing.T) {
	styletest.Speak(t, "C")
	r := newSeveralRoom(t, 6)
	r.do(t, CompareID)
	v := r.compare.panel()
	if len(v.Rows) != 1 || v.Rows[0].Label != "Clarity" || v.Rows[0].Middle != "9.00 → 8.50" || v.Rows[0].Right != "too close" {
		t.Errorf("the rows are %+v", v.Rows)
	}
}

func TestAPhotoIsHeldAgainstTheMeanOfItsStackAndOfAHandfulOfKeepers(t *testing.T) {
	r := newSeveralRoom(t, 12)
	for i := range 3 {
		r.stacks.ids = append(r.stacks.ids, r.d.Session.At(i))
	}
	choices := func() (all []string) {
		for _, ref := range r.survey.references() {
			all = append(all, ref.choice)
		}
		return all
	}
	r.d.Session.MoveTo(0)
	r.do(t, SurveyID)
	want := "Against the mean of these 3|Against the mean of the stack (3)"
	if got := strings.Join(choices(), "|"); got != want {
		t.Errorf("offered is %q, want %q", got, want)
	}
	for i := range means.Handful {
		if i == means.Handful-1 && strings.Contains(strings.Join(choices(), "|"), "keepers") {
			t.Error("fewer than a handful of keepers are offered")
		}
		r.d.Decide(t, catalog.Mark{ID: r.d.Session.At(6 + i), Flag: new(library.Pick)})
		r.Current().Show(change.Marked)
	}
	if got := strings.Join(choices(), "|"); got != want+"|Against my 5 keepers" {
		t.Errorf("offered is %q", got)
	}
	r.do(t, againstID, againstID, againstID)
	styletest.Sees(t, r.survey.Object(), "mean of my 5 keepers", "A", "is ahead by 4.00")
	r.do(t, againstID)
	styletest.SeesNot(t, r.survey.Object(), "mean of my 5 keepers")
}
