package verified

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"

	"github.com/zeebo/blake3"

	"keeplight.app/keeplight/library/safefile"
)

// Copied is what became of a source in one folder: a staged file, or why there is
// none.
type Copied struct {
	File *File
	Err  error
}

// CopyTo stages copies in several folders and reads the source once. Each copy is
// proven by reading it back. What goes wrong with one folder is among the results, in
// the order of the folders, and stops no other; an error is the source's or the
// context's, and then nothing is left anywhere.
func (c *Copier) CopyTo(ctx context.Context, source string, dirs ...*os.Root) ([]Copied, error) {
	in, before, err := safefile.Open(source)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	all := make([]*transfer, len(dirs))
	for i, dir := range dirs {
		if all[i], err = newTransfer(dir); err != nil {
			all[i] = &transfer{err: err}
		}
	}
	sum, digest, err := c.fill(ctx, in, before.Size(), all)
	for _, t := range all {
		if err == nil && t.err == nil {
			t.err = c.prove(ctx, t, sum)
		}
	}
	err = errors.Join(err, ctx.Err())
	if err == nil {
		err = unchanged(in, before)
	}
	copies := make([]Copied, len(all))
	for i, t := range all {
		if t.out == nil {
			copies[i].Err = t.err
			continue
		}
		copies[i].File, copies[i].Err = t.finish(source, before, sum, errors.Join(t.err, err))
		if copies[i].Err == nil {
			copies[i].File.sha256 = digest
		}
	}
	return copies, err
}

// fill writes all bytes of the source into each copy and gives their hash and, where it
// was asked for, their SHA-256 digest.
func (c *Copier) fill(ctx context.Context, source io.Reader, size int64, all []*transfer) (Hash, []byte, error) {
	if c.Reader != nil {
		source = c.Reader(source)
	}
	h := blake3.New()
	var second hash.Hash
	if c.SHA256 {
		second = sha256.New()
	}
	var total int64
	err := readChunks(ctx, source, func(b []byte) error {
		if !writeAll(all, b) {
			return errNowhere
		}
		h.Write(b) // never fails
		if second != nil {
			second.Write(b)
		}
		total += int64(len(b))
		if c.Progress != nil {
			c.Progress(int64(len(b)))
		}
		return nil
	})
	switch {
	case errors.Is(err, errNowhere):
		return Hash{}, nil, nil // each copy says why
	case err == nil && total != size:
		err = fmt.Errorf("%w: %d of %d bytes came", ErrChanged, total, size)
	}
	var digest []byte
	if second != nil {
		digest = second.Sum(nil)
	}
	return Hash(h.Sum(nil)), digest, err
}

// errNowhere says that no copy takes bytes any more.
var errNowhere = errors.New("nothing can be written")

// writeAll writes to each copy without an error so far; false where none is left.
func writeAll(all []*transfer, b []byte) (any bool) {
	for _, t := range all {
		if t.err != nil {
			continue
		}
		if _, err := t.out.Write(b); err != nil {
			t.err = fmt.Errorf("writing the copy: %w", err)
			continue
		}
		any = true
	}
	return any
}

// prove reads back what was written and compares it.
func (c *Copier) prove(ctx context.Context, t *transfer, want Hash) error {
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
