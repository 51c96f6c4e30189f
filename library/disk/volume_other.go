//go:build !linux && !darwin

package disk

// VolumeOf is not known here.
func VolumeOf(string) (v Volume, known bool) { return 0, false }
