package reconcile

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
	"keeplight.app/keeplight/library/scan"
)

// askTime is how long a drive may take to say what one path is.
const askTime = 2 * time.Second

// drives says what is where now. Photos that may have moved lie on any drive, also on
// one that says nothing: this folder must go on all the same. Only the run's loop
// touches it.
type drives struct {
	ctx     context.Context //nolint:containedctx // of the run, whose questions these are
	folders answer.Folders
	lstat   func(path string) (fs.FileInfo, error)
}

func newDrives(ctx context.Context) *drives { return &drives{ctx: ctx, lstat: os.Lstat} }

func (d *drives) stat(path string) (fs.FileInfo, error) {
	return answer.Get(d.ctx, &d.folders, path, askTime, func() (fs.FileInfo, error) { return os.Stat(path) })
}

func (d *drives) file(path string) (catalog.File, error) {
	return answer.Get(d.ctx, &d.folders, path, askTime, func() (catalog.File, error) {
		return scan.Stat(path, library.UnknownFormat, nil)
	})
}

// isGone is true when there surely is nothing at path, not even a link that
// leads nowhere. A disk that does not answer is no answer.
func (d *drives) isGone(path string) bool {
	_, err := answer.Get(d.ctx, &d.folders, path, askTime, func() (fs.FileInfo, error) { return d.lstat(path) })
	return errors.Is(err, fs.ErrNotExist)
}

// hasLeft is true when the file of this identity surely is not at path.
func (d *drives) hasLeft(path string, identity catalog.FileIdentity) bool {
	f, err := d.file(path)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	return f.Identity != identity
}

// isVolumeThere is true when the nearest folder above path that exists lies on
// the volume that held the file: then an empty path means that the file went,
// and not that a drive or network folder is away.
func (d *drives) isVolumeThere(path string, file catalog.FileIdentity) bool {
	if file == (catalog.FileIdentity{}) {
		return false
	}
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		f, err := d.file(dir)
		if err == nil {
			return f.Identity.Device == file.Device
		}
		if !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir) {
			return false
		}
	}
}
