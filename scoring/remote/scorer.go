package remote

import (
	"context"
	"errors"

	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/mllm"
)

// Scorer is a model on a server that scores photos and says why.
type Scorer struct {
	*mllm.Scorer
	*mllm.Explainer
	engine *Engine
}

var (
	_ scoring.Scorer    = (*Scorer)(nil)
	_ scoring.Explainer = (*Scorer)(nil)
)

// ErrPaperForm says that the form of RealQA's models cannot be asked of a server.
var ErrPaperForm = errors.New("the form of RealQA's models has to be read digit by digit, which servers do not offer: choose digits or words, or run that model on this computer")

// New makes a scorer. It asks nobody yet. Errors: ErrPlainKey, ErrPaperForm, those of
// mllm.New.
func New(ctx context.Context, o Options, how mllm.Options) (*Scorer, error) {
	if how.Form == mllm.Paper {
		return nil, ErrPaperForm
	}
	e, err := NewEngine(o)
	if err != nil {
		return nil, err
	}
	scorer, err := mllm.New(ctx, e, how)
	if err != nil {
		return nil, err
	}
	explainer, err := mllm.NewExplainer(e)
	if err != nil {
		return nil, err
	}
	return &Scorer{Scorer: scorer, Explainer: explainer, engine: e}, nil
}

// Traffic is what was asked of the server so far.
func (s *Scorer) Traffic() Traffic { return s.engine.Traffic() }

// PhotosAtOnce is how many photos are to be scored at a time, so that as many requests
// are under way as the server may get: a photo waits for its own answers twice.
func (o *Options) PhotosAtOnce() int { return max(2, o.atOnce()) }
