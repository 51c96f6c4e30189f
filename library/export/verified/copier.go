package verified

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"keeplight.app/keeplight/library/fault"
	"keeplight.app/keeplight/library/filelock"
	"keeplight.app/keeplight/library/safefile"
)

// ErrChanged says that the source changed while it was read, so that no copy of
// it can be called whole.
var ErrChanged = errors.New("the file changed while it was read")

// ErrMismatch says that what was read back is not what was written: the disk,
// its cable or the memory cannot be trusted.
var ErrMismatch = errors.New("the copy is not the same as the original when read back")

// Copier stages files. The zero value is ready. It may be used by several
// goroutines when its functions may.
type Copier struct {
	// Progress, where set, hears of every n bytes of a source that were written.
	Progress func(n int64)
	// Reader, where set, stands between the source and the copy.
	Reader func(io.Reader) io.Reader
	// SHA256 has copies know that digest of their bytes besides.
	SHA256 bool
	// Written, where set, is called with the hidden name of a file that is
	// complete but not yet read back.
	Written func(hidden string)
}

// Copy stages a copy with the source's modification time and proves it by
// reading it back. After an error or a cancelled context nothing is left.
func (c *Copier) Copy(ctx context.Context, source string, dir *os.Root) (*File, error) {
	copies, err := c.CopyTo(ctx, source, dir)
	if err != nil {
		return nil, err
	}
	return copies[0].File, copies[0].Err
}

// ErrNoClone says that the file system cannot have two files share their blocks, or not
// these two.
var ErrNoClone = errors.New("the file system cannot share the space of these files")

// Clone stages a copy that shares its blocks with the source until one of them
// changes. The error is ErrNoClone where that cannot be had.
func (c *Copier) Clone(ctx context.Context, source string, dir *os.Root) (*File, error) {
	in, before, err := safefile.Open(source)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	t, err := newTransfer(dir)
	if err != nil {
		return nil, err
	}
	if cloneFile(in, t.out) != nil {
		if err := errors.Join(t.out.Close(), dir.Remove(t.hidden)); err != nil {
			return nil, fmt.Errorf("removing an empty file: %w", err)
		}
		return nil, ErrNoClone
	}
	if c.Progress != nil {
		c.Progress(before.Size())
	}
	return t.finish(source, before, Hash{}, errors.Join(ctx.Err(), t.sync(), unchanged(in, before)))
}

// lockPart tells others that somebody is at work on a hidden file, where the file system
// knows locks.
func lockPart(f *os.File) { _ = filelock.Try(f) }

// transfer is one copy on its way.
type transfer struct {
	dir    *os.Root
	hidden string // its name in dir
	out    *os.File
	err    error // why it cannot be had
}

// newTransfer makes the hidden file. Whoever sweeps a folder sees by its lock that
// somebody is at work on it.
func newTransfer(dir *os.Root) (*transfer, error) {
	if err := fault.Point("export.stage"); err != nil {
		return nil, fmt.Errorf("making a file in the destination: %w", err)
	}
	t := &transfer{dir: dir, hidden: newHiddenName()}
	out, err := dir.OpenFile(t.hidden, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, fmt.Errorf("making a file in the destination: %w", err)
	}
	lockPart(out)
	t.out = out
	return t, nil
}

// finish gives a copy that is complete the source's time, or removes what an error
// left of it.
func (t *transfer) finish(source string, before fs.FileInfo, hash Hash, err error) (*File, error) {
	if err == nil {
		if err = t.dir.Chtimes(t.hidden, time.Time{}, before.ModTime()); err != nil {
			err = fmt.Errorf("setting the copy's time: %w", err)
		}
	}
	var f *File
	if err == nil {
		f, err = newFile(source, before, t.dir, t.hidden)
	}
	if err != nil {
		return nil, errors.Join(err, t.out.Close(), t.dir.Remove(t.hidden))
	}
	f.hash = hash
	if f.held, err = keepLock(t.out); err != nil {
		return nil, errors.Join(fmt.Errorf("closing the copy: %w", err), t.dir.Remove(t.hidden))
	}
	return f, nil
}

func (t *transfer) sync() error {
	if err := fault.Do("export.sync", t.out.Sync); err != nil {
		return fmt.Errorf("writing the copy to disk: %w", err)
	}
	return nil
}

// unchanged compares what the file system says of an open file with what it
// said before.
func unchanged(f *os.File, before fs.FileInfo) error {
	after, err := f.Stat()
	if err != nil {
		return fmt.Errorf("reading the original again: %w", err)
	}
	if after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		return ErrChanged
	}
	return nil
}

// What a hidden name begins and ends with.
const (
	hiddenPrefix = ".keeplight-"
	hiddenSuffix = ".part"
)

// newHiddenName gives a name that no scan reads and nobody else uses.
func newHiddenName() string { return hiddenPrefix + rand.Text() + hiddenSuffix }

func isHiddenName(name string) bool {
	return strings.HasPrefix(name, hiddenPrefix) && strings.HasSuffix(name, hiddenSuffix)
}
