package ingest

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/disk"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/export/verified"
	"keeplight.app/keeplight/library/message"
)

// Failure is a photo or film that was not copied, and why.
type Failure struct {
	Path string // on the card
	Err  error
	Why  library.Message // the same for people: what happened and what to do
}

func newFailure(path string, err error) Failure { return Failure{path, err, why(err)} }

// why says what an error means for a person.
func why(err error) library.Message {
	text := message.Text("error", library.Display(err.Error()))
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return message.New(message.IngestStopped)
	case disk.IsFull(err):
		return message.New(message.IngestFull)
	case errors.Is(err, syscall.EROFS):
		return message.New(message.IngestReadOnly)
	case errors.Is(err, verified.ErrMismatch):
		return message.New(message.IngestMismatch)
	case errors.Is(err, verified.ErrChanged):
		return message.New(message.IngestChanged)
	case errors.Is(err, export.ErrNoName):
		return message.New(message.IngestNoName)
	case isAway(err):
		return message.New(message.IngestGone)
	case errors.Is(err, fs.ErrPermission):
		return message.New(message.IngestDenied, text)
	}
	return message.New(message.IngestFailed, text)
}

// isAway is true for what systems say of a card or drive that was pulled out.
func isAway(err error) bool {
	for _, gone := range []error{fs.ErrNotExist, syscall.EIO, syscall.ENODEV, syscall.ENXIO, syscall.ENOTCONN, syscall.ESTALE} {
		if errors.Is(err, gone) {
			return true
		}
	}
	return false
}
