//go:build unix

package safefile

import "golang.org/x/sys/unix"

// openFlags keeps open(2) from waiting for a FIFO's writer and from making a
// terminal device the program's own.
const openFlags = unix.O_NONBLOCK | unix.O_NOCTTY | unix.O_CLOEXEC
