package export

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export/verified"
)

// batch brings the files of one group into one folder of each destination: all of them
// or none.
type batch struct {
	copier *verified.Copier
	mode   Mode
	group  *Group
	at     []*place          // by destination
	note   string            // the name of the note of this move, "" for none
	stale  []string          // names of notes that could not be removed and say nothing any more
	aside  string            // the stem that setAside gives, "" until it does
	kept   []string          // what it did, for people
	notes  map[string]string // originals by the names of copies that interrupted moves brought
}

// bring puts a group in its places. arrived says that all its files are in the first
// destination, and for a move in all of them and nowhere else; an error besides says what
// did not work all the same. The group's number and what was there already are brought up
// to date. What a second destination lacks is in the report.
func (r *runner) bring(ctx context.Context, g *Group) (arrived bool, err error) {
	b := batch{copier: &r.copier, mode: r.plan.Options.Mode, group: g}
	defer func() {
		err = errors.Join(err, b.discard())
		for _, name := range b.stale {
			r.stale = append(r.stale, filepath.Join(g.Dir, name))
		}
		g.kept = b.kept
	}()
	for i, d := range r.to {
		p, err := b.enter(d, i)
		if err != nil {
			return false, err
		}
		b.at = append(b.at, p)
	}
	if b.notes, err = b.readNotes(); err != nil {
		return false, err
	}
	for ; g.Number <= MaxNumber; g.Number = NextNumber(g.Number) {
		arrived, err := b.attempt(ctx)
		if err != nil {
			return false, err
		}
		if !arrived {
			continue
		}
		return r.finish(ctx, &b)
	}
	return false, ErrNoName
}

// note takes note of what has arrived: its checksums, which files share their space with
// the originals, and a second destination that lacks it; or that it was taken back.
func (r *runner) note(b *batch, takenBack bool) {
	for _, f := range b.at[0].staged {
		if b.mode == Reflink && f != nil && f.Hash() == (verified.Hash{}) {
			r.report.Cloned++ // nothing of it was copied
		}
	}
	for _, p := range b.at {
		if p.err == nil {
			p.to.listed = append(p.to.listed, p.entries(b.group, takenBack)...)
			continue
		}
		r.report.NotInSecond = append(r.report.NotInSecond, Failure{b.group.Photo.Path, p.err})
		for i := range b.group.Files { // what was done is what was done in the first
			f := &b.group.Files[i]
			f.There[p.number] = f.There[0]
		}
	}
}

// attempt tries the group's present number. It is false where that is taken in one of
// the destinations.
func (b *batch) attempt(ctx context.Context) (bool, error) {
	if err := b.setAside(ctx); err != nil {
		return false, err
	}
	for _, p := range b.at {
		if p.err != nil {
			continue
		}
		free, err := b.compare(ctx, p)
		if err = b.lose(ctx, p, err); err != nil {
			return false, err
		}
		if p.err == nil && !free {
			return false, nil
		}
	}
	if err := b.takeUp(); err != nil {
		return false, err
	}
	for i := range b.group.Files {
		if err := b.stage(ctx, i); err != nil {
			return false, fmt.Errorf("%s: %w", library.Display(b.group.Files[i].From), err)
		}
		if err := b.digest(ctx, i); err != nil {
			return false, err
		}
	}
	note, err := b.writeNote()
	if err == nil {
		err = b.publish(ctx)
	}
	if err == nil {
		b.note = note
		return true, nil
	}
	// What could not be hidden again has its number for good, and the note tells the next
	// run that it is the move's. What an earlier run brought keeps its number.
	if b.isBegun() || b.mode == Move && b.isNamed() {
		return false, partlyMoved(err)
	}
	if b.isNamed() {
		return false, err
	}
	b.forgetNote(note)
	if errors.Is(err, fs.ErrExist) {
		return false, nil // somebody else was quicker
	}
	return false, err
}

// name is the path of the i-th file below the group's folder.
func (b *batch) name(i int) string { return b.group.name(b.group.Files[i]) }

// lose takes note of what went wrong in a place. It gives the error where the group
// cannot go on without that place: the second copy is what a move waits for, and any
// other export does not.
func (b *batch) lose(ctx context.Context, p *place, err error) error {
	if err == nil {
		return nil
	}
	p.err = err
	p.to.fail(err)
	var source verified.SourceError
	switch {
	case ctx.Err() != nil || p.number == 0 || b.mode == Move && errors.As(err, &source):
		return err
	case b.mode == Move:
		return secondError{err}
	}
	return nil
}

// publish names all staged files in all places, or none.
func (b *batch) publish(ctx context.Context) error {
	for _, p := range b.at {
		if p.err != nil {
			continue
		}
		err := p.publish(b)
		if errors.Is(err, fs.ErrExist) {
			return errors.Join(err, b.withdraw())
		}
		if err = b.lose(ctx, p, err); err != nil {
			return errors.Join(err, b.withdraw())
		}
	}
	return nil
}

// isNamed is true where a file of the group that was not there before has its name in some
// place.
func (b *batch) isNamed() bool {
	for _, p := range b.at {
		for i, f := range p.staged {
			if f != nil && f.IsPublished() && !b.group.Files[i].There[p.number] {
				return true
			}
		}
	}
	return false
}

// withdraw hides what was published.
func (b *batch) withdraw() error {
	var all error
	for _, p := range b.at {
		all = errors.Join(all, p.withdraw())
	}
	return all
}

// discard removes what was staged and not published, and closes the folders. What a
// second destination that is lost has kept is swept once it is back.
func (b *batch) discard() error {
	var all error
	for _, p := range b.at {
		if err := p.discard(); p.err == nil {
			all = errors.Join(all, err)
		}
	}
	return all
}

// finish makes the names of a group last, takes note of what has arrived and, for a move,
// removes the originals. arrived is as in bring.
func (r *runner) finish(ctx context.Context, b *batch) (arrived bool, err error) {
	err = b.sync()
	if b.mode != Move {
		if err == nil {
			r.note(b, false)
		}
		return true, err
	}
	if err != nil {
		return false, b.takeBack(err, err)
	}
	r.note(b, false)
	// What has left its folder is not exported again: its checksum stands before it goes.
	r.writeLists(ctx)
	if arrived, err = b.removeOriginals(ctx); !arrived {
		r.note(b, true)
	}
	return arrived, err
}

// sync makes the names last.
func (b *batch) sync() error {
	for _, p := range b.at {
		if p.err != nil {
			continue
		}
		err := p.below.Sync(p.dir)
		if err == nil {
			continue
		}
		p.to.fail(err)
		if p.number == 0 {
			return err
		}
		if b.mode == Move {
			return secondError{err}
		}
		p.err = err
	}
	return nil
}
