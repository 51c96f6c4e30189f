package disk

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"testing"

	"keeplight.app/keeplight/library/answer"
	"keeplight.app/keeplight/library/message"
)

func TestWhatADiskSaysIsToldInWords(t *testing.T) {
	for err, want := range map[error]string{
		syscall.ENOSPC: message.DiskFull, syscall.EROFS: message.DiskReadOnly, syscall.EIO: message.DiskFailing,
		syscall.ENODEV: message.DiskFailing, syscall.ENAMETOOLONG: message.DiskNameTooLong, answer.ErrNone: message.DiskSilent,
		fs.ErrNotExist: "", fs.ErrPermission: "", context.Canceled: "",
	} {
		got, ok := Why(fmt.Errorf("writing: %w", &os.PathError{Op: "write", Path: "/x", Err: err}))
		if got.Code() != want || ok != (want != "") {
			t.Errorf("%v gives %q, %v", err, got.Code(), ok)
		}
	}
}
