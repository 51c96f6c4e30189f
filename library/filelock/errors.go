package filelock

import "errors"

// ErrHeld says that somebody else holds the lock.
var ErrHeld = errors.New("another program is at work on it")
