package fetch

import (
	"errors"
	"fmt"
)

// What callers decide by.
var (
	// ErrDigest says that the whole file came and is not the one that was
	// promised. Nothing of it is kept.
	ErrDigest = errors.New("the file does not match its published checksum")
	// ErrNoRoom says that the disk has or had too little room.
	ErrNoRoom = errors.New("there is not enough space on the disk")
	// ErrInsecure says that an address, or one that it leads to, is not HTTPS.
	ErrInsecure = errors.New("only HTTPS downloads are allowed")
	// ErrSize says that a server has a file of another size, or sends more than it
	// announced.
	ErrSize = errors.New("the file does not have the size that its publisher announced")
	// ErrUnreachable says that no server answered, or that it stopped answering.
	// What came so far is kept for another try.
	ErrUnreachable = errors.New("the server cannot be reached")
	// ErrRefused says that a server does not give the file.
	ErrRefused = errors.New("the server refused the download")
)

// passing marks an error that may be gone at the next try.
type passing struct{ error }

func (p passing) Unwrap() error { return p.error }

func passingf(format string, args ...any) error {
	return passing{fmt.Errorf(format, args...)}
}

func isPassing(err error) bool { return errors.As(err, &passing{}) }
