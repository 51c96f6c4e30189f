package disk

import (
	"errors"
	"syscall"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer"
	"keeplight.app/keeplight/library/message"
)

// Why says for people what an error of the file system means and what to do; ok is
// false for one that is no disk's fault. A file that is not there, or that a person may
// not use, means something else to each caller and is not among them.
func Why(err error) (why library.Message, ok bool) {
	for _, c := range []struct {
		code string
		is   bool
	}{
		{message.DiskFull, IsFull(err)},
		{message.DiskReadOnly, errors.Is(err, syscall.EROFS)},
		{message.DiskSilent, errors.Is(err, answer.ErrNone)},
		{message.DiskNameTooLong, errors.Is(err, syscall.ENAMETOOLONG)},
		{message.DiskFailing, isFailing(err)},
	} {
		if c.is {
			return message.New(c.code), true
		}
	}
	return library.Message{}, false
}

// isFailing is true for what systems say of a drive that is broken or was pulled out.
func isFailing(err error) bool {
	for _, failing := range []error{syscall.EIO, syscall.ENODEV, syscall.ENXIO, syscall.ENOTCONN, syscall.ESTALE} {
		if errors.Is(err, failing) {
			return true
		}
	}
	return false
}
