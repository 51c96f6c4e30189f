package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"keeplight.app/keeplight/scoring/engine/wire"
)

// What a request can fail with besides llama.cpp's own failures.
var (
	errRequest   = errors.New("it cannot be read") // this picture or text; the next one can
	errCancelled = errors.New("it was cancelled")
)

// machine is a loaded model. Its methods belong to one goroutine.
type machine interface {
	templates
	bounds() bounds
	marker() string
	vocabulary() int
	ends(token) bool
	piece(token) []byte
	read(pictures []pixels, prompt string, check func(tokens int) error) (looked, error)
	decode(steps []step) error
	logits(i int) ([]float32, error)
	fork(from, to sequence) error
	forget(sequence) error
}

// pixels are a picture in rows from the top, three bytes each: red, green, blue.
type pixels struct {
	rgb  []byte
	w, h int
}

// bounds is how much a machine takes.
type bounds struct {
	context   int // tokens in all sequences together
	positions int // that the model was made for; 0 is not known
	batch     int // tokens in one decode
	outputs   int // logits in one decode
	branches  int // sequences besides 0
	recurrent bool
}

// session is a model that reads one picture after the other. Sequence 0 holds
// the picture, its close-up where there is one, and the beginning that all questions
// share.
type session struct {
	machine
	turn    turn
	batched bool

	prefilled bool
	taken     int // tokens of sequence 0
	end       int // the position that comes after them
}

// prefill reads a picture, its close-up where there is one, and the beginning of what
// the person says.
func (s *session) prefill(req *wire.Prefill, rgb []byte) (looked, error) {
	s.prefilled = false
	pictures, err := picturesOf(req, rgb)
	if err != nil {
		return looked{}, err
	}
	if strings.Contains(req.Prefix, s.marker()) {
		return looked{}, fmt.Errorf("%w: the prompt has the picture's own marker in it", errRequest)
	}
	prompt := s.turn.beginning(strings.Repeat(s.marker(), len(pictures)), req.Prefix)
	l, err := s.read(pictures, prompt, s.checkPrefix)
	if err != nil {
		return l, err
	}
	s.taken, s.end, s.prefilled = l.tokens, l.end, true
	return l, nil
}

// rehearse reads a small grey picture and asks about it, so that a model which
// cannot do that is refused before it costs a photo.
func (s *session) rehearse(ctx context.Context) error {
	const side = 64
	grey := bytes.Repeat([]byte{128}, 3*side*side)
	if _, err := s.prefill(&wire.Prefill{Width: side, Height: side, Prefix: "\n"}, grey); err != nil {
		return err
	}
	defer func() { s.prefilled = false }()
	_, err := s.ask(ctx, &wire.Ask{Questions: []wire.Question{{Text: "?", Answers: []string{"a"}}}})
	return err
}

// picturesOf gives the pictures of a request. It refuses sizes that do not fit the
// pixels, and those at which llama.cpp's arithmetic ends the process.
func picturesOf(req *wire.Prefill, rgb []byte) (pictures []pixels, err error) {
	sizes := []wire.Size{{Width: req.Width, Height: req.Height}}
	if req.CloseUp != (wire.Size{}) {
		sizes = append(sizes, req.CloseUp)
	}
	rest := rgb
	for _, size := range sizes {
		n, err := bytesOf(size)
		if err != nil {
			return nil, err
		}
		if n > len(rest) {
			return nil, fmt.Errorf("%w: %d bytes are no picture of %d x %d pixels", errRequest, len(rest), size.Width, size.Height)
		}
		pictures, rest = append(pictures, pixels{rest[:n], size.Width, size.Height}), rest[n:]
	}
	if len(rest) > 0 {
		return nil, fmt.Errorf("%w: %d bytes follow after the pictures", errRequest, len(rest))
	}
	return pictures, nil
}

// bytesOf gives how many bytes a picture of a size has.
func bytesOf(size wire.Size) (int, error) {
	const longest = 100 // times as long as wide
	w, h := size.Width, size.Height
	switch {
	case w <= 0 || h <= 0 || w > wire.MaxPixels || h > wire.MaxPixels || w*h > wire.MaxPixels:
		return 0, fmt.Errorf("%w: there is no picture of %d x %d pixels", errRequest, w, h)
	case max(w, h) > longest*min(w, h):
		return 0, fmt.Errorf("%w: a picture of %d x %d pixels is too narrow for a model", errRequest, w, h)
	}
	return 3 * w * h, nil
}

// checkPrefix leaves at least a few tokens for a question.
func (s *session) checkPrefix(tokens int) error {
	const least = 64
	if most := s.bounds().context - least; tokens > most {
		return fmt.Errorf("%w: picture and prompt have %d tokens, at most %d fit; allow fewer tokens for a picture, or shorten the prompt", errRequest, tokens, most)
	}
	return nil
}

// suffix gives a question's tokens.
func (s *session) suffix(q *wire.Question) ([]token, error) {
	tokens := s.tokens(s.turn.question(q.Text, q.Stem))
	if len(tokens) == 0 {
		return nil, fmt.Errorf("%w: a question is empty", errRequest)
	}
	if err := s.fits(len(tokens)); err != nil {
		return nil, err
	}
	return tokens, nil
}

// fits says whether so many tokens fit behind the picture.
func (s *session) fits(tokens int) error {
	b := s.bounds()
	room := min(b.batch, b.context-s.taken)
	if b.positions > 0 {
		room = min(room, b.positions-s.end)
	}
	if tokens > room {
		return fmt.Errorf("%w: a question has %d tokens, and %d fit behind the picture", errRequest, tokens, room)
	}
	return nil
}

// ask reads the probabilities of all answers.
func (s *session) ask(ctx context.Context, req *wire.Ask) (*wire.Asked, error) {
	if !s.prefilled {
		return nil, fmt.Errorf("%w: no picture was read", errRequest)
	}
	queries := make([]*query, len(req.Questions))
	for i := range req.Questions {
		var err error
		if queries[i], err = s.query(&req.Questions[i]); err != nil {
			return nil, err
		}
	}
	if len(queries) == 0 {
		return &wire.Asked{}, nil
	}
	r := s.reader()
	defer r.release()
	if err := r.share(queries); err != nil {
		return nil, err
	}
	for len(queries) > 0 {
		if ctx.Err() != nil {
			return nil, errCancelled
		}
		n, err := r.answer(queries)
		if err != nil {
			return nil, err
		}
		queries = queries[n:]
	}
	return &wire.Asked{Readings: r.readings, Tokens: r.tokens}, nil
}
