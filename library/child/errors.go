package child

import "fmt"

// Error is an error of one or more kinds, said in one sentence for people.
type Error struct {
	text  string
	kinds []error
}

// Errorf makes an error that says only the formatted text and that errors.Is
// finds each of the kinds in.
func Errorf(kinds []error, format string, args ...any) error {
	return &Error{fmt.Sprintf(format, args...), kinds}
}

// Error is the formatted text alone.
func (e *Error) Error() string { return e.text }

// Unwrap gives the kinds.
func (e *Error) Unwrap() []error { return e.kinds }
