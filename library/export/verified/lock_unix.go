//go:build unix

package verified

import "os"

// keepLock keeps a written file open, and with it the lock, until it has its name.
func keepLock(f *os.File) (*os.File, error) { return f, nil }
