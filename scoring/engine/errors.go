package engine

import (
	"errors"

	"keeplight.app/keeplight/library/child"
	"keeplight.app/keeplight/scoring"
)

// Why there is no engine. All of them are scoring.ErrUnavailable too.
var (
	ErrNoProgram = errors.New("keeplight-engine is missing")
	ErrNoRuntime = errors.New("llama.cpp is missing")
	ErrABI       = errors.New("llama.cpp is of another build than this program")
	ErrModel     = errors.New("the model is refused")
	ErrClosed    = errors.New("the model engine is closed")
)

// faultf makes an error of one of the kinds above, said in a sentence for people.
func faultf(kind error, format string, args ...any) error {
	return child.Errorf([]error{kind, scoring.ErrUnavailable}, format, args...)
}
