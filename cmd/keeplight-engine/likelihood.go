package main

import (
	"context"
	"errors"
	"fmt"
	"math"

	"keeplight.app/keeplight/scoring/engine/wire"
)

// leastP stands for a probability that rounds to nothing, so that one token does not
// make a whole text impossible.
const leastP = 1e-30

// likelihood sums the logarithms of the probabilities of a text's tokens, each after
// all before it, as though the model wrote it after the question. Text and stem are
// split together, as the vocabulary splits them: what a model wrote in other tokens
// counts as though it had been written in these.
func (s *session) likelihood(ctx context.Context, req *wire.Likelihood) (*wire.Likely, error) {
	if !s.prefilled {
		return nil, fmt.Errorf("%w: no picture was read", errRequest)
	}
	given, err := s.suffix(&req.Question)
	if err != nil {
		return nil, err
	}
	whole := s.tokens(s.turn.question(req.Question.Text, req.Question.Stem+req.Text))
	from := min(sameBeginning(given, whole), len(whole)-1)
	if from < 1 || len(whole) <= from || req.Text == "" {
		return nil, fmt.Errorf("%w: there is no text to be held against the picture", errRequest)
	}
	if err := s.fitsContext(len(whole)); err != nil {
		return nil, err
	}
	const own = 1 // the sequence in which it is read
	if err := s.fork(0, own); err != nil {
		return nil, err
	}
	defer func() { _ = s.forget(own) }() // the next one is forgotten by prefill at the latest
	sum, err := s.sumOver(ctx, whole, from, own)
	if err != nil {
		return nil, err
	}
	return &wire.Likely{Tokens: len(whole) - from, LogP: sum}, nil
}

// sumOver decodes all tokens but the last, as many at once as give all their logits,
// and adds up how likely those from a place on are.
func (s *session) sumOver(ctx context.Context, whole []token, from int, own sequence) (sum float64, err error) {
	b := s.bounds()
	for at := 0; at < len(whole)-1; {
		if ctx.Err() != nil {
			return 0, errCancelled
		}
		t, first := newTree(), at
		for wanted := 0; at < len(whole)-1 && len(t.steps) < b.batch; at++ {
			output := at+1 >= from
			if output && wanted == b.outputs {
				break
			}
			t.steps = append(t.steps, step{token: whole[at], position: s.end + at, sequences: []sequence{own}, output: output})
			if output {
				wanted++
			}
		}
		if err := s.decode(t.steps); err != nil {
			return 0, err
		}
		part, err := s.sumOf(t.steps, whole[first+1:])
		if err != nil {
			return 0, err
		}
		sum += part
	}
	return sum, nil
}

// sumOf adds up how likely the token after each of the steps is whose logits were
// wanted.
func (s *session) sumOf(steps []step, next []token) (sum float64, err error) {
	for i := range steps {
		if !steps[i].output {
			continue
		}
		logits, err := s.logits(i)
		if err != nil {
			return 0, err
		}
		d, err := distribute(logits)
		if err != nil {
			return 0, err
		}
		sum += math.Log(max(d.p(next[i]), leastP))
	}
	return sum, nil
}

// fitsContext says whether so many tokens fit behind the picture, in as many decodes
// as it takes.
func (s *session) fitsContext(tokens int) error {
	b := s.bounds()
	room := b.context - s.taken
	if b.positions > 0 {
		room = min(room, b.positions-s.end)
	}
	if tokens > room {
		return fmt.Errorf("%w: the text has %d tokens, and %d fit behind the picture", errRequest, tokens, room)
	}
	return nil
}

// sameBeginning is with how many tokens both begin.
func sameBeginning(a, b []token) (n int) {
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func (w *worker) likelihood(ctx context.Context, req *wire.Likelihood) (*wire.Likely, error) {
	if w.session == nil || len(req.Text) > wire.MaxText {
		return nil, errors.New("no model is loaded, or the text is too long")
	}
	return w.session.likelihood(ctx, req)
}
