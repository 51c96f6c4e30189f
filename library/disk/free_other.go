//go:build !linux && !darwin && !windows

package disk

import (
	"errors"
	"syscall"
)

// Free is not known here.
func Free(string) (free int64, known bool) { return 0, false }

// IsFull is true for the error of a write for which there was no room.
func IsFull(err error) bool { return errors.Is(err, syscall.ENOSPC) }
