package main

import (
	"math"
	"slices"
)

// fakeMachine is a model whose vocabulary is the bytes, and which remembers what
// stands in its sequences. After any text it gives logits that depend on all of
// that text, so that a token too many or too few shows.
type fakeMachine struct {
	machine
	limit     bounds
	sequences map[sequence][]token
	outputs   map[int][]float32
	decodes   []int // the number of tokens in each
	writes    string
	chat      map[string]string // templates and what they make of "%"
	own       string
}

func newFake(limit bounds) *fakeMachine {
	return &fakeMachine{limit: limit, sequences: map[sequence][]token{0: {'p'}}}
}

func (f *fakeMachine) bounds() bounds { return f.limit }

func (f *fakeMachine) tokens(text string) (tokens []token) {
	for _, b := range []byte(text) {
		tokens = append(tokens, token(b))
	}
	return tokens
}

func (f *fakeMachine) fork(from, to sequence) error {
	f.sequences[to] = slices.Clone(f.sequences[from])
	return nil
}

func (f *fakeMachine) forget(s sequence) error {
	delete(f.sequences, s)
	return nil
}

func (f *fakeMachine) decode(steps []step) error {
	f.decodes = append(f.decodes, len(steps))
	f.outputs = map[int][]float32{}
	for i, s := range steps {
		for _, q := range s.sequences {
			if len(f.sequences[q]) != s.position {
				panic("a position that does not follow")
			}
			f.sequences[q] = append(f.sequences[q], s.token)
		}
		if s.output {
			f.outputs[i] = f.after(f.sequences[s.sequences[0]])
		}
	}
	return nil
}

// after gives the logits after a text: what is to be written, or some that
// differ from text to text.
func (f *fakeMachine) after(text []token) []float32 {
	logits := make([]float32, 256)
	if f.writes != "" {
		logits[f.writes[(len(text)-2)%len(f.writes)]] = 50
		return logits
	}
	sum := 1.0
	for i, t := range text {
		sum += float64(t) * math.Sqrt(float64(i+2))
	}
	for t := range logits {
		logits[t] = float32(3 * math.Sin(sum*float64(t+1)))
	}
	return logits
}

func (f *fakeMachine) logits(i int) ([]float32, error) { return f.outputs[i], nil }
func (f *fakeMachine) ends(t token) bool               { return t == 0 }
func (f *fakeMachine) piece(t token) []byte            { return []byte{byte(t)} }
