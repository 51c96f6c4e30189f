//go:build !linux

package lowpriority

// Thread does nothing where the system has no priority for a thread alone.
func Thread() {}
