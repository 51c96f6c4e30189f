package engine

import (
	"errors"
	"fmt"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

// Why there is no engine. All of them are scoring.ErrUnavailable too.
var (
	ErrNoProgram = errors.New("keeplight-engine is missing")
	ErrNoLibrary = errors.New("llama.cpp is missing")
	ErrABI       = errors.New("llama.cpp is of another build than this program")
	ErrModel     = errors.New("the model is refused")
	ErrClosed    = errors.New("the model engine is closed")
)

// fault is an error of one or more kinds, said in a sentence for people.
type fault struct {
	text  string
	kinds []error
}

func (f *fault) Error() string   { return f.text }
func (f *fault) Unwrap() []error { return f.kinds }

// faultf makes an error of one of the kinds above.
func faultf(kind error, format string, args ...any) error {
	return &fault{fmt.Sprintf(format, args...), []error{kind, scoring.ErrUnavailable}}
}

// plain makes the process's text safe to show and no longer than a line or two.
func plain(text string) string {
	const longest = 300
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > longest {
		text = string(r[:longest]) + "…"
	}
	return library.Display(text)
}
