package ingest

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
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/export/verified"
)

// batch brings the files of one group into one folder of each destination: all of them
// or none.
type batch struct {
	runner *runner
	group  *Group
	at     []*place
	hashes []verified.Hash // by file; zero while they are not known
}

// place is the group's folder in one destination.
type place struct {
	to     *destination
	number int // of the destination
	dir    *os.Root
	below  verified.Below   // folders below it
	staged []*verified.File // by place in group.Files; nil for what is there
	err    error            // why the group cannot be had there
}

// bring puts a group into its places. An error is about the card or about the first
// destination; what the second lacks is in the report.
func (r *runner) bring(ctx context.Context, g *Group) (err error) {
	b := batch{runner: r, group: g, hashes: make([]verified.Hash, len(g.Files))}
	defer func() { err = errors.Join(err, b.discard()) }()
	for i, d := range r.to {
		b.at = append(b.at, b.enter(d, i))
	}
	if b.at[0].err != nil {
		return b.at[0].err
	}
	for ; g.Number <= export.MaxNumber; g.Number = export.NextNumber(g.Number) {
		arrived, err := b.attempt(ctx)
		if err != nil {
			return err
		}
		if arrived {
			return b.finish(ctx)
		}
	}
	return export.ErrNoName
}

// enter opens the group's folder in a destination.
func (b *batch) enter(d *destination, number int) *place {
	p := &place{to: d, number: number, staged: make([]*verified.File, len(b.group.Files)), err: d.lost}
	if p.err == nil {
		p.err = d.isStill()
	}
	if p.err == nil {
		p.err = d.hasRoom(b.group.bytes())
	}
	if p.err == nil {
		p.err = d.root.MkdirAll(b.group.Dir, 0o777)
	}
	if p.err == nil {
		p.dir, p.err = d.root.OpenRoot(b.group.Dir)
	}
	b.lose(p, p.err)
	return p
}

// lose takes note of what went wrong in a destination. One that is read-only or away is
// not tried again in this run, nor is a first one that is full: the person makes room and
// goes on. A second one that is full gets what fits, also once there is room again.
func (b *batch) lose(p *place, err error) {
	if err == nil {
		return
	}
	p.err = err
	switch {
	case disk.IsFull(err) && p.number > 0:
		p.to.full = err
	case disk.IsFull(err), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.EIO), errors.Is(err, syscall.ENODEV),
		p.to.root == nil, p.to.isStill() != nil:
		p.to.lost = err
	}
}

// hasRoom says why so many bytes are not worth trying. Nothing but a file that did not fit
// makes it ask: not every network share tells the truth.
func (d *destination) hasRoom(bytes int64) error {
	if d.full == nil {
		return nil
	}
	if free, known := disk.Free(d.path); known && bytes > free {
		return d.full
	}
	return nil
}

// isStill fails where the destination is no longer at its path: its drive was pulled
// out, or somebody moved it.
func (d *destination) isStill() error {
	here, err := os.Stat(d.path)
	if err != nil {
		return fmt.Errorf("checking the destination: %w", err)
	}
	opened, err := d.root.Stat(".")
	if err != nil {
		return fmt.Errorf("checking the destination: %w", err)
	}
	if !os.SameFile(here, opened) {
		return fmt.Errorf("another folder is in the place of the destination: %w", fs.ErrNotExist)
	}
	return nil
}

// attempt tries the group's present number in all places. It is false where that is
// taken. The error is the card's, the context's, or the first destination's.
func (b *batch) attempt(ctx context.Context) (arrived bool, err error) {
	for _, p := range b.at {
		if p.err != nil {
			continue
		}
		free, err := b.compare(ctx, p)
		var source verified.SourceError
		if err != nil && (p.number == 0 || ctx.Err() != nil || errors.As(err, &source)) {
			return false, err
		}
		b.lose(p, err)
		if err == nil && !free {
			return false, nil
		}
	}
	for i := range b.group.Files {
		if err := b.stage(ctx, i); err != nil {
			return false, fmt.Errorf("%s: %w", library.Display(b.group.Files[i].From), err)
		}
	}
	if b.at[0].err != nil {
		return false, b.at[0].err
	}
	return b.publish()
}

// name is the path of the i-th file below the group's folder.
func (b *batch) name(i int) string { return b.group.name(&b.group.Files[i]) }

// compare finds out what is there under the group's names. It is false where something
// else is. Beside the photo itself another sidecar is the person's work, and stays.
func (b *batch) compare(ctx context.Context, p *place) (free bool, err error) {
	photo := false
	for i := range b.group.Files {
		f := &b.group.Files[i]
		f.There[p.number] = false
		if _, err := p.dir.Lstat(b.name(i)); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		hash, same, err := verified.SameHash(ctx, f.From, p.dir, b.name(i))
		if err != nil {
			return false, err
		}
		if same {
			b.hashes[i] = hash
		}
		if i == 0 {
			photo = same
		}
		if f.There[p.number] = same || photo && !f.Image; !f.There[p.number] {
			return false, nil
		}
	}
	return true, nil
}

// stage copies one file under hidden names to wherever it is missing, reading it once.
func (b *batch) stage(ctx context.Context, i int) error {
	f := &b.group.Files[i]
	var places []*place
	var dirs []*os.Root
	for _, p := range b.at {
		if p.err != nil || f.There[p.number] || p.staged[i] != nil {
			continue
		}
		dir, err := p.below.In(p.dir, f.Sub)
		if b.lose(p, err); err == nil {
			places, dirs = append(places, p), append(dirs, dir)
		}
	}
	if len(dirs) == 0 {
		return b.at[0].err
	}
	copies, err := b.runner.copier.CopyTo(ctx, f.From, dirs...)
	if err != nil {
		return err
	}
	for k, c := range copies {
		b.lose(places[k], c.Err)
		if c.Err == nil {
			places[k].staged[i], b.hashes[i] = c.File, c.File.Hash()
		}
	}
	return b.at[0].err
}

// publish names all staged files in all places, or none. It is false where a name is
// taken meanwhile.
func (b *batch) publish() (bool, error) {
	for _, p := range b.at {
		if p.err != nil {
			continue
		}
		err := p.publish(b)
		if errors.Is(err, fs.ErrExist) {
			return false, b.withdraw()
		}
		b.lose(p, err)
		if err != nil && p.number == 0 {
			return false, errors.Join(err, b.withdraw())
		}
	}
	return true, nil
}

func (p *place) publish(b *batch) error {
	for i, f := range p.staged {
		if f == nil || b.group.Files[i].There[p.number] {
			continue
		}
		if err := f.Publish(filepath.Base(b.name(i))); err != nil {
			return errors.Join(err, p.withdraw())
		}
	}
	return nil
}

// withdraw hides what was published.
func (b *batch) withdraw() error {
	var all error
	for _, p := range b.at {
		all = errors.Join(all, p.withdraw())
	}
	return all
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

// discard removes what was staged and not published, and closes the folders.
func (b *batch) discard() error {
	var all error
	for _, p := range b.at {
		for _, f := range p.staged {
			if err := discard(f); p.number == 0 {
				all = errors.Join(all, err)
			}
		}
		_ = p.below.Close()
		if p.dir != nil {
			p.dir.Close()
		}
	}
	return all
}

func discard(f *verified.File) error {
	if f == nil {
		return nil
	}
	return f.Discard()
}
