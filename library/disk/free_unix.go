//go:build linux || darwin

package disk

import (
	"errors"
	"math"
	"syscall"

	"golang.org/x/sys/unix"
)

// Free gives the bytes that this person may still write on a folder's volume;
// known is false where the system does not say.
func Free(dir string) (free int64, known bool) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, false
	}
	size := uint64(s.Bsize)
	if size == 0 || s.Bavail > math.MaxInt64/size {
		return 0, false
	}
	return int64(s.Bavail * size), true
}

// IsFull is true for the error of a write for which there was no room, or that
// was more than this person may use.
func IsFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
