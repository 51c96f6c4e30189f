package message

import (
	"fmt"
	"math"

	"keeplight.app/keeplight/library"
)

// New is a message with a code of this package.
func New(code string, args ...library.Arg) library.Message {
	return library.Coded(code, args...)
}

// Text is an argument that is written as it is, such as a file's name, which the
// caller has made safe to show (library.Display).
func Text(name, text string) library.Arg { return library.Arg{Name: name, Text: text} }

// Of is an argument that is a message in its own right.
func Of(name string, m library.Message) library.Arg { return library.Arg{Name: name, Message: &m} }

// Percent is an argument of 0..1 that is written as a percentage.
func Percent(name string, share float64) library.Arg { return number(name, share, library.Percent) }

// Measure is an argument without a unit that is written with one decimal.
func Measure(name string, v float64) library.Arg { return number(name, v, library.Measure) }

// Degrees is an argument that is an angle, written with one decimal.
func Degrees(name string, v float64) library.Arg { return number(name, v, library.Degrees) }

// Pixels is an argument that is a length in pixels.
func Pixels(name string, n int) library.Arg { return number(name, float64(n), library.Pixels) }

// Count is an argument that counts, rounded to whole ones.
func Count(name string, n float64) library.Arg { return number(name, n, library.Count) }

// number keeps what JSON cannot store as text.
func number(name string, v float64, unit library.Unit) library.Arg {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return Text(name, fmt.Sprint(v))
	}
	return library.Arg{Name: name, Number: v, Unit: unit}
}

// Error is an error that is a message of this package.
type Error struct{ message library.Message }

// NewError gives an error with a code of this package.
func NewError(code string, args ...library.Arg) *Error { return &Error{New(code, args...)} }

// Error words it in English.
func (e *Error) Error() string { return English(e.message) }

// Message is what library.MessageOf gives for it.
func (e *Error) Message() library.Message { return e.message }
