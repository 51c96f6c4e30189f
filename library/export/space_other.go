//go:build !linux && !darwin

package export

// freeSpace is not known here; the plan then does not warn.
func freeSpace(string) (int64, bool) { return 0, false }

// volumeOf is not known here.
func volumeOf(string) (uint64, bool) { return 0, false }
