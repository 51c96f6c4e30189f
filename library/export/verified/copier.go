package verified

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/zeebo/blake3"

	"keeplight.app/keeplight/library/fault"
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
	// Progress, where set, hears of every n bytes that were written.
	Progress func(n int64)
	// Reader, where set, stands between the source and the copy.
	Reader func(io.Reader) io.Reader
	// Written, where set, is called with the hidden name of a file that is
	// complete but not yet read back.
	Written func(hidden string)
}

// Copy stages a copy with the source's modification time and proves it by
// reading it back. After an error or a cancelled context nothing is left.
func (c *Copier) Copy(ctx context.Context, source string, dir *os.Root) (*File, error) {
	return c.stage(source, dir, func(t transfer) error { return c.copyBytes(ctx, t) })
}

// Clone stages a copy that shares its blocks with the source until one of them
// changes, where the file system can do that, and is Copy elsewhere.
func (c *Copier) Clone(ctx context.Context, source string, dir *os.Root) (*File, error) {
	return c.stage(source, dir, func(t transfer) error {
		if cloneFile(t.in, t.out) != nil {
			return c.copyBytes(ctx, t)
		}
		if c.Progress != nil {
			c.Progress(t.size)
		}
		return t.sync()
	})
}

// transfer is one file on its way.
type transfer struct {
	in, out *os.File
	size    int64 // of in, when it was opened
	dir     *os.Root
	hidden  string // out's name in dir
}

// stage makes the hidden file, fills it and gives it the source's time.
func (c *Copier) stage(source string, dir *os.Root, fill func(transfer) error) (_ *File, err error) {
	in, before, err := safefile.Open(source)
	if err != nil {
		return nil, err
	}
	defer in.Close()

	if err := fault.Point("export.stage"); err != nil {
		return nil, fmt.Errorf("making a file in the destination: %w", err)
	}
	hidden := newHiddenName()
	out, err := dir.OpenFile(hidden, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, fmt.Errorf("making a file in the destination: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, dir.Remove(hidden))
		}
	}()
	t := transfer{in, out, before.Size(), dir, hidden}
	if err := errors.Join(fill(t), out.Close()); err != nil {
		return nil, err
	}
	if err := unchanged(in, before); err != nil {
		return nil, err
	}
	if err := dir.Chtimes(hidden, time.Time{}, before.ModTime()); err != nil {
		return nil, fmt.Errorf("setting the copy's time: %w", err)
	}
	return newFile(source, before, dir, hidden)
}

// copyBytes writes, reads back and compares.
func (c *Copier) copyBytes(ctx context.Context, t transfer) error {
	want, err := c.write(ctx, t)
	if err != nil {
		return err
	}
	if err := t.sync(); err != nil {
		return err
	}
	if c.Written != nil {
		c.Written(t.hidden)
	}
	// A fresh handle without cached pages reads what the disk has, as far as
	// the operating system lets us.
	dropCache(t.out)
	back, err := t.dir.Open(t.hidden)
	if err != nil {
		return fmt.Errorf("reading the copy back: %w", err)
	}
	defer back.Close()
	got, err := Sum(ctx, back)
	if err != nil {
		return fmt.Errorf("reading the copy back: %w", err)
	}
	if got != want {
		return ErrMismatch
	}
	return nil
}

// write copies all bytes and gives their hash.
func (c *Copier) write(ctx context.Context, t transfer) (Hash, error) {
	var in io.Reader = t.in
	if c.Reader != nil {
		in = c.Reader(in)
	}
	h := blake3.New()
	var total int64
	err := readChunks(ctx, in, func(b []byte) error {
		if _, err := t.out.Write(b); err != nil {
			return fmt.Errorf("writing the copy: %w", err)
		}
		h.Write(b) // never fails
		total += int64(len(b))
		if c.Progress != nil {
			c.Progress(int64(len(b)))
		}
		return nil
	})
	if err == nil && total != t.size {
		err = fmt.Errorf("%w: %d of %d bytes came", ErrChanged, total, t.size)
	}
	return Hash(h.Sum(nil)), err
}

func (t transfer) sync() error {
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

// newHiddenName gives a name that no scan reads and nobody else uses.
func newHiddenName() string { return ".keeplight-" + rand.Text() + ".part" }
