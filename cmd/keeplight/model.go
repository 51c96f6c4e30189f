package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/alecthomas/kong"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/local"
)

// modelName is what --scorer calls a model on this machine.
const modelName = "model"

// builtInName is what --scorer calls the built-in scorer.
const builtInName = "builtin"

// modelFlags say which model scores and how.
type modelFlags struct {
	EngineDir   string `placeholder:"DIR" type:"path" help:"Folder with llama.cpp's shared libraries."`
	Model       string `placeholder:"GGUF" help:"The model file; with a server, the name of the model there."`
	Mmproj      string `placeholder:"GGUF" type:"path" help:"Its vision projector (mmproj)."`
	Device      string `placeholder:"NAME" help:"Where the model runs: cpu, or a name from 'keeplight engine list'. Default: the first GPU."`
	Form        string `default:"" enum:",digits,paper,words" placeholder:"FORM" help:"How the model answers: digits, words, or paper (for a model tuned on RealQA; its questions are our guess, because RealQA does not publish them with its paper). Default: as chosen before, else digits."`
	Overall     string `default:"" enum:",chain_of_thought,direct" placeholder:"HOW" help:"Ask for the overall score after the attributes (chain_of_thought, the default) or on its own (direct)."`
	Careful     bool   `help:"Ask twice, with the scale in both directions, and take the average."`
	ReadMode    string `default:"" enum:",batched,sequential" placeholder:"MODE" help:"Read all answers at once (batched, the default) or one by one (sequential)."`
	ImageTokens int    `placeholder:"N" help:"Use at most N tokens per picture."`
}

// check refuses a model that is not wholly known, and one that would not be used.
func (f *modelFlags) check(p *program, scorer string) error {
	if isServer(scorer) {
		return nil
	}
	if scorer != modelName {
		if scorer != builtInName {
			return usage("--scorer is %s, %s or the address of a server such as http://127.0.0.1:8080/v1, not %q", builtInName, modelName, library.Display(scorer))
		}
		if f.EngineDir != "" || f.Model != "" || f.Mmproj != "" {
			return usage("--engine-dir, --model and --mmproj only work with --scorer %s", modelName)
		}
		return nil
	}
	s := f.settings(p)
	if missing := s.Missing(); len(missing) > 0 {
		return usage("to score with a model, run 'keeplight engine install' and 'keeplight model install', or name your own files with --engine-dir, --model and --mmproj; still missing: %s",
			strings.Join(missing, ", "))
	}
	return nil
}

// given is what a flag says, or what was chosen before where it says nothing.
func given[T ~string](flag string, before T) T {
	if flag != "" {
		return T(flag)
	}
	return before
}

// settings are what was chosen before, with what the flags say in its place, and
// what is installed where nothing was chosen.
func (f *modelFlags) settings(p *program) local.Settings {
	s := p.chosenModel()
	if f.Model != "" || f.Mmproj != "" { // never half of one pair with half of another
		s.Model, s.Projector = absoluteFile(f.Model), f.Mmproj
	}
	s.Runtime = firstOf(f.EngineDir, s.Runtime)
	s.Device = firstOf(f.Device, s.Device)
	s.Form = given(f.Form, s.Form)
	s.Overall = given(f.Overall, s.Overall)
	s.ReadMode = firstOf(f.ReadMode, s.ReadMode)
	s.Careful = s.Careful || f.Careful
	if f.ImageTokens != 0 {
		s.ImageTokens = f.ImageTokens
	}
	p.store.Complete(&s)
	return s
}

// absoluteFile is a file's path from the root, "" for none.
func absoluteFile(path string) string {
	if path == "" {
		return ""
	}
	return kong.ExpandPath(path)
}

// startRemembering loads the model, and says when its files are others than before
// unless nothing of the catalogue is to be used.
func (f *modelFlags) startRemembering(p *program, files *ownFiles, noCatalog bool) (*local.Scorer, error) {
	if noCatalog {
		return f.start(p, nil)
	}
	return f.start(p, files)
}

// start loads the model, on a device that passes the self-test. remember knows what
// its files were; nil uses nothing from the catalogue.
func (f *modelFlags) start(p *program, remember engine.DigestStore) (*local.Scorer, error) {
	check := p.checkDevice
	if remember == nil {
		check = scorers.NewEngineTest(nil, p.log).Check
	}
	scorer, err := scorers.Start(p.ctx, f.settings(p), scorers.StartOptions{
		Check: check, Options: local.Options{Remember: remember, Log: p.log},
	})
	switch {
	case errors.Is(err, context.Canceled):
		return nil, quiet(exitInterrupted)
	case errors.Is(err, scorers.ErrTestFailed):
		return nil, fmt.Errorf("the model was not started: %w", err)
	case err != nil:
		return nil, fmt.Errorf("starting the model: %w", err)
	}
	m := scorer.Model()
	p.note("keeplight: %s runs on %s (%s)", library.Display(m.Name), library.Display(m.Device), library.Display(m.Backend))
	return scorer, nil
}
