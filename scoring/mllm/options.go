package mllm

import "fmt"

// Form says in which words a model answers.
type Form string

// The forms. The zero value is Digits.
const (
	// Digits asks for one digit from 1 to 9. Where a vocabulary has no single
	// token for each digit, Words takes its place.
	Digits Form = "digits"
	// Paper reads what RealQA's own fine-tuned models write (arXiv 2503.06141):
	// composition and eye-catching as integers, the overall as a number with
	// two decimals. The other attributes are asked for as Digits does.
	Paper Form = "paper"
	// Words asks for one word from bad to excellent.
	Words Form = "words"
)

// Overall says when a model is asked for the overall.
type Overall string

// The two ways to the overall. The zero value is ChainOfThought.
const (
	// ChainOfThought asks for it after the values of the attributes were fed
	// back as text, as the paper does.
	ChainOfThought Overall = "chain_of_thought"
	// Direct asks for it as though no attribute had been asked for.
	Direct Overall = "direct"
)

// DefaultAttempts is how often a photo is tried on which the engine stops.
const DefaultAttempts = 3

// Options say how a Scorer asks. The zero value is what most people want.
type Options struct {
	Form Form
	// Careful asks twice, with the scale ascending and descending, and takes
	// the middle. It costs twice the time. The paper's form knows one order
	// only and leaves it aside.
	Careful  bool
	Overall  Overall
	Attempts int          // how often a photo is tried on which the engine stops; 0 is DefaultAttempts
	Log      func(string) // notes in plain words; may be nil; called from several goroutines
}

// filled gives the options with what was left out, or an error where they name
// what does not exist.
func (o Options) filled() (Options, error) {
	switch o.Form {
	case "":
		o.Form = Digits
	case Digits, Paper, Words:
	default:
		return o, fmt.Errorf("unknown form of answers %q: use %s, %s or %s", o.Form, Digits, Paper, Words)
	}
	switch o.Overall {
	case "":
		o.Overall = ChainOfThought
	case ChainOfThought, Direct:
	default:
		return o, fmt.Errorf("unknown way to the overall %q: use %s or %s", o.Overall, ChainOfThought, Direct)
	}
	if o.Form == Paper {
		o.Careful = false
	}
	if o.Attempts <= 0 {
		o.Attempts = DefaultAttempts
	}
	if o.Log == nil {
		o.Log = func(string) {}
	}
	return o, nil
}
