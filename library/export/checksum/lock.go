package checksum

import (
	"context"
	"errors"
	"os"
	"time"

	"keeplight.app/keeplight/library/filelock"
)

// lockTime is how long another program is waited for, which holds the lock while it writes
// a list. One that was stopped in the middle keeps nobody waiting for ever.
const lockTime = 10 * time.Second

// lockFolder keeps other programs from a folder's list until unlock is called, and waits
// for one that is at it as long as patience and ctx allow; inTime is false where it did not
// end. The lock is the folder's own, so that nothing is left of it whatever ends the
// program. Without it, which a file system without locks never gives, what was read is
// looked at once more before it is replaced.
func lockFolder(ctx context.Context, dir *os.Root, patience time.Duration) (unlock func(), inTime bool) {
	d, err := dir.Open(".")
	if err != nil {
		return func() {}, true
	}
	unlock = func() { _ = d.Close() } // and with it the lock
	for end := time.Now().Add(patience); errors.Is(filelock.Try(d), filelock.ErrHeld); {
		if !time.Now().Before(end) {
			return unlock, false
		}
		select {
		case <-ctx.Done():
			return unlock, false
		case <-time.After(time.Millisecond):
		}
	}
	return unlock, true
}
