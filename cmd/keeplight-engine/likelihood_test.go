package main

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/engine/wire"
)

// byHand multiplies the probabilities one token after the other.
func byHand(t *testing.T, f *fakeMachine, before, text string) float64 {
	t.Helper()
	tokens := append([]token{'p'}, f.tokens(before)...)
	sum := 0.0
	for _, next := range f.tokens(text) {
		d, err := distribute(f.after(tokens))
		if err != nil {
			t.Fatal(err)
		}
		sum += math.Log(d.p(next))
		tokens = append(tokens, next)
	}
	return sum
}

func TestTheLikelihoodIsThatOfEachTokenAfterAllBefore(t *testing.T) {
	for name, limit := range map[string]bounds{
		"in one decode":        {context: 4096, batch: 2048, outputs: 128, branches: 4},
		"a few at once":        {context: 4096, batch: 2048, outputs: 7, branches: 4},
		"in small batches":     {context: 4096, batch: 5, outputs: 128, branches: 4},
		"one after the other":  {context: 4096, batch: 300, outputs: 1, branches: 4},
		"at the context's end": {context: 1 + 12 + 40, batch: 2048, outputs: 128, branches: 4},
	} {
		f := newFake(limit)
		s := &session{machine: f, turn: turn{after: ">"}, prefilled: true, taken: 1, end: 1}
		text := strings.Repeat("soft and dark. ", 3)[:37]
		req := &wire.Likelihood{Question: wire.Question{Text: "why?", Stem: "This"}, Text: text}
		if limit.batch == 5 { // a question has to fit into one batch, its text does not
			req.Question = wire.Question{Text: "y", Stem: "T"}
		}
		before := req.Question.Text + ">" + req.Question.Stem
		got, err := s.likelihood(t.Context(), req)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if want := byHand(t, f, before, text); math.Abs(got.LogP-want) > 1e-9 || got.Tokens != len(text) {
			t.Errorf("%s: %+v, by hand %v for %d tokens", name, got, want, len(text))
		}
		if len(f.sequences[0]) != 1 || f.sequences[1] != nil {
			t.Errorf("%s: it leaves %v behind", name, f.sequences)
		}
		if err := got.Check(req); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatCannotBeHeldAgainstThePictureIsRefused(t *testing.T) {
	f := newFake(bounds{context: 64, batch: 64, outputs: 8, branches: 4})
	s := &session{machine: f, turn: turn{after: ">"}, taken: 1, end: 1}
	ask := func(ctx context.Context, text string) error {
		_, err := s.likelihood(ctx, &wire.Likelihood{Question: wire.Question{Text: "why?"}, Text: text})
		return err
	}
	if err := ask(t.Context(), "soft"); !errors.Is(err, errRequest) {
		t.Errorf("without a picture: %v", err)
	}
	s.prefilled = true
	for _, text := range []string{"", strings.Repeat("long ", 30)} {
		if err := ask(t.Context(), text); !errors.Is(err, errRequest) {
			t.Errorf("%q: %v", text, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := ask(ctx, "soft"); !errors.Is(err, errCancelled) {
		t.Errorf("cancelled: %v", err)
	}
}
