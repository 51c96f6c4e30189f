//go:build linux || darwin

package export

import (
	"math"

	"golang.org/x/sys/unix"
)

// freeSpace gives the bytes that this person may still write on a volume.
func freeSpace(dir string) (int64, bool) {
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

// volumeOf gives a number that is the same for all folders of one volume.
func volumeOf(dir string) (uint64, bool) {
	var s unix.Stat_t
	if err := unix.Stat(dir, &s); err != nil {
		return 0, false
	}
	return uint64(s.Dev), true
}
