package mllm

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

func TestTheFormFollowsTheVocabulary(t *testing.T) {
	for name, c := range map[string]struct {
		tokens       func(string) int
		form         Form
		want         string
		stem, answer string
	}{
		"digits by themselves":   {digitTokens, "", "digits", "Clarity=", "7"},
		"a space before a digit": {gluedTokens, "", "digits", "Clarity=", "7"},
		"digits in pieces":       {splitTokens, "", "words", "Clarity:", " good"},
		"a space put before all": {spacedTokens, "", "words", "Clarity:", " good"},
		"digits left out":        {noDigitTokens, "", "words", "Clarity:", " good"},
		"words requested":        {digitTokens, Words, "words", "Clarity:", " good"},
		"the paper's":            {digitTokens, Paper, "paper", "Composition Score: ", "7"},
		"the paper's, glued":     {gluedTokens, Paper, "paper", "Composition Score:", " 7"},
	} {
		e := answers(func(_ string, q Question) Reading { return surely(q, q.Answers[len(q.Answers)/2]) })
		e.tokens = c.tokens
		var notes []string
		s := scorerOf(t, e, Options{Form: c.form, Log: func(n string) { notes = append(notes, n) }})
		if got := s.Provenance().Settings["form"]; got != c.want {
			t.Errorf("%s: the form is %s, want %s", name, got, c.want)
		}
		if fellBack := c.form == "" && c.want == "words"; fellBack != (len(notes) == 1) {
			t.Errorf("%s: notes %q", name, notes)
		}
		scoreOf(t, s)
		q := e.asked[len(e.asked)-1]
		if c.form != Paper && !strings.HasSuffix(q.Stem, strings.Replace(c.stem, "Clarity", "Overall", 1)) {
			t.Errorf("%s: the last stem is %q", name, q.Stem)
		}
		q = e.asked[library.Clarity]
		if c.form == Paper {
			q = e.asked[library.Composition]
		}
		if q.Stem != c.stem || !slices.Contains(q.Answers, c.answer) {
			t.Errorf("%s: stem %q, answers %q", name, q.Stem, q.Answers)
		}
	}
}

func TestNewFailsWhereTheModelCannotBeAsked(t *testing.T) {
	// A vocabulary with tokens for pairs of digits cannot be read digit by digit.
	pairs := func(text string) int {
		n := digitTokens(text)
		if strings.Contains(text, ".5") && len(text) > strings.Index(text, ".5")+2 {
			n--
		}
		return n
	}
	for name, c := range map[string]struct {
		tokens func(string) int
		o      Options
		text   string
	}{
		"unknown form":           {digitTokens, Options{Form: "roman"}, `"roman"`},
		"unknown overall":        {digitTokens, Options{Overall: "maybe"}, `"maybe"`},
		"paper without digits":   {splitTokens, Options{Form: Paper}, "choose digits or words"},
		"paper with digit pairs": {pairs, Options{Form: Paper}, "choose digits or words"},
	} {
		e := says(1)
		e.tokens = c.tokens
		if _, err := New(t.Context(), e, c.o); err == nil || !strings.Contains(err.Error(), c.text) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// noTokens is an engine that does not count as it should.
type noTokens struct {
	*fakeEngine
	counts []int
	err    error
}

func (e noTokens) Tokens(context.Context, []string) ([]int, error) { return e.counts, e.err }

func TestNewFailsWhereTheVocabularyCannotBeRead(t *testing.T) {
	if _, err := New(t.Context(), noTokens{says(1), nil, scoring.ErrUnavailable}, Options{}); !errors.Is(err, scoring.ErrUnavailable) {
		t.Errorf("an engine that cannot work: %v", err)
	}
	if _, err := New(t.Context(), noTokens{says(1), []int{1, 2}, nil}, Options{}); err == nil {
		t.Error("too few counts were taken")
	}
}
