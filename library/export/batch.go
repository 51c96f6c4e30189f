package export

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

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
	notes  map[string]string // originals by the names of copies that interrupted moves brought
}

// bring puts a group in its places. arrived says that all its files are in the first
// destination, and for a move in all of them; an error besides means that a moved
// original could not be removed. The group's number and what was there already are
// brought up to date. What a second destination lacks is in the report.
func (r *runner) bring(ctx context.Context, g *Group) (arrived bool, err error) {
	b := batch{copier: &r.copier, mode: r.plan.Options.Mode, group: g}
	defer func() { err = errors.Join(err, b.discard()) }()
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
		return r.finish(&b)
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
	if gone := b.forgetNote(note); gone != nil || !errors.Is(err, fs.ErrExist) {
		return false, errors.Join(err, gone)
	}
	return false, nil // somebody else was quicker
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
func (r *runner) finish(b *batch) (arrived bool, err error) {
	if err := b.sync(); err != nil {
		return true, err
	}
	r.note(b, false)
	if b.mode != Move {
		return true, nil
	}
	// What has left its folder is not exported again: its checksum stands before it goes.
	r.writeLists()
	if arrived, err = b.removeOriginals(); !arrived {
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
		if err != nil && (p.number == 0 || b.mode == Move) {
			return err
		}
		p.err = err
	}
	return nil
}

// removeOriginals ends a move, now that every file of the photo has arrived. Originals of
// files that had been there before stay. Where an original cannot leave, its copy stays
// besides it; but a second name of the original itself is removed again, as editing what
// seems to be a copy would change the original.
func (b *batch) removeOriginals() (arrived bool, err error) {
	var all error
	var removed []*verified.File
	// The photo itself goes last, so that a run that ends here finds it again.
	for i, f := range slices.Backward(b.at[0].staged) {
		if f == nil || b.group.Files[i].There[0] {
			continue
		}
		err := f.RemoveSource()
		if err == nil {
			removed = append(removed, f)
			continue
		}
		if f.IsSource() && putBack(removed) {
			return false, errors.Join(notMoved(err), b.withdraw())
		}
		all = errors.Join(all, staysError{"it was copied, but the original could not be removed", err})
	}
	if all == nil { // else the next run tries again to remove what stays
		all = b.forgetNote(b.note)
	}
	if len(b.notes) > 0 { // those of runs that ended may be complete now
		_, err := b.readNotes()
		all = errors.Join(all, err)
	}
	return true, all
}

// putBack gives originals that were removed their old names again. It is false
// where some of them cannot have them.
func putBack(removed []*verified.File) bool {
	if slices.ContainsFunc(removed, func(f *verified.File) bool { return !f.IsSource() }) {
		return false
	}
	for _, f := range removed {
		if err := f.RestoreSource(); err != nil {
			return false
		}
	}
	return true
}

func notMoved(err error) error {
	if errors.Is(err, verified.ErrChanged) {
		return staysError{"it was not moved; try again when the other program has finished with it", err}
	}
	return staysError{"it was not moved, because it cannot be removed from its folder; copy it instead", err}
}

// staysError says that an original cannot leave its folder, which is not the
// destination's fault.
type staysError struct {
	text string
	err  error
}

func (e staysError) Error() string { return e.text + ": " + e.err.Error() }
func (e staysError) Unwrap() error { return e.err }
