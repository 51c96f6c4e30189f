package export

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"keeplight.app/keeplight/library/export/verified"
)

// removeOriginals ends a move, now that every file of the photo has arrived everywhere.
// Originals of files that had been there before stay. Where one of them cannot leave,
// those that have left come back and the move is taken back: a photo is moved whole, or
// stays where it is. arrived is false then.
func (b *batch) removeOriginals(ctx context.Context) (arrived bool, err error) {
	var removed []*verified.File
	vanished := false
	// The photo itself goes last, so that a run that ends here finds it again.
	for i, f := range slices.Backward(b.at[0].staged) {
		if f == nil || b.group.Files[i].There[0] {
			continue
		}
		err := f.RemoveSource()
		switch {
		case err == nil:
			removed = append(removed, f)
		case isGone(b.group.Files[i].From, err):
			vanished = true // somebody else has removed it: what arrived may be all there is
		case vanished || errors.Is(err, fs.ErrNotExist) || b.isBegun() || b.putBack(ctx, removed) != nil:
			b.noteKept()
			return false, partlyMoved(err)
		default:
			return false, b.takeBack(err, notMoved(err))
		}
	}
	b.forgetNote(b.note)
	if len(b.notes) > 0 { // those of runs that ended may be complete now
		_, err = b.readNotes()
	}
	return true, err
}

// isGone is true where a look at a file has found that somebody has removed it. Where its
// folder is not there either, its drive may be back tomorrow.
func isGone(path string, err error) bool {
	if !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	_, err = os.Stat(filepath.Dir(path))
	return err == nil
}

// putBack gives originals that were removed their places and names again. It fails where
// one of them cannot be had there. It works on after ctx has ended: what is under way is
// not left in between.
func (b *batch) putBack(ctx context.Context, removed []*verified.File) error {
	ctx = context.WithoutCancel(ctx)
	for _, f := range slices.Backward(removed) {
		if err := f.RestoreSource(ctx); err != nil {
			return err
		}
	}
	return nil
}

// takeBack removes from all places what a move has brought there, and gives taken then.
// Where an original is not what it was, what arrived may be all there is: that stays with
// its note, so that the next run can end the move, and so does what cannot be removed, and
// a photo of which an earlier run brought a part. The error says why then.
func (b *batch) takeBack(why, taken error) error {
	if b.isBegun() {
		b.noteKept()
		return partlyMoved(why)
	}
	if err := b.checkOriginals(); err != nil {
		b.noteKept()
		return partlyMoved(fmt.Errorf("%w; %w", why, err))
	}
	err := b.withdraw()
	if b.isNamed() {
		return partlyMoved(fmt.Errorf("%w; %w", why, err))
	}
	if err != nil {
		return errors.Join(taken, err)
	}
	b.forgetNote(b.note)
	return taken
}

// isBegun is true where an earlier run brought a part of a photo that is to be moved: what
// came with it may have left its folder already.
func (b *batch) isBegun() bool {
	return b.mode == Move && (len(b.group.earlier) > 0 ||
		slices.ContainsFunc(b.at[0].staged, func(f *verified.File) bool { return f != nil && f.IsEarlier() }))
}

// checkOriginals gives an error unless the original of each file that a move has brought
// is where it was, and what it was.
func (b *batch) checkOriginals() error {
	for i := range b.group.Files {
		for _, p := range b.at {
			if f := p.staged[i]; f != nil {
				if err := f.CheckSource(); err != nil {
					return err
				}
				break // the first one's knows of an original that was put back
			}
		}
	}
	return nil
}

// unmoved says of a photo which was to be moved that it is where it was, unless the error
// says so itself.
func unmoved(err error) error {
	if errors.As(err, new(staysError)) {
		return err
	}
	return unmovedError{err}
}

// unmovedError says that a photo which was to be moved is where it was.
type unmovedError struct{ err error }

func (e unmovedError) Error() string { return "it was not moved: " + e.err.Error() }
func (e unmovedError) Unwrap() error { return e.err }

func notMoved(err error) error {
	if errors.Is(err, verified.ErrChanged) {
		return staysError{"it was not moved; try again when the other program has finished with it", err}
	}
	return staysError{"it was not moved, because it cannot be removed from its folder; copy it instead", err}
}

func partlyMoved(err error) error {
	if errors.Is(err, verified.ErrChanged) {
		return staysError{"it has arrived, but another program changed one of its files meanwhile, which is still in its folder; export it again to finish the move, and what was there before the change is kept as well", err}
	}
	return staysError{"it has arrived, but some of its files could not be removed from their folder; export it again to finish the move", err}
}

// staysError says that an original cannot leave its folder, which is not the
// destination's fault.
type staysError struct {
	text string
	err  error
}

func (e staysError) Error() string { return e.text + ": " + e.err.Error() }
func (e staysError) Unwrap() error { return e.err }
