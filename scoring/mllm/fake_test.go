package mllm

import (
	"context"
	"image"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

// fakeEngine is a model whose answers are known.
type fakeEngine struct {
	mu     sync.Mutex
	model  Model
	answer func(prefix string, q Question) Reading
	tokens func(text string) int
	fails  []error // what the next prefills fail with, nil for a good one
	shown  []image.Point
	asked  []Question
	open   int // views that were not closed
}

// says is an engine that gives the same probabilities whatever it is asked.
func says(p ...float64) *fakeEngine {
	return answers(func(string, Question) Reading { return reading(p...) })
}

func answers(answer func(prefix string, q Question) Reading) *fakeEngine {
	return &fakeEngine{
		model: Model{
			Name: "tiny", Architecture: "qwen3vl", Digest: "aa+bb", Runtime: "llama.cpp b10256",
			Backend: "CPU", Device: "Processor", ReadMode: Batched, ImageTokens: 16,
		},
		answer: answer,
		tokens: digitTokens,
	}
}

// reading is a reading whose other probability is off the answers.
func reading(p ...float64) Reading {
	r := Reading{P: p, Off: 1}
	for _, x := range p {
		r.Off -= x
	}
	return r
}

// surely is a reading that gives one answer all probability.
func surely(q Question, answer string) Reading {
	p := make([]float64, len(q.Answers))
	p[slices.Index(q.Answers, answer)] = 1
	return reading(p...)
}

// digitTokens counts as Qwen's vocabulary does: digits, marks and spaces each by
// themselves, but a word with its letters and the space before it.
func digitTokens(text string) int {
	n, runes := 0, []rune(text)
	for i, r := range runes {
		startsWord := unicode.IsLetter(r) && (i == 0 || !unicode.IsLetter(runes[i-1]) && runes[i-1] != ' ')
		spaceOfWord := r == ' ' && i+1 < len(runes) && unicode.IsLetter(runes[i+1])
		if startsWord || spaceOfWord || !unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// gluedTokens counts as GPT-2's does: a space belongs to what follows.
func gluedTokens(text string) int {
	return digitTokens(strings.ReplaceAll(text, " ", "")) + strings.Count(text[max(0, len(text)-1):], " ")
}

// splitTokens has no token for a digit.
func splitTokens(text string) int {
	n := digitTokens(text)
	for _, r := range text {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// spacedTokens counts as some vocabularies of SentencePiece do, which put a space
// before whatever they are given.
func spacedTokens(text string) int { return 1 + digitTokens(text) }

// noDigitTokens leaves out digits, as a vocabulary does that knows none.
func noDigitTokens(text string) int {
	return digitTokens(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, text))
}

func (e *fakeEngine) Model() Model { return e.model }

func (e *fakeEngine) Prefill(ctx context.Context, picture *image.RGBA, prefix string) (View, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.shown = append(e.shown, picture.Rect.Size())
	if len(e.fails) > 0 {
		err := e.fails[0]
		e.fails = e.fails[1:]
		if err != nil {
			return nil, err
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	e.open++
	return &fakeView{engine: e, prefix: prefix}, nil
}

func (e *fakeEngine) Tokens(_ context.Context, texts []string) ([]int, error) {
	counts := make([]int, len(texts))
	for i, text := range texts {
		counts[i] = e.tokens(text)
	}
	return counts, nil
}

type fakeView struct {
	engine *fakeEngine
	prefix string
	closed bool
}

func (v *fakeView) Ask(_ context.Context, questions []Question) ([]Reading, error) {
	v.engine.mu.Lock()
	defer v.engine.mu.Unlock()
	v.engine.asked = append(v.engine.asked, questions...)
	readings := make([]Reading, len(questions))
	for i, q := range questions {
		readings[i] = v.engine.answer(v.prefix, q)
	}
	return readings, nil
}

func (v *fakeView) Write(context.Context, Question, WriteLimit, func(string) error) (Written, error) {
	return Written{}, nil
}

func (v *fakeView) Cost() Cost { return Cost{} }

func (v *fakeView) Close() {
	v.engine.mu.Lock()
	defer v.engine.mu.Unlock()
	if !v.closed {
		v.closed = true
		v.engine.open--
	}
}

func scorerOf(t *testing.T, e Engine, o Options) *Scorer {
	t.Helper()
	s, err := New(t.Context(), e, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func subject() *scoring.Subject {
	return &scoring.Subject{
		Photo:   library.Photo{Path: "/photos/IMG_1.jpg", Hash: "h1"},
		Preview: image.NewRGBA(image.Rect(0, 0, 128, 128)),
	}
}

func scoreOf(t *testing.T, s *Scorer) library.Score {
	t.Helper()
	score, err := scoring.Score(t.Context(), s, subject())
	if err != nil {
		t.Fatal(err)
	}
	return score
}
