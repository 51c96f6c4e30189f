//go:build !unix

package filelock

import (
	"errors"
	"os"
)

// Try gives no lock here: the error is errors.ErrUnsupported.
func Try(*os.File) error { return errors.ErrUnsupported }
