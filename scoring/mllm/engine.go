package mllm

import (
	"context"
	"errors"
	"image"
	"time"

	"keeplight.app/keeplight/scoring/geometry"
)

// ErrEngineDied says that the model's process ended or hung while it worked on
// a picture. The next Prefill restarts it.
var ErrEngineDied = errors.New("the model engine stopped")

// Engine holds one multimodal model and shows it pictures. Its methods may be
// called from several goroutines at once.
type Engine interface {
	// Model says what is loaded. It does not change while the engine lives,
	// also when its process is restarted.
	Model() Model
	// Prefill reads a picture and the prefix, the beginning of the prompt that
	// all questions about it share. The picture is upright, sRGB and opaque, in
	// tight rows from (0,0). Several views may be open at a time, as at a server
	// that batches. An engine may make a caller wait until others are closed, so
	// a caller closes its view before the next Prefill. Errors wrap
	// ErrEngineDied where the engine broke down on this picture, and
	// scoring.ErrUnavailable where it cannot work at all for now.
	Prefill(ctx context.Context, picture *image.RGBA, prefix string) (View, error)
	// Tokens gives the number of tokens of each text, as the model's own
	// vocabulary splits it in the middle of a prompt.
	Tokens(ctx context.Context, texts []string) ([]int, error)
}

// CloseUpEngine is an Engine that can be shown the close-up of a part of a picture beside
// the picture.
type CloseUpEngine interface {
	// PrefillCloseUp reads a picture, the close-up and the prefix, in this order. All
	// else is as in Prefill.
	PrefillCloseUp(ctx context.Context, picture, closeUp *image.RGBA, prefix string) (View, error)
}

// View is a picture that the model has read, ready for questions. It belongs to
// one goroutine.
type View interface {
	// Ask answers questions, each as though it came right after the prefix
	// and no other had been asked. Errors are those of Prefill.
	Ask(ctx context.Context, questions []Question) ([]Reading, error)
	// Write lets the model write after a question, the likeliest token each
	// time, until it ends by itself or a limit is reached, and hands over each
	// piece of valid UTF-8 as it comes. An error of emit ends it.
	Write(ctx context.Context, q Question, limit WriteLimit, emit func(piece string) error) (Written, error)
	// Cost is what this view has cost so far.
	Cost() Cost
	// Close gives up what the view holds of the engine, which may let in another
	// that waits. It may be called twice.
	Close()
}

// Model says what an engine has loaded.
type Model struct {
	Name         string // for people: the text model's file name without ".gguf"
	Architecture string // as the file says: "qwen3vl"
	Digest       string // SHA-256 of the text model's file, a plus sign, that of the projector's, in hex; of a server whatever names the weights
	Runtime      string // what runs it: "llama.cpp b10256"
	Backend      string // "CPU", "Vulkan", "CUDA", "Metal", or a server's address
	Device       string // for people: the GPU's name, or the processor
	ReadMode     string // Batched or Sequential
	ImageTokens  int    // at most so many tokens for a picture; 0 where that is not known
	Served       bool   // by a server, which alone knows how it runs the model
	Spoken       bool   // it tells its answers without their probabilities: no value has a spread

	ThoughtsClosed bool // it would think before it answers, and is kept from it

	Geometry geometry.Geometry // how it takes pictures; zero where that is not known
}

// thoughts adds to a provenance's settings that the model does not think. Others
// keep the keys of earlier versions.
func (m *Model) thoughts(settings map[string]string) {
	if m.ThoughtsClosed {
		settings["thoughts"] = "closed"
	}
}

// How an engine reads several answers: all in one pass, or one after the other.
// The results can differ in the last digits, so it is part of a score's key.
const (
	Batched    = "batched"
	Sequential = "sequential"
)

// Question is asked after the prefix, in the same turn of the person.
type Question struct {
	Text string // ends the person's turn; may be empty
	// Stem is how the model's turn begins. Where answers are words it has no
	// space at its end and the answers have one at their beginning.
	Stem string
	// Answers are what may come next, told apart by their first tokens. Those
	// that share a first token are read as whole strings.
	Answers []string
}

// Reading is how likely each answer is.
type Reading struct {
	P   []float64 // of each answer, over the whole vocabulary; they add up to at most 1
	Off float64   // what is left: the probability of anything else, 0..1
	// Spoken says that the engine knows which answer was given, and not how likely it
	// was: P is 1 for that one.
	Spoken bool
}

// WriteLimit bounds what is written.
type WriteLimit struct {
	Tokens int // at most so many
	Bytes  int // at most so many
}

// Written says how writing ended.
type Written struct {
	Tokens int
	Ended  bool // the model ended by itself
}

// Cost is what one picture took.
type Cost struct {
	PictureTokens int           // of the picture and the prefix
	Picture       int           // of the picture alone, with its close-up; 0 where the engine does not say
	ReadTokens    int           // of all questions
	WrittenTokens int           // that the model wrote
	Prefill       time.Duration // reading the picture and the prefix
	Asking        time.Duration // reading answers
	Writing       time.Duration
}
