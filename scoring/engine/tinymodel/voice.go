package tinymodel

import "fmt"

// MaxSpeech is the largest number of bytes of Options.Speech.
const MaxSpeech = 14

// SpeechStart is the text of the token after which a model gives its speech: a
// prompt that ends with it is answered with the speech.
const SpeechStart = ">"

// WordBeginnings gives the tokens that " excellent", " good", " fair", " poor"
// and " bad" begin with.
func WordBeginnings() []string { return []string{" e", " g", " f", " p", " b"} }

// reserved is how many dimensions of the stream between the layers no layer
// writes to. The first is the same for every token and lifts what is favoured;
// each of the others goes from one token of the speech to the next.
const reserved = 1 + MaxSpeech + 1

const (
	carrier = 4 // what a reserved dimension holds; the others vary by 1
	lift    = 3 // how much of it, after the last normalisation, an output reads
	command = 8 // the same for the speech, which goes before what is favoured
)

// voice decides what a text model says: its first and its last matrix, a row
// for each token.
type voice struct {
	*vocabulary
	width   int
	in, out []float32
}

// favour keeps the reserved dimensions free and lifts some tokens after all.
func (v voice) favour(texts []string) error {
	for t := range v.tokens {
		clear(v.in[t*v.width:][:reserved])
		clear(v.out[t*v.width:][:reserved])
		v.in[t*v.width] = carrier
	}
	for _, text := range texts {
		t, err := v.token(text)
		if err != nil {
			return fmt.Errorf("favouring an answer: %w", err)
		}
		v.out[t*v.width] = lift
	}
	return nil
}

// speak lifts each token of the speech after the one before it, beginning with
// SpeechStart, and the end of the turn after the last.
func (v voice) speak(speech string) error {
	if speech == "" {
		return nil
	}
	if len(speech) > MaxSpeech {
		return fmt.Errorf("a tiny model's speech has at most %d bytes: %q", MaxSpeech, speech)
	}
	chain := []string{SpeechStart}
	for i := range len(speech) {
		chain = append(chain, speech[i:i+1])
	}
	chain = append(chain, endOfTurn)
	seen := map[int]bool{}
	for i, text := range chain {
		t, err := v.token(text)
		if err != nil {
			return fmt.Errorf("making a speech: %w", err)
		}
		if seen[t] {
			return fmt.Errorf("a byte occurs twice in the speech %q of a tiny model", SpeechStart+speech)
		}
		seen[t] = true
		if i > 0 {
			v.out[t*v.width+i] = command
		}
		if i < len(chain)-1 {
			v.in[t*v.width+i+1] = carrier
		}
	}
	return nil
}

// spareReserved keeps a matrix with so many inputs from writing to the reserved
// dimensions.
func spareReserved(matrix []float32, inputs int) { clear(matrix[:reserved*inputs]) }

// favoured gives Favour or what stands for it.
func (o Options) favoured() []string {
	if o.Favour != nil {
		return o.Favour
	}
	if o.NoDigits {
		return WordBeginnings()
	}
	return []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}
}
