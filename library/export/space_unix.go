//go:build linux || darwin

package export

import "golang.org/x/sys/unix"

// volumeOf gives a number that is the same for all folders of one volume.
func volumeOf(dir string) (uint64, bool) {
	var s unix.Stat_t
	if err := unix.Stat(dir, &s); err != nil {
		return 0, false
	}
	return uint64(s.Dev), true
}
