package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/eyechart/chart"
	"keeplight.app/keeplight/scoring/mllm"
)

// examples is how many sets of values are fed back for an overall, and how many
// are explained.
const examples = 4000

// prompts is what the program says to a model, taken down from the program
// itself.
type prompts struct {
	Beginning  string             `json:"beginning"`
	Descending string             `json:"descending"` // the scale upside down, which the eye chart does not know
	Attributes map[string]spoken  `json:"attributes"` // by key
	Chart      map[string]spoken  `json:"chart"`      // by name: the questions of the eye chart that are answered
	Overalls   []overallExample   `json:"overalls"`
	Explain    string             `json:"explain"` // how explanations begin
	Explained  []explainedExample `json:"explained"`
}

type spoken struct {
	Text string `json:"text"`
	Stem string `json:"stem"`
}

type overallExample struct {
	spoken
	Mean float64 `json:"mean"` // of the digits that are fed back, 1..9
}

type explainedExample struct {
	spoken
	Values map[string]float64 `json:"values"` // 0..10, by key
}

func writePrompts(path string) error {
	p := prompts{Attributes: map[string]spoken{}, Chart: map[string]spoken{}}
	r := rand.New(rand.NewPCG(1, 2))
	for range examples {
		if err := p.score(r); err != nil {
			return err
		}
	}
	for range examples {
		if err := p.explain(r); err != nil {
			return err
		}
	}
	for _, q := range chart.Questions() {
		own := p.Attributes[library.Clarity.Key()]
		if a, ok := q.Attribute(); ok {
			own = p.Attributes[a.Key()]
		} else {
			own.Stem = chart.Stem(q)
		}
		p.Chart[q.String()] = own
	}
	b, err := json.MarshalIndent(p, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o644)
}

// score has the program score a picture whose attributes get digits by chance,
// those that the eye chart leaves out sometimes none.
func (p *prompts) score(r *rand.Rand) error {
	rec := &recorder{random: r, silent: r.IntN(3) > 0}
	for _, careful := range []bool{false, true} {
		s, err := mllm.New(context.Background(), rec, mllm.Options{Careful: careful})
		if err != nil {
			return err
		}
		if _, err := s.Score(context.Background(), subject()); err != nil {
			return err
		}
		if careful {
			break
		}
		p.Beginning = rec.prefix
		sum, n := 0.0, 0.0
		for i, a := range library.Attributes() {
			q := rec.asked[0][i]
			p.Attributes[a.Key()] = spoken{q.Text, q.Stem}
			if d := rec.digits[i]; d > 0 {
				sum, n = sum+float64(d), n+1
			}
		}
		q := rec.asked[1][0]
		p.Overalls = append(p.Overalls, overallExample{spoken{q.Text, q.Stem}, sum / n})
	}
	p.Descending = rec.prefix
	return nil
}

// explain has the program explain a score by chance.
func (p *prompts) explain(r *rand.Rand) error {
	rec := &recorder{random: r}
	x, err := mllm.NewExplainer(rec)
	if err != nil {
		return err
	}
	score := library.Score{Overall: library.Value{Known: true, Mean: 10 * r.Float64()}}
	e := explainedExample{Values: map[string]float64{}}
	silent := r.IntN(3) > 0
	for _, a := range library.Attributes() {
		if silent && !answered(a) {
			continue
		}
		score.Values[a] = library.Value{Known: true, Mean: 9.99 * r.Float64()}
		e.Values[a.Key()] = score.Values[a].Mean
	}
	if _, err := x.Explain(context.Background(), subject(), &score, library.Prose, func(string) error { return nil }); err != nil {
		return err
	}
	p.Explain = rec.prefix
	e.spoken = spoken{rec.written.Text, rec.written.Stem}
	p.Explained = append(p.Explained, e)
	return nil
}

// answered is true for the attributes that the eye chart has a question for.
func answered(a library.Attribute) bool {
	for _, q := range chart.Questions() {
		if own, ok := q.Attribute(); ok && own == a {
			return true
		}
	}
	return false
}

func subject() *scoring.Subject {
	return &scoring.Subject{Preview: image.NewRGBA(image.Rect(0, 0, chart.Side, chart.Side))}
}

// recorder is an engine that takes down what it is asked. Its answers are digits
// by chance.
type recorder struct {
	random  *rand.Rand
	silent  bool // about the attributes that the eye chart leaves out
	prefix  string
	asked   [][]mllm.Question
	digits  []int // of the first questions, 0 for none
	written mllm.Question
}

var _ mllm.Engine = (*recorder)(nil)

func (e *recorder) Model() mllm.Model { return mllm.Model{Name: "recorder", ImageTokens: 16} }

func (e *recorder) Prefill(_ context.Context, _ *image.RGBA, prefix string) (mllm.View, error) {
	e.prefix, e.asked = prefix, nil
	return recorderView{e}, nil
}

// Tokens counts a token for each byte, as the eye chart's vocabulary does.
func (e *recorder) Tokens(_ context.Context, texts []string) ([]int, error) {
	counts := make([]int, len(texts))
	for i, text := range texts {
		counts[i] = len(text)
	}
	return counts, nil
}

type recorderView struct{ *recorder }

func (v recorderView) Ask(_ context.Context, questions []mllm.Question) ([]mllm.Reading, error) {
	first := len(v.asked) == 0
	v.asked = append(v.asked, questions)
	if first {
		v.digits = make([]int, len(questions))
	}
	readings := make([]mllm.Reading, len(questions))
	for i, q := range questions {
		if len(q.Answers) != 9 {
			return nil, errors.New("a question is not answered with a digit from 1 to 9")
		}
		readings[i] = mllm.Reading{P: make([]float64, len(q.Answers)), Off: 1}
		if first && v.silent && !answered(library.Attributes()[i]) {
			continue
		}
		d := v.random.IntN(9)
		readings[i].P[d], readings[i].Off = 1, 0
		if first {
			v.digits[i] = d + 1
		}
	}
	return readings, nil
}

func (v recorderView) Write(_ context.Context, q mllm.Question, _ mllm.WriteLimit, emit func(string) error) (mllm.Written, error) {
	v.written = q
	if strings.TrimSpace(q.Stem) == "" {
		return mllm.Written{}, fmt.Errorf("an explanation has no stem to go on from")
	}
	return mllm.Written{Tokens: 1, Ended: true}, emit(" is so.")
}

func (v recorderView) Cost() mllm.Cost { return mllm.Cost{} }
func (v recorderView) Close()          {}
