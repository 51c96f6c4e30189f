package export

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/disk"
	"keeplight.app/keeplight/library/export/checksum"
	"keeplight.app/keeplight/library/export/verified"
)

// destination is a folder that photos are brought to.
type destination struct {
	path   string
	root   *os.Root         // which no write can leave
	lost   error            // why nothing more can be written there, nil while all is well
	full   error            // what was said when a file did not fit, nil while all of them did
	list   *checksum.List   // of what was written there
	listed []checksum.Entry // what is still to be put into it
}

// openDestination opens a folder, which it makes where it is missing.
func openDestination(path string) (*destination, error) {
	if err := os.MkdirAll(path, 0o777); err != nil {
		return nil, fmt.Errorf("making the destination folder: %w", err)
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, fmt.Errorf("opening the destination folder: %w", err)
	}
	return &destination{path: path, root: root, list: checksum.NewList(root)}, nil
}

// place is a group's folder in one destination.
type place struct {
	to      *destination
	number  int // of the destination
	dir     *os.Root
	below   verified.Below    // folders below it
	staged  []*verified.File  // by place in group.Files; nil for what is there
	digests []checksum.Digest // by place in group.Files, where a list is wanted; nil else
	err     error             // why the group cannot be had there
}

// enter opens the group's folder in a destination. The error is the first one's, or,
// where photos are moved, that of any.
func (b *batch) enter(d *destination, number int) (*place, error) {
	p := &place{to: d, number: number, staged: make([]*verified.File, len(b.group.Files)), err: d.lost}
	if b.copier.SHA256 {
		p.digests = make([]checksum.Digest, len(b.group.Files))
	}
	if p.err == nil {
		if err := d.root.MkdirAll(b.group.Dir, 0o777); err != nil {
			p.err = fmt.Errorf("making the folder %s: %w", library.Display(b.group.Dir), err)
		}
	}
	if p.err == nil {
		if p.dir, p.err = d.root.OpenRoot(b.group.Dir); p.err != nil {
			p.err = fmt.Errorf("opening the folder %s: %w", library.Display(b.group.Dir), p.err)
		}
	}
	if err := b.lose(context.Background(), p, p.err); err != nil {
		return nil, err
	}
	return p, nil
}

// fail takes note of an error that further writes to the destination would meet as well.
// What does not fit leaves room for what is smaller, and an original that cannot be read
// says nothing about where it was to go.
func (d *destination) fail(err error) {
	var source verified.SourceError
	switch {
	case errors.As(err, &source):
	case disk.IsFull(err):
		d.full = err
	case errors.Is(err, syscall.EROFS), errors.Is(err, syscall.EIO), errors.Is(err, syscall.ENODEV):
		d.lost = err
	}
}

// hasRoom says why a file of that many bytes is not worth trying. Nothing but a file that
// did not fit makes it ask: not every network share tells the truth.
func (d *destination) hasRoom(size int64) error {
	if d.full == nil {
		return nil
	}
	if free, known := disk.Free(d.path); known && size > free {
		return d.full
	}
	return nil
}

// compare finds out what is in a place under the group's names. It is false where
// something else is.
func (b *batch) compare(ctx context.Context, p *place) (free bool, err error) {
	for i := range b.group.Files {
		f := &b.group.Files[i]
		f.There[p.number] = false
		if _, err := p.dir.Lstat(b.name(i)); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		f.There[p.number], err = verified.Same(ctx, f.From, p.dir, b.name(i))
		if err != nil || !f.There[p.number] {
			return false, err
		}
	}
	return true, nil
}

// publish names the place's staged files, or none.
func (p *place) publish(b *batch) error {
	for i, f := range p.staged {
		if f == nil || f.IsPublished() || b.group.Files[i].There[p.number] {
			continue
		}
		if err := f.Publish(filepath.Base(b.name(i))); err != nil {
			return errors.Join(err, p.withdraw())
		}
	}
	return nil
}

func (p *place) withdraw() error {
	var all error
	for _, f := range p.staged {
		if f != nil {
			all = errors.Join(all, f.Withdraw())
		}
	}
	return all
}

func (p *place) discard() error {
	var all error
	for _, f := range p.staged {
		if f != nil {
			all = errors.Join(all, f.Discard())
		}
	}
	all = errors.Join(all, p.below.Close())
	if p.dir != nil {
		all = errors.Join(all, p.dir.Close())
	}
	return all
}

// entries lists the group's files for the destination's checksums; with gone, those that
// were taken back.
func (p *place) entries(g *Group, gone bool) []checksum.Entry {
	var entries []checksum.Entry
	for i, d := range p.digests {
		if gone && (p.staged[i] == nil || p.staged[i].IsPublished()) {
			continue // it was there before, or could not be taken back
		}
		entries = append(entries, checksum.Entry{Name: filepath.ToSlash(g.To(g.Files[i])), Digest: d, Gone: gone})
	}
	return entries
}

// secondError is about the second destination.
type secondError struct{ err error }

func (e secondError) Error() string { return "the second folder: " + e.err.Error() }
func (e secondError) Unwrap() error { return e.err }
