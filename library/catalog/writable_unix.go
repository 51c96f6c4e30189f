//go:build unix

package catalog

import "golang.org/x/sys/unix"

// isWritable is true where this person can make files in a folder.
func isWritable(dir string) bool { return unix.Access(dir, unix.W_OK|unix.X_OK) == nil }
