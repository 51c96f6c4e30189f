package export

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export/checksum"
	"keeplight.app/keeplight/library/export/verified"
)

// explain turns an error into what happened and what to do.
func explain(err error) string {
	var stays staysError
	var second secondError
	var unmoved unmovedError
	switch {
	case errors.As(err, &unmoved):
		return "it was not moved: " + explain(unmoved.err)
	case errors.As(err, &stays): // whichever folder it began with
		return library.Display(err.Error())
	case errors.As(err, &second):
		return "the second folder: " + explain(second.err)
	case errors.Is(err, checksum.ErrNoList):
		return library.Display(err.Error())
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return "stopped before it was finished; nothing was left in the destination"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "the disk of the destination is full; free some space or choose another folder"
	case errors.Is(err, syscall.EROFS):
		return "the folder is read-only; choose another one"
	case errors.Is(err, syscall.EXDEV):
		return "a hard link cannot reach another volume; copy it instead"
	case errors.Is(err, verified.ErrMismatch):
		return "the copy was not the same when it was read back and has been removed; check the destination's disk, cable and memory"
	case errors.Is(err, verified.ErrChanged):
		return "the file changed during the export; export it again when the other program has finished with it"
	case errors.Is(err, fs.ErrNotExist):
		return "the file is gone (" + library.Display(err.Error()) + "); check whether it was moved or its card was removed"
	case errors.Is(err, fs.ErrPermission):
		return "permission denied (" + library.Display(err.Error()) + "); check the permissions of the file and the folder"
	}
	return library.Display(err.Error())
}
