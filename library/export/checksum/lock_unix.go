//go:build unix

package checksum

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// lockTime is how long another program is waited for, which holds the lock while it writes
// a list. One that was stopped in the middle keeps nobody waiting for ever.
const lockTime = 10 * time.Second

// lockFolder keeps other programs from a folder's list until unlock is called, and waits
// for one that is at it. The lock is the folder's own, so that nothing is left of it
// whatever ends the program. A file system without locks gives none.
func lockFolder(dir *os.Root) (unlock func()) {
	d, err := dir.Open(".")
	if err != nil {
		return func() {}
	}
	for end := time.Now().Add(lockTime); tryLock(d) == unix.EWOULDBLOCK && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
	return func() { _ = d.Close() } // and with it the lock
}

func tryLock(f *os.File) error {
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
