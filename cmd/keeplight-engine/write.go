package main

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"keeplight.app/keeplight/scoring/engine/wire"
)

// write lets the model write, the likeliest token each time, and hands over each
// piece of valid UTF-8. It looks at ctx before each token.
func (s *session) write(ctx context.Context, req *wire.Write, emit func(string) error) (*wire.Written, error) {
	if !s.prefilled {
		return nil, fmt.Errorf("%w: no picture was read", errRequest)
	}
	steps, err := s.suffix(&req.Question)
	if err != nil {
		return nil, err
	}
	const own = 1 // the sequence in which it writes
	if err := s.fork(0, own); err != nil {
		return nil, err
	}
	defer func() { _ = s.forget(own) }() // the next one is forgotten by prefill at the latest
	result := &wire.Written{Read: len(steps)}
	text := pen{left: req.Bytes, emit: emit}
	used := 0
	for result.Tokens < req.Tokens {
		if ctx.Err() != nil {
			return nil, errCancelled
		}
		if s.fits(used+len(steps)) != nil {
			break // the context is full
		}
		next, err := s.next(steps, s.end+used, own)
		if err != nil {
			return nil, err
		}
		used += len(steps)
		if s.ends(next) {
			result.Ended = true
			break
		}
		full, err := text.put(s.piece(next))
		if err != nil {
			return nil, err
		}
		if full {
			break
		}
		result.Tokens++
		steps = []token{next}
	}
	return result, text.end()
}

// next decodes tokens and gives the likeliest one after them.
func (s *session) next(tokens []token, position int, own sequence) (token, error) {
	t := newTree()
	last := t.add(tokens, position, own)
	t.steps[last].output = true
	if err := s.decode(t.steps); err != nil {
		return 0, err
	}
	logits, err := s.logits(last)
	if err != nil {
		return 0, err
	}
	d, err := distribute(logits)
	if err != nil {
		return 0, err
	}
	return d.likeliest(), nil
}

// pen puts the bytes of tokens together to characters.
type pen struct {
	left int    // bytes that may still be written
	held []byte // the beginning of a character
	emit func(string) error
}

// put takes the bytes of a token. It is full where they do not fit any more.
func (p *pen) put(piece []byte) (full bool, err error) {
	p.held = append(p.held, piece...)
	whole := wholeRunes(p.held)
	text := strings.ToValidUTF8(string(p.held[:whole]), string(utf8.RuneError))
	if len(text) > p.left {
		p.held = nil
		return true, nil
	}
	p.held = p.held[whole:]
	return false, p.say(text)
}

// end writes what is left of a character that never became whole.
func (p *pen) end() error {
	text := strings.ToValidUTF8(string(p.held), string(utf8.RuneError))
	if len(text) > p.left {
		return nil
	}
	return p.say(text)
}

func (p *pen) say(text string) error {
	if text == "" {
		return nil
	}
	p.left -= len(text)
	return p.emit(text)
}

// wholeRunes gives how many bytes there are before a character that may go on.
func wholeRunes(b []byte) int {
	for back := 1; back < utf8.UTFMax && back <= len(b); back++ {
		if c := b[len(b)-back]; utf8.RuneStart(c) {
			if !utf8.FullRune(b[len(b)-back:]) {
				return len(b) - back
			}
			break
		}
	}
	return len(b)
}
