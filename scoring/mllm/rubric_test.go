package mllm

import (
	"bytes"
	"strings"
	"testing"

	text "keeplight.app/keeplight/assets/rubric"
)

func TestTheRubricThatIsBuiltInAsksForAllTen(t *testing.T) {
	r, err := parseRubric(text.Text)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]scaleText{"digits": r.Digits, "words": r.Words.scaleText} {
		ascending, descending := r.beginning(text, false), r.beginning(text, true)
		if ascending == descending || strings.Contains(ascending+descending, "{") {
			t.Errorf("%s: %q, %q", name, ascending, descending)
		}
		for _, judged := range r.judged() {
			line := "\n" + judged.Name + ": " + judged.Means + "\n"
			if !strings.Contains(ascending, line) || !strings.Contains(descending, line) {
				t.Errorf("%s: %q is missing", name, line)
			}
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
		{"how level the", "how even the"},
		{"5 is average", "5 is fair"},
		{`"version": "2"`, `"version": "3"`},
		{`"Overall"`, `"Whole"`},
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
		"no attribute":         {`"composition": {"name"`, `"beauty": {"name"`},
		"a blank meaning":      {`"how level the camera was held"`, `" "`},
		"a name twice":         {`"Level"`, `"Clarity"`},
		"an unknown field":     {`"version"`, `"versio"`},
		"no version":           {`"version": "2"`, `"version": ""`},
		"no place for values":  {`"{values}\n"`, `"Now"`},
		"values twice":         {`"{values}\n"`, `"{values}{values}"`},
		"a stem without name":  {"{name}=", "Score="},
		"no list of what":      {"{attributes}", ""},
		"no named values":      {"{named values}. ", ""},
		"no end of the number": {`"stem": "The final score is <"`, `"stem": ""`},
		"four words":           {`"bad", "poor"`, `"poor"`},
		"a word twice":         {`"bad", "poor"`, `"poor", "poor"`},
		"a padded word":        {`"bad", "poor"`, `"bad", " poor"`},
		"more after its end":   {"", "{}"},
		"no object":            {string(text.Text), "[]"},
		"nothing":              {string(text.Text), ""},
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
				if p.question.Stem == "" || len(p.question.Answers) != len(p.scale.worth) {
					t.Errorf("%s asks %+v", form, p)
				}
			}
		}
	})
}
