package engine

import (
	"cmp"
	"time"

	"keeplight.app/keeplight/library/child"
	"keeplight.app/keeplight/scoring/engine/wire"
	"keeplight.app/keeplight/scoring/mllm"
)

// DefaultImageTokens is how many tokens a picture has at most where nothing else
// is said: 0.4 megapixels for Qwen3-VL.
const DefaultImageTokens = 512

// CPU as Options.Device is the processor.
const CPU = wire.Processor

// Options say which model runs where. Zero fields take the defaults.
type Options struct {
	Program     string       // keeplight-engine; default: beside this program, else on PATH
	Runtime     string       // folder with llama.cpp's shared libraries
	Model       string       // text model, a GGUF file
	Projector   string       // its vision projector, a GGUF file
	Device      string       // CPU, or a device's name from Devices; default the library's first GPU, else the processor
	ReadMode    string       // mllm.Batched, the default, or mllm.Sequential
	ImageTokens int          // at most so many tokens a picture, 8..16384; default DefaultImageTokens
	Patience    Patience     // how long things may take
	Remember    DigestStore  // of the files' digests; nil computes them each time
	Log         func(string) // notes for people: starts, restarts, last output; nil drops them
	OnStatus    func(Status) // called with every new status, one at a time; may be nil
}

// Patience is how long the process may take before it counts as hung.
type Patience struct {
	Load   time.Duration // to start and load the model; default 5 minutes
	Answer time.Duration // for a picture, for a set of questions, between two pieces of writing; default 2 minutes
	Cancel time.Duration // to end what nobody waits for any more; default 2 seconds
}

func (o Options) withDefaults() Options {
	o.Program = cmp.Or(o.Program, child.Find(Program))
	o.Runtime = RuntimeFolder(o.Runtime)
	o.ReadMode = cmp.Or(o.ReadMode, mllm.Batched)
	o.ImageTokens = cmp.Or(o.ImageTokens, DefaultImageTokens)
	o.Patience.Load = cmp.Or(o.Patience.Load, 5*time.Minute)
	o.Patience.Answer = cmp.Or(o.Patience.Answer, 2*time.Minute)
	o.Patience.Cancel = cmp.Or(o.Patience.Cancel, 2*time.Second)
	if o.Log == nil {
		o.Log = func(string) {}
	}
	if o.OnStatus == nil {
		o.OnStatus = func(Status) {}
	}
	return o
}

// check refuses what cannot be asked for.
func (o *Options) check() error {
	const fewest, most = 8, 16384 // tokens
	switch {
	case o.ReadMode != mllm.Batched && o.ReadMode != mllm.Sequential:
		return faultf(ErrModel, "answers are read %q or %q, not %q", mllm.Batched, mllm.Sequential, o.ReadMode)
	case o.ImageTokens < fewest || o.ImageTokens > most:
		return faultf(ErrModel, "a picture can have %d to %d tokens, not %d", fewest, most, o.ImageTokens)
	}
	return nil
}
