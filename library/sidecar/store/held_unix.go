//go:build unix

package store

import (
	"os"

	"golang.org/x/sys/unix"
)

// hold says for as long as a file is open that somebody writes it. The system takes it
// back when the program ends, in whatever way.
func hold(f *os.File) { _ = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) }

// isAbandoned is true where nobody holds a file any more. Where the file system cannot
// say, it is false.
func isAbandoned(f *os.File) bool { return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) == nil }
