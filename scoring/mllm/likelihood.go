package mllm

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

// ErrOtherPrompt says that an explanation was asked for in other words than today's,
// so that nothing follows from how likely it would be now.
var ErrOtherPrompt = errors.New("the explanation was asked for in other words; have it written again")

// WeighingView is a View that can say how likely a text is.
type WeighingView interface {
	// Likelihood gives how likely the model would have been to write a text after a
	// question and its stem. Errors are those of Prefill.
	Likelihood(ctx context.Context, q Question, text string) (scoring.Likelihood, error)
}

var _ scoring.Weigher = (*Explainer)(nil)

// Weigh shows a photo once and holds explanations against it. It changes nothing that
// is stored. Errors: ErrNoPreview, ErrOtherPrompt, scoring.ErrCannotWeigh and those of
// the engine.
func (x *Explainer) Weigh(ctx context.Context, s *scoring.Subject, texts []*library.Explanation) ([]scoring.Likelihood, error) {
	if s == nil || s.Preview == nil || s.Preview.Rect.Empty() {
		return nil, ErrNoPreview
	}
	view, err := x.engine.Prefill(ctx, x.sight.show(s.Preview), x.text.Beginning)
	if err != nil {
		return nil, fmt.Errorf("showing the photo to the model: %w", err)
	}
	defer view.Close()
	weighing, ok := view.(WeighingView)
	if !ok {
		return nil, scoring.ErrCannotWeigh
	}
	all := make([]scoring.Likelihood, len(texts))
	for i, e := range texts {
		q, rest, err := x.asked(e)
		if err != nil {
			return nil, err
		}
		if all[i], err = weighing.Likelihood(ctx, q, rest); err != nil {
			return nil, fmt.Errorf("holding an explanation against a photo: %w", err)
		}
	}
	return all, nil
}

// asked gives the question that an explanation answers, and what the model wrote after
// the words that it was made to begin with.
func (x *Explainer) asked(e *library.Explanation) (q Question, rest string, err error) {
	told := &library.Score{Overall: e.Overall, Values: e.Values}
	q, ok := x.text.question(e.Form, told)
	if !ok || e.By.Prompt != x.text.prompt() {
		return q, "", ErrOtherPrompt
	}
	rest, ok = strings.CutPrefix(e.Text, q.Stem)
	if !ok || rest == "" {
		return q, "", ErrOtherPrompt
	}
	return q, rest, nil
}
