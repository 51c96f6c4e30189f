package scan

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer"
	"keeplight.app/keeplight/library/catalog"
)

// Drives says what is at single paths, wherever they lie, to who must go on also where a
// drive says nothing: each question has a limit, and a folder that owes an answer is not
// asked again. The zero value is ready; its methods may be called from any goroutine.
type Drives struct{ folders answer.Folders }

// Stat is os.Stat of a path that a person named, and gives up after five seconds. That a
// folder beside it does not answer says nothing of this one. Errors are os.Stat's,
// ErrNoAnswer and the context's.
func (d *Drives) Stat(ctx context.Context, path string) (fs.FileInfo, error) {
	return Ask(ctx, d, path, statTime, func() (fs.FileInfo, error) { return os.Stat(path) })
}

// IsFolder is true for a folder that is there, and false where nothing answers.
func (d *Drives) IsFolder(ctx context.Context, path string) bool {
	info, err := d.Stat(ctx, path)
	return err == nil && info.IsDir()
}

// File is the package's Stat that gives up after five seconds. Errors are Stat's,
// ErrNoAnswer and the context's.
func (d *Drives) File(ctx context.Context, path string, format library.Format, companions []library.Companion) (catalog.File, error) {
	return answer.Get(ctx, &d.folders, path, statTime, func() (catalog.File, error) { return Stat(path, format, companions) })
}

// Real is filepath.EvalSymlinks with a limit. Errors are its own, ErrNoAnswer and the
// context's.
func (d *Drives) Real(ctx context.Context, path string, limit time.Duration) (string, error) {
	return Ask(ctx, d, path, limit, func() (string, error) { return filepath.EvalSymlinks(path) })
}

// IsDeleted is true when a folder surely is no more. One whose drive is not connected may
// be: then the folder around it is gone too, or an empty mount point. One whose drive says
// nothing within the limit may be too.
func (d *Drives) IsDeleted(ctx context.Context, folder string, limit time.Duration) bool {
	gone, err := Ask(ctx, d, folder, limit, func() (bool, error) {
		if _, err := os.Lstat(folder); !errors.Is(err, fs.ErrNotExist) {
			return false, nil
		}
		around, err := os.ReadDir(filepath.Dir(folder))
		return err == nil && len(around) > 0, nil
	})
	return err == nil && gone
}

// Ask gives what get says about a folder. Errors are get's, ErrNoAnswer and the context's.
func Ask[T any](ctx context.Context, d *Drives, folder string, limit time.Duration, get func() (T, error)) (T, error) {
	return answer.Of(ctx, &d.folders, folder, limit, get)
}

// AskInTurn is Ask for what asks several things in turn: each beat says that one of them
// was answered, and the limit is that of the next.
func AskInTurn[T any](ctx context.Context, d *Drives, folder string, limit time.Duration, get func(beat func()) (T, error)) (T, error) {
	return answer.WithBeat(ctx, &d.folders, folder, limit, get)
}
