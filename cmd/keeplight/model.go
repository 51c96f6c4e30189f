package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"keeplight/library"
	"keeplight/scoring/calibration"
	"keeplight/scoring/local"
	"keeplight/scoring/mllm"
	"keeplight/scoring/studio"
)

// modelName is what --scorer calls a model on this machine.
const modelName = "model"

// modelFlags say which model scores and how.
type modelFlags struct {
	EngineDir   string `placeholder:"DIR" type:"path" help:"Folder of llama.cpp's shared libraries."`
	Model       string `placeholder:"GGUF" type:"path" help:"The model's file."`
	Mmproj      string `placeholder:"GGUF" type:"path" help:"Its vision projector's file."`
	Device      string `placeholder:"NAME" help:"What it runs on: cpu, or a device's name. Otherwise the first GPU."`
	Form        string `default:"digits" enum:"digits,paper,words" help:"How it answers: digits, words, or paper for one that was tuned on RealQA."`
	Overall     string `default:"chain_of_thought" enum:"chain_of_thought,direct" help:"Ask for the overall after the attributes (chain_of_thought) or alone (direct)."`
	Careful     bool   `help:"Ask twice, in both orders of the scale, and take the middle."`
	ReadMode    string `default:"batched" enum:"batched,sequential" help:"Read all answers at once (batched) or one by one (sequential)."`
	ImageTokens int    `placeholder:"N" help:"At most so many tokens a picture."`
}

// check refuses a model that is not wholly named, and one that would not be used.
func (f *modelFlags) check(scorer string) error {
	s := f.settings()
	missing := s.Missing()
	switch {
	case scorer == modelName && len(missing) > 0:
		return usage("a model is named by --engine-dir, --model and --mmproj; still missing: %s", strings.Join(missing, ", "))
	case scorer != modelName && len(missing) < 3:
		return usage("a model only scores with --scorer %s", modelName)
	}
	return nil
}

func (f *modelFlags) settings() local.Settings {
	return local.Settings{
		Library: f.EngineDir, Model: f.Model, Projector: f.Mmproj, Device: f.Device,
		Form: mllm.Form(f.Form), Overall: mllm.Overall(f.Overall), Careful: f.Careful,
		ReadMode: f.ReadMode, ImageTokens: f.ImageTokens,
	}
}

// start loads the model. Its digests are computed each time: that they are right
// counts more here than the seconds that it takes.
func (f *modelFlags) start(p *program) (*local.Scorer, error) {
	scorer, err := local.Start(p.ctx, f.settings(), local.Options{Log: func(text string) { p.note("keeplight: %s", text) }})
	switch {
	case errors.Is(err, context.Canceled):
		return nil, quiet(exitInterrupted)
	case err != nil:
		return nil, fmt.Errorf("starting the model: %w", err)
	}
	m := scorer.Model()
	p.note("keeplight: %s runs on %s (%s)", library.Display(m.Name), library.Display(m.Device), library.Display(m.Backend))
	return scorer, nil
}

// learnSpread gives the map that spreads out the scores of the studio's scorer as
// they lie over the whole catalogue.
func learnSpread(ctx context.Context, st *studio.Studio) (func(library.Score) library.Score, error) {
	stored, err := st.Catalog().Scores(ctx, nil, st.Provenance().Key())
	if err != nil {
		return nil, fmt.Errorf("learning how the scores lie: %w", err)
	}
	scores := make([]library.Score, 0, len(stored))
	for _, s := range stored {
		scores = append(scores, s)
	}
	set := calibration.Learn(scores)
	return set.Apply, nil
}
