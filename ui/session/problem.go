package session

import (
	"errors"
	"io/fs"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// OutOfReach is true for an error that says of the file system, not of the
// picture, why a file cannot be read: it may pass when a card or drive comes back.
func OutOfReach(err error) bool {
	var path *fs.PathError
	return errors.As(err, &path)
}

// ProblemOf says for people why a photo cannot be shown.
func ProblemOf(err error) library.Message {
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return message.New(message.FileGone)
	case errors.Is(err, fs.ErrPermission):
		return message.New(message.FileForbidden)
	case errors.As(err, &path):
		return message.New(message.FileOffline, message.Text("reason", path.Err.Error()))
	}
	m := library.MessageOf(err)
	if m.Code() == "" {
		return library.Verbatim(library.Display(m.Text()))
	}
	return m
}
