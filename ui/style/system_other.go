//go:build !linux && !openbsd && !freebsd && !netbsd

package style

// prefersNothing is false: these systems are always either light or dark.
func prefersNothing() bool { return false }
