package engine

import (
	"context"

	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/engine/wire"
	"keeplight.app/keeplight/scoring/mllm"
)

var _ mllm.WeighingView = (*view)(nil)

// Likelihood gives how likely the model would have been to write a text.
func (v *view) Likelihood(ctx context.Context, q mllm.Question, text string) (scoring.Likelihood, error) {
	if err := checkTexts([]string{q.Text, q.Stem, text}); err != nil {
		return scoring.Likelihood{}, err
	}
	req := wire.Likelihood{Question: wire.Question{Text: q.Text, Stem: q.Stem}, Text: text}
	var likely wire.Likely
	err := v.do(ctx, "holding a text against this picture", &v.cost.Asking, &call{
		method: wire.MethodLikelihood, params: &req, result: &likely,
		check: func() error { return likely.Check(&req) },
	})
	v.cost.ReadTokens += likely.Tokens
	return scoring.Likelihood{LogP: min(0, likely.LogP), Tokens: likely.Tokens}, err
}
