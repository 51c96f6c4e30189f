package mllm

import (
	"context"
	"errors"
	"image"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring"
)

func TestAPhotoIsScoredOnTenAttributesAndOverall(t *testing.T) {
	e := answers(func(_ string, q Question) Reading {
		switch {
		case q.Stem == "Composition=":
			return reading(0, 0, 0, 0, 0, 0, .5, .5, 0)
		case strings.HasSuffix(q.Stem, "Overall="):
			return surely(q, "8")
		}
		return surely(q, "5")
	})
	s := scorerOf(t, e, Options{})
	score := scoreOf(t, s)
	if v := score.Of(library.Composition); !v.Known || !near(v.Mean, 8.125) || !near(v.SD, .625) || len(v.Distribution) != 9 {
		t.Errorf("composition: %+v", v)
	}
	for _, a := range library.Attributes() {
		if a == library.Composition {
			continue
		}
		if v := score.Of(a); !v.Known || v.Mean != 5 || v.SD != 0 || !score.Reasons[a].IsZero() {
			t.Errorf("%s: %+v, %+v", a.Key(), v, score.Reasons[a])
		}
	}
	if !score.Overall.Known || score.Overall.Mean != 8.75 || !score.Summary.IsZero() {
		t.Errorf("overall: %+v, %+v", score.Overall, score.Summary)
	}
	if score.Hash != "h1" || score.ScoredAt.IsZero() || score.By.Key() != s.Provenance().Key() {
		t.Errorf("the score is of %q at %v by %v", score.Hash, score.ScoredAt, score.By)
	}
	if len(e.shown) != 1 || len(e.asked) != 11 || e.open != 0 {
		t.Errorf("%d views, %d questions, %d views left open", len(e.shown), len(e.asked), e.open)
	}
}

func TestQuestionsAreShort(t *testing.T) {
	e := says(0, 0, 0, 0, 0, 0, 1, 0, 0)
	scoreOf(t, scorerOf(t, e, Options{}))
	for i, q := range e.asked {
		limit := 2
		if i == library.NumAttributes {
			limit = 22 // the overall carries the values
		}
		if n := digitTokens(q.Text) + digitTokens(q.Stem); n > limit {
			t.Errorf("%d tokens: %q %q", n, q.Text, q.Stem)
		}
	}
}

func TestTheOverallIsAskedAfterTheValuesThatWereGiven(t *testing.T) {
	answer := func(_ string, q Question) Reading {
		switch {
		case q.Stem == "Appeal=":
			return reading(0, 0, 0, .6, .4, 0, 0, 0, 0)
		case q.Stem == "Subject=":
			return reading(0, 0, 0, 0, 0, 0, 0, 0, 0)
		}
		return surely(q, "7")
	}
	for way, want := range map[Overall]string{
		ChainOfThought: "7,4,?,7,7,7,7,7,7,7\nOverall=",
		Direct:         "Overall=",
	} {
		e := answers(answer)
		scoreOf(t, scorerOf(t, e, Options{Overall: way}))
		if got := e.asked[len(e.asked)-1].Stem; got != want {
			t.Errorf("%s: the stem is %q, want %q", way, got, want)
		}
	}
}

func TestAnAttributeThatWasNotAnsweredIsAbsent(t *testing.T) {
	e := answers(func(_ string, q Question) Reading {
		if q.Stem == "Level=" {
			return reading(0, 0, 0, 0, .02, 0, 0, 0, 0)
		}
		return surely(q, "7")
	})
	score := scoreOf(t, scorerOf(t, e, Options{}))
	v := score.Of(library.LevelShot)
	if v.Known || !near(v.Off, .98) || !strings.Contains(message.English(score.Reasons[library.LevelShot]), "did not answer with a digit") {
		t.Errorf("%+v, %+v", v, score.Reasons[library.LevelShot])
	}
	if !score.Of(library.Clarity).Known || !score.Overall.Known {
		t.Error("the others were lost too")
	}
}

func TestAnOverallThatWasNotAnsweredIsAbsent(t *testing.T) {
	e := answers(func(_ string, q Question) Reading {
		if strings.HasSuffix(q.Stem, "Overall=") {
			return reading(make([]float64, 9)...)
		}
		return surely(q, "7")
	})
	score := scoreOf(t, scorerOf(t, e, Options{}))
	if score.Overall.Known || score.Overall.Off != 1 || !strings.HasPrefix(message.English(score.Summary), "There is no overall score. The model did not") {
		t.Errorf("%+v, %+v", score.Overall, score.Summary)
	}
}

func TestAModelThatAnswersNothingGivesNoScore(t *testing.T) {
	for _, careful := range []bool{false, true} {
		s := scorerOf(t, says(make([]float64, 9)...), Options{Careful: careful})
		_, err := scoring.Score(t.Context(), s, subject())
		if !errors.Is(err, ErrNoAnswer) || errors.Is(err, scoring.ErrUnavailable) || !strings.Contains(err.Error(), "Choose an instruct model") {
			t.Errorf("careful %v: %v", careful, err)
		}
	}
}

func TestGarbageFromTheEngineGivesNoScore(t *testing.T) {
	for name, r := range map[string]Reading{
		"too few":       reading(1),
		"more than all": {P: []float64{1, 1, 1, 1, 1, 1, 1, 1, 1}},
	} {
		e := answers(func(string, Question) Reading { return r })
		if _, err := scorerOf(t, e, Options{}).Score(t.Context(), subject()); !errors.Is(err, errReading) || e.open != 0 {
			t.Errorf("%s: %v, %d views left open", name, err, e.open)
		}
	}
	e := says(make([]float64, 9)...)
	s := scorerOf(t, lost{e}, Options{})
	if _, err := scoring.Score(t.Context(), s, subject()); !errors.Is(err, errReading) {
		t.Errorf("no readings at all: %v", err)
	}
}

// lost is an engine whose answers do not arrive.
type lost struct{ *fakeEngine }

func (l lost) Prefill(context.Context, *image.RGBA, string) (View, error) { return mute{}, nil }

type mute struct{ View }

func (mute) Ask(context.Context, []Question) ([]Reading, error) { return nil, nil }
func (mute) Close()                                             {}

func TestCarefulAsksInBothOrdersAndTakesTheMiddle(t *testing.T) {
	// This model likes the digit 7 whatever it means, and 8 where it is good.
	e := answers(func(prefix string, q Question) Reading {
		if strings.Contains(prefix, "9 is excellent") {
			return reading(0, 0, 0, 0, 0, 0, .5, .5, 0)
		}
		return surely(q, "7")
	})
	score := scoreOf(t, scorerOf(t, e, Options{Careful: true}))
	if len(e.shown) != 2 || e.open != 0 {
		t.Fatalf("%d views, %d views left open", len(e.shown), e.open)
	}
	// 8.125 with sd .625 ascending, 2.5 descending: half of .390625 within, 2.8125 squared between.
	v := score.Of(library.Clarity)
	if !near(v.Mean, 5.3125) || !near(v.SD, math.Sqrt(.390625/2+2.8125*2.8125)) {
		t.Errorf("%+v", v)
	}
	if want := []float64{0, 0, .5, 0, 0, 0, .25, .25, 0}; !slices.Equal(v.Distribution, want) {
		t.Errorf("the distribution is %v, want %v", v.Distribution, want)
	}
	if !strings.HasPrefix(e.asked[21].Stem, "7,7,7,") {
		t.Errorf("the descending overall was asked after %q", e.asked[21].Stem)
	}
}

func TestWordsAreAskedForInTheOrderOfTheScale(t *testing.T) {
	e := answers(func(_ string, q Question) Reading {
		if strings.HasSuffix(q.Stem, " ") || slices.ContainsFunc(q.Answers, func(a string) bool { return a[0] != ' ' }) {
			t.Errorf("the space stands at the end of %q or is missing in %q", q.Stem, q.Answers)
		}
		return surely(q, " good")
	})
	score := scoreOf(t, scorerOf(t, e, Options{Form: Words, Careful: true}))
	if v := score.Of(library.Exposure); v.Mean != 7.5 || v.SD != 0 || len(v.Distribution) != 5 {
		t.Errorf("%+v", v)
	}
	if score.Overall.Mean != 7.5 {
		t.Errorf("overall: %+v", score.Overall)
	}
	if want := "good,good,good,"; !strings.HasPrefix(e.asked[10].Stem, want) {
		t.Errorf("the stem is %q", e.asked[10].Stem)
	}
}

func TestThePapersFormReadsIntegersAndANumber(t *testing.T) {
	e := answers(func(_ string, q Question) Reading {
		switch {
		case strings.HasPrefix(q.Stem, "Composition Score"):
			return surely(q, "6")
		case strings.HasPrefix(q.Stem, "Eye-Catching Score"):
			return surely(q, "4")
		case strings.HasSuffix(q.Stem, "<"):
			return surely(q, "6")
		case strings.HasSuffix(q.Stem, "<6."):
			return surely(q, "5")
		case strings.HasSuffix(q.Stem, "<6.5"):
			return surely(q, "9")
		}
		return surely(q, "9")
	})
	score := scoreOf(t, scorerOf(t, e, Options{Form: Paper, Careful: true}))
	if got := score.Of(library.Composition).Mean; got != 6 {
		t.Errorf("composition %g", got)
	}
	if got := score.Of(library.EyeCatching).Mean; got != 4 {
		t.Errorf("eye-catching %g", got)
	}
	if got := score.Of(library.Clarity).Mean; got != 10 {
		t.Errorf("clarity %g", got)
	}
	if !near(score.Overall.Mean, 6.59) || !strings.HasPrefix(e.asked[10].Stem, "Composition 6, Appeal 4, Subject 9, Complete 9") {
		t.Errorf("overall %+v after %q", score.Overall, e.asked[10].Stem)
	}
	if len(e.shown) != 1 {
		t.Errorf("%d views: the paper's form has one order", len(e.shown))
	}
}

func TestAPhotoWithoutPixelsIsRefused(t *testing.T) {
	s := scorerOf(t, says(0, 0, 0, 0, 0, 0, 1, 0, 0), Options{})
	for name, sub := range map[string]*scoring.Subject{
		"none": nil, "no preview": {}, "empty": {Preview: image.NewRGBA(image.Rectangle{})},
	} {
		if _, err := scoring.Score(t.Context(), s, sub); !errors.Is(err, ErrNoPreview) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheSamePhotoGetsTheSameScore(t *testing.T) {
	s := scorerOf(t, says(.01, .02, .03, .04, .1, .2, .3, .2, .05), Options{Careful: true})
	a, b := scoreOf(t, s), scoreOf(t, s)
	b.ScoredAt = a.ScoredAt
	if !reflect.DeepEqual(a, b) {
		t.Errorf("%+v and then %+v", a, b)
	}
}
