package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/engine/wire"
)

var wide = bounds{context: 1000, batch: 500, outputs: 64, branches: 16}

func ask(t *testing.T, limit bounds, batched bool, qs ...wire.Question) (*wire.Asked, *fakeMachine) {
	t.Helper()
	f := newFake(limit)
	s := &session{machine: f, batched: batched, prefilled: true, taken: 1, end: 1}
	asked, err := s.ask(t.Context(), &wire.Ask{Questions: qs})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.sequences) != 1 {
		t.Errorf("%d sequences are left", len(f.sequences))
	}
	return asked, f
}

func many(n int) (qs []wire.Question) {
	for i := range n {
		qs = append(qs, wire.Question{Text: fmt.Sprintf("how good is %d?", i), Answers: []string{"1", "2", "39", "38", "3"}})
	}
	return qs
}

func TestQuestionsAreReadAsThoughEachWasAlone(t *testing.T) {
	single, _ := ask(t, wide, false, many(40)...)
	for name, limit := range map[string]bounds{
		"room for all":    {context: 5000, batch: 4000, outputs: 200, branches: 200},
		"few sequences":   {context: 1000, batch: 500, outputs: 64, branches: 8},
		"few outputs":     {context: 1000, batch: 500, outputs: 3, branches: 16},
		"a small batch":   {context: 1000, batch: 30, outputs: 64, branches: 16},
		"a small context": {context: 40, batch: 500, outputs: 64, branches: 16},
		"a state":         {context: 1000, batch: 500, outputs: 64, branches: 16, recurrent: true},
	} {
		t.Run(name, func(t *testing.T) {
			all, f := ask(t, limit, true, many(40)...)
			for i := range all.Readings {
				for k, p := range all.Readings[i].P {
					if math.Abs(p-single.Readings[i].P[k]) > 1e-12 {
						t.Errorf("question %d, answer %d: %g, alone %g", i, k, p, single.Readings[i].P[k])
					}
				}
			}
			for _, n := range f.decodes {
				if n > limit.batch || n > limit.context-1 {
					t.Errorf("%d tokens at once", n)
				}
			}
		})
	}
}

func TestWhatQuestionsBeginWithIsReadOnce(t *testing.T) {
	_, f := ask(t, wide, true, wire.Question{Text: "how good?", Answers: []string{"1"}}, wire.Question{Text: "how bad?", Answers: []string{"1"}})
	if len(f.decodes) != 1 || f.decodes[0] != len("how good?")+len("bad?") {
		t.Errorf("decoded %v", f.decodes)
	}
}

func TestAnswersAddUpToAtMostOne(t *testing.T) {
	asked, _ := ask(t, wide, true, wire.Question{Text: "?", Answers: []string{"a", "ab", "abc", "abd", "ac", "b"}})
	sum := 0.0
	for _, p := range asked.Readings[0].P {
		if p <= 0 {
			t.Errorf("an answer has %g", p)
		}
		sum += p
	}
	first, _ := ask(t, wide, true, wire.Question{Text: "?", Answers: []string{"a", "b"}})
	if want := first.Readings[0].P[0] + first.Readings[0].P[1]; math.Abs(sum-want) > 1e-12 {
		t.Errorf("they add up to %g, their first tokens to %g", sum, want)
	}
}

func TestACancelledRequestEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := &session{machine: newFake(wide), prefilled: true, taken: 1, end: 1}
	if _, err := s.ask(ctx, &wire.Ask{Questions: many(1)}); !errors.Is(err, errCancelled) {
		t.Errorf("asking gave %v", err)
	}
	if _, err := s.write(ctx, &wire.Write{Question: many(1)[0], Tokens: 5, Bytes: 5}, nil); !errors.Is(err, errCancelled) {
		t.Errorf("writing gave %v", err)
	}
}

func TestNothingIsAskedBeforeAPicture(t *testing.T) {
	s := &session{machine: newFake(wide)}
	if _, err := s.ask(t.Context(), &wire.Ask{Questions: many(1)}); !errors.Is(err, errRequest) {
		t.Errorf("asking gave %v", err)
	}
	if _, err := s.write(t.Context(), &wire.Write{}, nil); !errors.Is(err, errRequest) {
		t.Errorf("writing gave %v", err)
	}
}

func TestProbabilitiesAreOverTheWholeVocabulary(t *testing.T) {
	for _, shift := range []float32{0, 3000, -3000} {
		d, err := distribute([]float32{shift, shift + 1, shift + 2, float32(math.Inf(-1))})
		if err != nil {
			t.Fatal(err)
		}
		norm := 1 + math.E + math.E*math.E
		for i, want := range []float64{1 / norm, math.E / norm, math.E * math.E / norm, 0} {
			if got := d.p(token(i)); math.Abs(got-want) > 1e-12 {
				t.Errorf("token %d has %g, want %g", i, got, want)
			}
		}
		if d.likeliest() != 2 {
			t.Errorf("the likeliest is %d", d.likeliest())
		}
	}
}

func TestLogitsThatAreNoNumbersAreRefused(t *testing.T) {
	inf, nan := float32(math.Inf(1)), float32(math.NaN())
	for _, logits := range [][]float32{{1, nan}, {1, inf}, {-inf, -inf}, {}} {
		if _, err := distribute(logits); !errors.Is(err, errNumbers) {
			t.Errorf("%v gave %v", logits, err)
		}
	}
}

func TestWritingHandsOverWholeCharacters(t *testing.T) {
	for name, c := range map[string]struct {
		writes        string
		tokens, bytes int
		want          []string
		ended         bool
	}{
		"to its end":          {"aé€😀\x00", 99, 99, []string{"a", "é", "€", "😀"}, true},
		"so many tokens":      {"abcdef", 3, 99, []string{"a", "b", "c"}, false},
		"so many bytes":       {"aéb", 99, 2, []string{"a"}, false},
		"what is no text":     {"a\xffb\x00", 99, 99, []string{"a", "\uFFFD", "b"}, true},
		"half a letter":       {"a\xc3\x00", 99, 99, []string{"a", "\uFFFD"}, true},
		"half a letter, then": {"\xe2\x82a\x00", 99, 99, []string{"\uFFFDa"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(wide)
			f.writes = c.writes
			s := &session{machine: f, prefilled: true, taken: 1, end: 1}
			var got []string
			written, err := s.write(t.Context(), &wire.Write{Question: wire.Question{Text: "?"}, Tokens: c.tokens, Bytes: c.bytes}, func(piece string) error {
				got = append(got, piece)
				return nil
			})
			if err != nil || written.Ended != c.ended || strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("wrote %q, %+v, %v", got, written, err)
			}
		})
	}
}

func TestWritingEndsWhereTheContextDoes(t *testing.T) {
	f := newFake(bounds{context: 10, batch: 500, outputs: 64, branches: 16})
	f.writes = "abc"
	s := &session{machine: f, prefilled: true, taken: 1, end: 1}
	written, err := s.write(t.Context(), &wire.Write{Question: wire.Question{Text: "?"}, Tokens: 99, Bytes: 99}, func(string) error { return nil })
	if err != nil || written.Tokens > 10 || written.Tokens < 5 || len(f.sequences) != 1 {
		t.Errorf("%+v, %v", written, err)
	}
}

func TestOneByOneWhatAllQuestionsBeginWithIsReadOnce(t *testing.T) {
	qs := many(10)
	_, f := ask(t, wide, false, qs...)
	if want := len("how good is "); f.decodes[0] != want {
		t.Errorf("first %d tokens were decoded, want %d", f.decodes[0], want)
	}
	alone, _ := ask(t, wide, false, qs[9])
	together, _ := ask(t, wide, false, qs...)
	if got, want := together.Readings[9], alone.Readings[0]; !slices.Equal(got.P, want.P) {
		t.Errorf("read %v, alone %v", got.P, want.P)
	}
}
