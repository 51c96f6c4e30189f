package main

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"keeplight.app/keeplight/scoring/engine/wire"
)

// query is a question as tokens.
type query struct {
	suffix  []token
	answers [][]token
	shared  []int // the answers whose first token is another's too
}

// query splits a question and its answers into tokens.
func (s *session) query(q *wire.Question) (*query, error) {
	suffix, err := s.suffix(q)
	if err != nil {
		return nil, err
	}
	result := &query{suffix: suffix}
	firsts := map[token]int{}
	for _, text := range q.Answers {
		tokens := s.tokens(text)
		if len(tokens) == 0 || len(tokens) > s.bounds().outputs {
			return nil, fmt.Errorf("%w: an answer has %d tokens, 1 to %d are read: %q", errRequest, len(tokens), s.bounds().outputs, text)
		}
		if slices.ContainsFunc(result.answers, func(other []token) bool { return slices.Equal(other, tokens) }) {
			return nil, fmt.Errorf("%w: the answer %q is there twice", errRequest, text)
		}
		result.answers = append(result.answers, tokens)
		firsts[tokens[0]]++
	}
	for i, tokens := range result.answers {
		if firsts[tokens[0]] > 1 {
			result.shared = append(result.shared, i)
		}
	}
	return result, nil
}

// distribution gives probabilities out of logits, over the whole vocabulary.
type distribution struct {
	logits []float32
	norm   float64 // log of the sum of the exponentials
}

var errNumbers = errors.New("the model gives no numbers: its weights are damaged, or the device computes incorrectly")

// distribute sums in float64, from the largest down, so that the result does not
// overflow and hardly rounds.
func distribute(logits []float32) (distribution, error) {
	most := float32(math.Inf(-1))
	for _, l := range logits {
		if math.IsNaN(float64(l)) || math.IsInf(float64(l), 1) {
			return distribution{}, errNumbers
		}
		most = max(most, l)
	}
	if math.IsInf(float64(most), -1) {
		return distribution{}, errNumbers
	}
	sum := 0.0
	for _, l := range logits {
		sum += math.Exp(float64(l) - float64(most))
	}
	return distribution{logits, float64(most) + math.Log(sum)}, nil
}

// p gives the probability of a token, 0..1.
func (d distribution) p(t token) float64 {
	return min(1, math.Exp(float64(d.logits[t])-d.norm))
}

// likeliest gives the token with the greatest probability, the first of equals.
func (d distribution) likeliest() token {
	best := 0
	for t, l := range d.logits {
		if l > d.logits[best] {
			best = t
		}
	}
	return token(best)
}

// settle takes from answers that begin other answers what belongs to the longer
// ones, so that all add up to at most 1. whole[i] is the probability that the
// model writes answer i and then anything.
func settle(answers [][]token, shared []int, whole []float64) []float64 {
	result := slices.Clone(whole)
	for _, i := range shared {
		for _, j := range shared {
			if isNextLonger(answers, shared, i, j) {
				result[i] -= whole[j]
			}
		}
		result[i] = max(0, result[i])
	}
	return result
}

// isNextLonger is true where answer i begins answer j and no other stands between.
func isNextLonger(answers [][]token, shared []int, i, j int) bool {
	if !begins(answers[i], answers[j]) {
		return false
	}
	for _, k := range shared {
		if begins(answers[i], answers[k]) && begins(answers[k], answers[j]) {
			return false
		}
	}
	return true
}

// begins is true where a is a shorter beginning of b.
func begins(a, b []token) bool { return len(a) < len(b) && slices.Equal(a, b[:len(a)]) }
