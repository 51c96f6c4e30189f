package mllm

import (
	"bytes"
	"strings"
	"testing"

	text "keeplight/assets/rubric"
	"keeplight/library"
)

func TestTheRubricThatIsBuiltInAsksForAllTen(t *testing.T) {
	r, err := parseRubric(text.Text)
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	for _, a := range library.Attributes() {
		q := r.Attributes[a.Key()]
		if asked[q.Ask] || asked[q.Name] {
			t.Errorf("%s: %+v is there twice", a.Key(), q)
		}
		asked[q.Ask], asked[q.Name] = true, true
	}
	for name, s := range map[string]scaleText{"digits": r.Digits, "words": r.Words.scaleText} {
		if s.Ascending == s.Descending || !strings.HasSuffix(s.Ascending, "\n") || !strings.HasSuffix(s.Descending, "\n") {
			t.Errorf("%s: %+v", name, s)
		}
	}
	for _, word := range r.Words.Answers {
		if !strings.Contains(r.Words.Ascending, word) || !strings.Contains(r.Words.Descending, word) {
			t.Errorf("the beginning does not offer %q", word)
		}
	}
}

func TestAnyChangeOfTheRubricChangesThePromptVersion(t *testing.T) {
	base, err := parseRubric(text.Text)
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{
		{"How level was", "How even was"},
		{"5 is average", "5 is fair"},
		{`"version": "1"`, `"version": "2"`},
		{`"Overall: "`, `"Whole: "`},
		{"excellent", "superb"},
	} {
		changed := bytes.ReplaceAll(text.Text, []byte(change[0]), []byte(change[1]))
		r, err := parseRubric(changed)
		if err != nil {
			t.Fatal(err)
		}
		if r.prompt() == base.prompt() {
			t.Errorf("%q for %q keeps %s", change[1], change[0], r.prompt())
		}
	}
}

func TestARubricThatIsNotWholeIsRefused(t *testing.T) {
	for name, change := range map[string][2]string{
		"no attribute":          {`"composition": {"ask": "How`, `"beauty": {"ask": "How`},
		"a blank question":      {`"ask": "How level was the camera held?"`, `"ask": " "`},
		"an unknown field":      {`"version"`, `"versio"`},
		"no version":            {`"version": "1"`, `"version": ""`},
		"no place for values":   {"{values}. Overall", "Overall"},
		"values where none are": {`"stem": "Overall: "`, `"stem": "{values} Overall: "`},
		"four words":            {`"bad", "poor"`, `"poor"`},
		"a word twice":          {`"bad", "poor"`, `"poor", "poor"`},
		"a padded word":         {`"bad", "poor"`, `"bad", " poor"`},
		"more after its end":    {"", "{}"},
		"no object":             {string(text.Text), "[]"},
		"nothing":               {string(text.Text), ""},
	} {
		changed := strings.Replace(string(text.Text), change[0], change[1], 1)
		if change[0] == "" {
			changed = string(text.Text) + change[1]
		}
		if changed == string(text.Text) {
			t.Fatalf("%s: nothing was changed", name)
		}
		if _, err := parseRubric([]byte(changed)); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if _, err := parseRubric(make([]byte, maxRubricBytes+1)); err == nil {
		t.Error("too long: taken")
	}
	if _, err := newScorer(t.Context(), says(1), Options{}, nil); err == nil {
		t.Error("a scorer was made without a rubric")
	}
}

func FuzzRubric(f *testing.F) {
	f.Add(text.Text)
	f.Add([]byte(`{"version":"1"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := parseRubric(b)
		if err != nil {
			return
		}
		for _, form := range []Form{Digits, Paper, Words} {
			s := newScript(r, form, ChainOfThought, spelling{}, false)
			for _, p := range s.attributes {
				if p.question.Text == "" || p.question.Stem == "" || len(p.question.Answers) != len(p.scale.worth) {
					t.Errorf("%s asks %+v", form, p)
				}
			}
		}
	})
}
