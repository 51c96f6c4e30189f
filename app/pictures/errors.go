package pictures

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/worker"
	"keeplight.app/keeplight/scoring/queue"
)

// explain adds to an error of reading a photo what a person can do about it.
func explain(err error) error {
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, answer.ErrNone):
		return fmt.Errorf("%w: check its drive: %w", err, queue.ErrNotNow)
	case errors.Is(err, fs.ErrNotExist):
		return passing{message.NewError(message.FileGone), queue.ErrNotNow}
	case errors.Is(err, fs.ErrPermission):
		return passing{message.NewError(message.FileForbidden), queue.ErrNotNow}
	case errors.Is(err, picture.ErrTryAgain):
		return passing{err, queue.ErrLater}
	case errors.Is(err, worker.ErrUnavailable), errors.Is(err, worker.ErrQuarantined), errors.Is(err, worker.ErrInterrupted):
		// An installation or another try mends these, without the file changing.
		return passing{err, queue.ErrNotNow}
	case errors.Is(err, picture.ErrEmpty), errors.Is(err, picture.ErrDamaged):
		return fmt.Errorf("%w: copy it again from the card", err)
	}
	if onDisk := (*fs.PathError)(nil); errors.As(err, &onDisk) {
		return fmt.Errorf("%w: check its drive: %w", err, queue.ErrNotNow)
	}
	return err
}

// passing is an error that may be gone at the next start or try, without the file
// having changed.
type passing struct {
	error
	kind error // of the queue
}

func (p passing) Unwrap() []error { return []error{p.error, p.kind} }

// Message is what library.MessageOf gives for it.
func (p passing) Message() library.Message { return library.MessageOf(p.error) }
