package session

import (
	"errors"
	"fmt"
	"io/fs"

	"keeplight.app/keeplight/library"
)

// OutOfReach is true for an error that says of the file system, not of the
// picture, why a file cannot be read: it may pass when a card or drive comes back.
func OutOfReach(err error) bool {
	var path *fs.PathError
	return errors.As(err, &path)
}

// ProblemText says for people why a photo cannot be shown.
func ProblemText(err error) string {
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "The file isn't there any more. Is its card or drive connected?"
	case errors.Is(err, fs.ErrPermission):
		return "The file may not be read: its permissions forbid it."
	case errors.As(err, &path):
		return fmt.Sprintf("The file cannot be read (%v). Is its card or drive connected?", path.Err)
	}
	return library.Display(err.Error())
}
