//go:build unix

package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// protectStdout gives a private copy of standard output and points the public
// one at standard error, so that C code cannot print into the answers.
func protectStdout() (*os.File, error) {
	out, err := unix.Dup(unix.Stdout)
	if err != nil {
		return nil, err
	}
	unix.CloseOnExec(out)
	if err := unix.Dup2(unix.Stderr, unix.Stdout); err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(out), "answers"), nil
}

// limitProcess has no core written, which would be as large as the model and
// hold the person's pictures.
func limitProcess() error {
	return unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
}
