package main

import (
	"errors"
	"fmt"
)

// The exit statuses.
const (
	exitOK          = 0
	exitProblems    = 1   // a file could not be handled, or the work failed
	exitUsage       = 2   // the command line, or where it is used, makes no sense
	exitInterrupted = 130 // as shells have it for an interrupt
)

// exitError ends the program with a status and a text for people.
type exitError struct {
	status int
	text   string // "" when everything was printed before
	cause  error  // what it wraps, may be nil
}

func (e *exitError) Error() string { return e.text }
func (e *exitError) Unwrap() error { return e.cause }

// usage is an error in how the program was called. Its text says what to do.
func usage(format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &exitError{status: exitUsage, text: err.Error(), cause: err}
}

// quiet ends the program with a status when all was printed before.
func quiet(status int) error { return &exitError{status: status} }

// statusOf gives the exit status that an error asks for.
func statusOf(err error) int {
	if err == nil {
		return exitOK
	}
	if e := (*exitError)(nil); errors.As(err, &e) {
		return e.status
	}
	return exitProblems
}
