package export

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export/verified"
)

// batch brings the files of one group into one folder: all of them or none.
type batch struct {
	copier *verified.Copier
	mode   Mode
	group  *Group
	dir    *os.Root
	staged []*verified.File  // by place in group.Files; nil for what is there
	note   string            // the name of the note of this move, "" for none
	notes  map[string]string // originals by the names of copies that interrupted moves brought
}

// bring puts a group in its place. arrived says that all its files are there;
// an error besides means that a moved original could not be removed. The
// group's number and what was there already are brought up to date.
func (r *runner) bring(ctx context.Context, g *Group) (arrived bool, err error) {
	if err := r.root.MkdirAll(g.Dir, 0o777); err != nil {
		return false, fmt.Errorf("making the folder %s: %w", library.Display(g.Dir), err)
	}
	dir, err := r.root.OpenRoot(g.Dir)
	if err != nil {
		return false, fmt.Errorf("opening the folder %s: %w", library.Display(g.Dir), err)
	}
	defer dir.Close()

	b := batch{copier: &r.copier, mode: r.plan.Options.Mode, group: g, dir: dir, staged: make([]*verified.File, len(g.Files))}
	if b.notes, err = b.readNotes(); err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, b.discard()) }()
	for ; g.Number <= MaxNumber; g.Number = NextNumber(g.Number) {
		arrived, err := b.attempt(ctx)
		if err != nil {
			return false, err
		}
		if arrived {
			return b.finish()
		}
	}
	return false, ErrNoName
}

// attempt tries the group's present number. It is false where that is taken.
func (b *batch) attempt(ctx context.Context) (bool, error) {
	free, err := b.compare(ctx)
	if err != nil || !free {
		return false, err
	}
	if err := b.takeUp(); err != nil {
		return false, err
	}
	for i, f := range b.group.Files {
		if f.There || b.staged[i] != nil {
			continue
		}
		if b.staged[i], err = b.stage(ctx, f.From); err != nil {
			return false, fmt.Errorf("%s: %w", library.Display(f.From), err)
		}
	}
	note, err := b.writeNote()
	if err == nil {
		err = b.publish()
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

// name is what the i-th file is to be called in the folder.
func (b *batch) name(i int) string {
	return Numbered(b.group.Stem, b.group.Number) + b.group.Files[i].Suffix
}

// compare finds out what is there under the group's names. It is false where
// something else is.
func (b *batch) compare(ctx context.Context) (free bool, err error) {
	for i := range b.group.Files {
		f := &b.group.Files[i]
		f.There = false
		if _, err := b.dir.Lstat(b.name(i)); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		f.There, err = verified.Same(ctx, f.From, b.dir, b.name(i))
		if err != nil || !f.There {
			return false, err
		}
	}
	return true, nil
}

// stage brings one file over under a hidden name.
func (b *batch) stage(ctx context.Context, source string) (*verified.File, error) {
	switch b.mode {
	case HardLink:
		return verified.Link(source, b.dir)
	case Reflink:
		return b.copier.Clone(ctx, source, b.dir)
	case Move:
		// Within a volume the very same file gets a new name, so that
		// programs that know it by its identity still do.
		if f, err := verified.Link(source, b.dir); err == nil {
			return f, nil
		}
	}
	return b.copier.Copy(ctx, source, b.dir)
}

// publish names all staged files, or none.
func (b *batch) publish() error {
	for i, f := range b.staged {
		if f == nil || f.IsPublished() || b.group.Files[i].There {
			continue
		}
		if err := f.Publish(b.name(i)); err != nil {
			return errors.Join(err, b.withdraw())
		}
	}
	return nil
}

// withdraw hides what was published.
func (b *batch) withdraw() error {
	var all error
	for _, f := range b.staged {
		if f != nil {
			all = errors.Join(all, f.Withdraw())
		}
	}
	return all
}

// discard removes what was staged and not published.
func (b *batch) discard() error {
	var all error
	for _, f := range b.staged {
		if f != nil {
			all = errors.Join(all, f.Discard())
		}
	}
	return all
}

// finish makes the names last and, for a move, removes the originals, now that
// every file of the photo has arrived. Originals of files that had been there
// before stay. Where an original cannot leave, its copy stays besides it; but a
// second name of the original itself is removed again, as editing what seems to be
// a copy would change the original.
func (b *batch) finish() (arrived bool, err error) {
	if err := verified.SyncFolder(b.dir); err != nil {
		return true, err
	}
	if b.mode != Move {
		return true, nil
	}
	var all error
	var removed []*verified.File
	// The photo itself goes last, so that a run that ends here finds it again.
	for i, f := range slices.Backward(b.staged) {
		if f == nil || b.group.Files[i].There {
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
