package meter

import (
	"context"
	"image"

	"keeplight.app/keeplight/scoring/mllm"
)

// Forgetful is an engine that reads the picture again for every question.
type Forgetful struct{ mllm.Engine }

// Prefill remembers the picture.
func (e Forgetful) Prefill(_ context.Context, picture *image.RGBA, prefix string) (mllm.View, error) {
	return &forgetfulView{engine: e.Engine, picture: picture, prefix: prefix}, nil
}

type forgetfulView struct {
	mllm.View // none: it does not write
	engine    mllm.Engine
	picture   *image.RGBA
	prefix    string
}

func (v *forgetfulView) Ask(ctx context.Context, questions []mllm.Question) ([]mllm.Reading, error) {
	var all []mllm.Reading
	for i := range questions {
		readings, err := v.askOne(ctx, questions[i:i+1])
		if err != nil {
			return nil, err
		}
		all = append(all, readings...)
	}
	return all, nil
}

func (v *forgetfulView) askOne(ctx context.Context, question []mllm.Question) ([]mllm.Reading, error) {
	view, err := v.engine.Prefill(ctx, v.picture, v.prefix)
	if err != nil {
		return nil, err
	}
	defer view.Close()
	return view.Ask(ctx, question)
}

// Cost is not known: each question has a view of its own.
func (v *forgetfulView) Cost() mllm.Cost { return mllm.Cost{} }

func (v *forgetfulView) Close() {}
