package tinymodel

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
)

// Arch is a kind of vision model.
type Arch string

// The architectures that can be written.
const (
	Qwen3VL  Arch = "qwen3vl"  // positions in three directions, a layer that goes past the projector (deepstack)
	Qwen2VL  Arch = "qwen2vl"  // positions in three directions
	Idefics3 Arch = "idefics3" // a llama text model with plain positions; the smallest
)

// Archs gives all architectures, the one most like what people use first.
func Archs() []Arch { return []Arch{Qwen3VL, Qwen2VL, Idefics3} }

// Options say what to write. The zero value is a Qwen3VL pair that answers with
// digits.
type Options struct {
	Arch Arch // "" is Qwen3VL
	Seed uint64
	// Favour lists texts of one token each that every answer begins with, nearly
	// always. nil stands for the ten digits, or for WordBeginnings where there
	// are no digits. {"Q"} makes a pair that never gives a usable answer.
	Favour []string
	// NoDigits leaves the digits out of the vocabulary: no digit is one token
	// then, as with the models that must be asked for words.
	NoDigits bool
	// Speech is what the model writes after SpeechStart, before it ends by
	// itself; "" lets it go on with what it favours for ever. The last token
	// alone decides on the next one: no byte may occur in it twice, and a prompt
	// that ends with one of its bytes is answered with the rest. It has at most
	// MaxSpeech bytes, each of them a token, so that a letter comes in pieces.
	Speech string
	// Thinks has the chat template begin the model's turn with thoughts, as Qwen3.5's.
	Thinks bool
	// Patch is how many pixels a patch's side has, 0 for 16. Two by two patches make
	// a token: 24 gives Gemma 4's 48 x 48 pixels.
	Patch int
	// Tile has an Idefics3 pair cut pictures into tiles, so many pixels along its
	// longer side, a multiple of the tower's. 0 does not cut them up.
	Tile int
}

// Pair is the two files of a vision model.
type Pair struct {
	Model     string // the text model
	Projector string // what turns pictures into its tokens
}

// Write writes a pair into a folder that exists. The bytes are the same
// whenever the options are. Errors: options that contradict themselves, and
// those of the file system.
func Write(dir string, o Options) (Pair, error) {
	model, projector, err := o.build()
	if err != nil {
		return Pair{}, err
	}
	return o.save(dir, model.encode(), projector.encode())
}

func (o Options) arch() Arch {
	if o.Arch == "" {
		return Qwen3VL
	}
	return o.Arch
}

func (o Options) build() (model, projector *file, err error) {
	switch o.arch() {
	case Qwen3VL, Qwen2VL, Idefics3:
	default:
		return nil, nil, fmt.Errorf("making a tiny model: there is no architecture %q", o.Arch)
	}
	s := sizes()
	s.patch = cmp.Or(o.Patch, s.patch)
	if model, err = textModel(o, s); err != nil {
		return nil, nil, fmt.Errorf("making a tiny model: %w", err)
	}
	return model, visionModel(o, s), nil
}

func (o Options) save(dir string, model, projector []byte) (Pair, error) {
	p := Pair{
		Model:     filepath.Join(dir, fmt.Sprintf("tiny-%s.gguf", o.arch())),
		Projector: filepath.Join(dir, fmt.Sprintf("mmproj-tiny-%s.gguf", o.arch())),
	}
	if err := os.WriteFile(p.Model, model, 0o644); err != nil {
		return Pair{}, fmt.Errorf("writing a tiny model: %w", err)
	}
	if err := os.WriteFile(p.Projector, projector, 0o644); err != nil {
		return Pair{}, fmt.Errorf("writing a tiny projector: %w", err)
	}
	return p, nil
}
