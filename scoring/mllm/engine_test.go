package mllm_test

import (
	"errors"
	"image"
	"image/color"
	"math"
	"reflect"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
	"keeplight.app/keeplight/scoring/mllm"
)

// open starts a real llama.cpp with a tiny model.
func open(t *testing.T, o tinymodel.Options) *engine.Engine {
	t.Helper()
	model, projector := enginetest.Write(t, o)
	e, err := engine.Open(t.Context(), engine.Options{
		Program: enginetest.Program(t), Runtime: enginetest.Runtime(t),
		Model: model, Projector: projector, Device: engine.CPU, ImageTokens: 16,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func scorerOn(t *testing.T, e mllm.Engine, o mllm.Options) *mllm.Scorer {
	t.Helper()
	s, err := mllm.New(t.Context(), e, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// photo is a picture of stripes, so that there is something to see.
func photo() *scoring.Subject {
	preview := image.NewRGBA(image.Rect(0, 0, 128, 128))
	for y := range 128 {
		for x := range 128 {
			preview.SetRGBA(x, y, color.RGBA{R: uint8(2 * x), G: uint8(32 * (y / 16)), B: 90, A: 255})
		}
	}
	return &scoring.Subject{Photo: library.Photo{Path: "IMG_1.jpg", Hash: "h1"}, Preview: preview}
}

func score(t *testing.T, s *mllm.Scorer) library.Score {
	t.Helper()
	got, err := scoring.Score(t.Context(), s, photo())
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// wantAll checks that everything is known, on the scale and hardly off.
func wantAll(t *testing.T, s library.Score, maxOff float64) {
	t.Helper()
	check := func(what string, v library.Value) {
		if !v.Known || !(v.Mean >= 0 && v.Mean <= 10 && v.SD > 0 && v.Off <= maxOff) {
			t.Errorf("%s: %+v", what, v)
		}
	}
	check("overall", s.Overall)
	for _, a := range library.Attributes() {
		check(a.Key(), s.Of(a))
	}
}

func TestALoadedModelScoresAPhotoTheSameTwice(t *testing.T) {
	for arch, maxOff := range map[tinymodel.Arch]float64{
		tinymodel.Qwen3VL: mllm.OffWarning,
		// Their random weights leave up to a third on other tokens.
		tinymodel.Qwen2VL: 0.4, tinymodel.Idefics3: 0.4,
	} {
		t.Run(string(arch), func(t *testing.T) {
			s := scorerOn(t, open(t, tinymodel.Options{Arch: arch}), mllm.Options{})
			first, second := score(t, s), score(t, s)
			wantAll(t, first, maxOff)
			if first.By.Settings["form"] != string(mllm.Digits) {
				t.Errorf("the form is %s", first.By.Settings["form"])
			}
			second.ScoredAt = first.ScoredAt
			if !reflect.DeepEqual(first, second) {
				t.Errorf("%+v and then %+v", first, second)
			}
		})
	}
}

func TestALoadedModelAnswersInEveryForm(t *testing.T) {
	e := open(t, tinymodel.Options{})
	for name, o := range map[string]mllm.Options{
		"careful": {Careful: true},
		"direct":  {Overall: mllm.Direct},
		"paper":   {Form: mllm.Paper},
	} {
		t.Run(name, func(t *testing.T) { wantAll(t, score(t, scorerOn(t, e, o)), mllm.OffWarning) })
	}
}

func TestALoadedModelWithoutDigitsIsAskedForWords(t *testing.T) {
	s := scorerOn(t, open(t, tinymodel.Options{NoDigits: true}), mllm.Options{})
	if form := s.Provenance().Settings["form"]; form != string(mllm.Words) {
		t.Fatalf("the form is %s", form)
	}
	wantAll(t, score(t, s), 0.1)
}

func TestALoadedModelThatAnswersSomethingElseGivesNoScore(t *testing.T) {
	s := scorerOn(t, open(t, tinymodel.Options{Favour: []string{"Q"}}), mllm.Options{})
	if got, err := scoring.Score(t.Context(), s, photo()); !errors.Is(err, mllm.ErrNoAnswer) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestReadingAllAnswersAtOnceOrOneByOneGivesNearlyTheSame(t *testing.T) {
	model, projector := enginetest.Pair(t, tinymodel.Qwen3VL)
	var scores []library.Score
	for _, mode := range []string{mllm.Batched, mllm.Sequential} {
		e, err := engine.Open(t.Context(), engine.Options{
			Program: enginetest.Program(t), Runtime: enginetest.Runtime(t),
			Model: model, Projector: projector, Device: engine.CPU, ImageTokens: 16, ReadMode: mode,
		})
		if err != nil {
			t.Fatal(err)
		}
		scores = append(scores, score(t, scorerOn(t, e, mllm.Options{})))
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
	if scores[0].By.Key() == scores[1].By.Key() {
		t.Error("both have the same key")
	}
	for _, a := range library.Attributes() {
		if x, y := scores[0].Of(a).Mean, scores[1].Of(a).Mean; math.Abs(x-y) > 0.01 {
			t.Errorf("%s: %g and %g", a.Key(), x, y)
		}
	}
}
