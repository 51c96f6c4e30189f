//go:build unix

package verified

import (
	"os"

	"golang.org/x/sys/unix"
)

// lockPart tells others that somebody is at work on a hidden file. The end of the
// program, however it comes, takes the lock back. Where the file system knows no
// locks there is none.
func lockPart(f *os.File) { _ = lock(f) }

// takesLock is true where nobody else holds the file's lock.
func takesLock(f *os.File) bool { return lock(f) == nil }

func lock(f *os.File) error {
	raw, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	if err := raw.Control(func(fd uintptr) { failed = unix.Flock(int(fd), unix.LOCK_EX|unix.LOCK_NB) }); err != nil {
		return err
	}
	return failed
}

// keepLock keeps a written file open, and with it the lock, until it has its name.
func keepLock(f *os.File) (*os.File, error) { return f, nil }
