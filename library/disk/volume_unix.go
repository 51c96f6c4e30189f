//go:build linux || darwin

package disk

import "golang.org/x/sys/unix"

// VolumeOf gives the volume of a folder; known is false where the system does not say.
func VolumeOf(dir string) (v Volume, known bool) {
	var s unix.Stat_t
	if err := unix.Stat(dir, &s); err != nil {
		return 0, false
	}
	return Volume(s.Dev), true
}
