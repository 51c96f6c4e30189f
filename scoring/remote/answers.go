package remote

import (
	"fmt"
	"math"
	"strings"

	"github.com/openai/openai-go/v3"

	"keeplight.app/keeplight/scoring/mllm"
)

// topProbabilities is how many likely tokens are asked for: servers give 20 at most.
const topProbabilities = 20

// token is what a server says of one place of its answer.
type token struct {
	text string
	top  []likely
}

// likely is a token that could stand in a place, with its probability.
type likely struct {
	text string
	p    float64
}

// tokensOf reads the probabilities of an answer, as far as they are numbers; nil where
// there are none.
func tokensOf(c *openai.ChatCompletionChoice) []token {
	var tokens []token
	for _, given := range c.Logprobs.Content {
		t := token{text: given.Token}
		seen := false
		for _, other := range given.TopLogprobs {
			seen = seen || other.Token == given.Token
			t.add(other.Token, other.Logprob)
		}
		if !seen { // some servers list only the others
			t.add(given.Token, given.Logprob)
		}
		tokens = append(tokens, t)
	}
	return tokens
}

func (t *token) add(text string, logprob float64) {
	if p := math.Exp(logprob); p >= 0 && p <= 1+1e-6 {
		t.top = append(t.top, likely{text, min(p, 1)})
	}
}

// read gives how likely each answer is, at the first place where the model gave one of
// them; where it gave none, at the first place that is not blank. What is beyond the
// likeliest tokens counts as something else.
func read(tokens []token, answers []string) mllm.Reading {
	at := -1
	for i, t := range tokens {
		if strings.TrimSpace(t.text) == "" {
			continue
		}
		if at < 0 {
			at = i
		}
		if answerOf(t.text, answers) >= 0 {
			at = i
			break
		}
	}
	r := mllm.Reading{P: make([]float64, len(answers)), Off: 1}
	if at < 0 {
		return r
	}
	sum := 0.0
	for _, l := range tokens[at].top {
		if i := answerOf(l.text, answers); i >= 0 {
			r.P[i] += l.p
			sum += l.p
		}
	}
	if sum > 1 { // rounded
		for i := range r.P {
			r.P[i] /= sum
		}
		sum = 1
	}
	r.Off = 1 - sum
	return r
}

// answerOf is which answer a token is or begins, -1 where it is none or could be
// several.
func answerOf(text string, answers []string) int {
	text = strings.ToLower(strings.Trim(text, " \t\r\n\u2581\u0120*\"'"))
	if text == "" {
		return -1
	}
	found := -1
	for i, a := range answers {
		a = strings.ToLower(strings.TrimSpace(a))
		if a == text {
			return i
		}
		if strings.HasPrefix(a, text) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// parse reads the answer of a server without probabilities: the one answer that it
// gave.
func parse(content string, answers []string) mllm.Reading {
	r := mllm.Reading{P: make([]float64, len(answers)), Off: 1, Spoken: true}
	for _, word := range strings.FieldsFunc(content, notOfAnswers) {
		for i, a := range answers {
			if strings.EqualFold(word, strings.TrimSpace(a)) {
				r.P[i], r.Off = 1, 0
				return r
			}
		}
	}
	return r
}

// notOfAnswers is true for what stands between words and numbers.
func notOfAnswers(r rune) bool {
	return !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '.')
}

// first is the one choice that was asked for.
func first(answer *openai.ChatCompletion) (*openai.ChatCompletionChoice, error) {
	if answer == nil || len(answer.Choices) == 0 {
		return nil, decided{fmt.Errorf("%w: it holds no choice", ErrAnswer)}
	}
	return &answer.Choices[0], nil
}
