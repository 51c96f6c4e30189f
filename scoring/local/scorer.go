package local

import (
	"context"
	"errors"

	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/mllm"
)

// AtOnce is how many photos a queue should have in flight: while the engine
// looks at one, the next is decoded.
const AtOnce = 2

// Options are what does not change a score.
type Options struct {
	Program  string              // keeplight-engine; "" looks beside this program, then on PATH
	Patience engine.Patience     // how long things may take
	Remember engine.DigestStore  // of the files' digests; nil computes them each time
	Log      func(string)        // notes for people; nil drops them
	OnStatus func(engine.Status) // as engine.Options.OnStatus; may be nil
}

// Scorer is a model that scores photos on this machine, and explains its scores.
type Scorer struct {
	*mllm.Scorer
	*mllm.Explainer
	engine *engine.Engine
}

var (
	_ scoring.Scorer    = (*Scorer)(nil)
	_ scoring.Explainer = (*Scorer)(nil)
)

// Start starts the engine's process, loads the model and reads its vocabulary.
// That may take minutes. Errors are those of engine.Open and mllm.New.
func Start(ctx context.Context, s Settings, o Options) (*Scorer, error) {
	e, err := engine.Open(ctx, engine.Options{
		Program: o.Program, Runtime: s.Runtime, Model: s.Model, Projector: s.Projector,
		Device: s.Device, ReadMode: s.ReadMode, ImageTokens: s.ImageTokens,
		Patience: o.Patience, Remember: o.Remember, Log: o.Log, OnStatus: o.OnStatus,
	})
	if err != nil {
		return nil, err
	}
	scorer, err := mllm.New(ctx, e, mllm.Options{Form: s.Form, Overall: s.Overall, Careful: s.Careful, Log: o.Log})
	if err != nil {
		return nil, errors.Join(err, e.Close())
	}
	explainer, err := mllm.NewExplainer(e)
	if err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return &Scorer{Scorer: scorer, Explainer: explainer, engine: e}, nil
}

// Model says what was loaded and where it runs.
func (s *Scorer) Model() mllm.Model { return s.engine.Model() }

// Status is what the engine does now.
func (s *Scorer) Status() engine.Status { return s.engine.Status() }

// Close ends the engine's process, which gives the GPU's memory back. Call it
// when nothing is scored any more.
func (s *Scorer) Close() error { return s.engine.Close() }
