package reconcile

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// detectRenamesByIdentity finds photos whose very file turned up at a new path
// while nobody watched: the same device, inode, size and time.
func (r *run) detectRenamesByIdentity(ctx context.Context) error {
	ids := slices.Sorted(maps.Keys(r.newRows))
	ids = slices.DeleteFunc(ids, func(id library.ID) bool {
		row := r.index.byID[id]
		return row == nil || row.missing || row.file.Identity == (catalog.FileIdentity{})
	})
	if len(ids) == 0 {
		return nil
	}
	identities := make([]catalog.FileIdentity, len(ids))
	for i, id := range ids {
		identities[i] = r.index.byID[id].file.Identity
	}
	lost, err := r.candidates(ctx, nil, identities)
	if err != nil || len(lost) == 0 {
		return err
	}
	byFile := map[fileKey][]catalog.Lost{}
	for _, l := range lost {
		key := keyOf(l.Identity, l.Size, l.ModTime)
		byFile[key] = append(byFile[key], l)
	}
	for _, id := range ids {
		row := r.index.byID[id]
		key := keyOf(row.file.Identity, row.file.Size, row.file.ModTime)
		if err := r.merge(ctx, byFile[key], row); err != nil {
			return err
		}
	}
	return nil
}

// fileKey is how a file that was moved on its volume is known again.
type fileKey struct {
	identity  catalog.FileIdentity
	size      int64
	sec, nsec int64
}

func keyOf(identity catalog.FileIdentity, size int64, modTime time.Time) fileKey {
	return fileKey{identity, size, modTime.Unix(), int64(modTime.Nanosecond())}
}

// candidates gives the photos that new rows with these hashes or identities may
// turn out to be, in one question for all: a folder that is opened for the first
// time has nothing but new rows. Missing photos are among them whatever they look
// like. Of the photos that count as present, only decided ones are, for they may
// be gone too: their folder was not read since it was moved.
func (r *run) candidates(ctx context.Context, hashes []library.Hash, identities []catalog.FileIdentity) ([]catalog.Lost, error) {
	missing, err := r.store.Missing(ctx)
	if err != nil {
		return nil, fmt.Errorf("finding missing photos: %w", err)
	}
	decided, err := r.store.DecidedLike(ctx, hashes, identities)
	if err != nil {
		return nil, fmt.Errorf("finding decisions on the same pictures: %w", err)
	}
	return append(missing, decided...), nil
}

// detectRenamesByHash finds photos that are gone by their image data. It waits
// until all is read, because a second file with the same data makes the answer a
// guess: then both stay photos of their own.
func (r *run) detectRenamesByHash(ctx context.Context) error {
	hashes := r.readNewRows()
	if len(hashes) == 0 {
		return nil
	}
	lost, err := r.candidates(ctx, hashes, nil)
	if err != nil {
		return err
	}
	byHash := map[library.Hash][]catalog.Lost{}
	for _, l := range lost {
		byHash[l.Hash] = append(byHash[l.Hash], l)
	}
	for _, hash := range hashes {
		alike := byHash[hash]
		if len(alike) == 0 {
			continue
		}
		ids := slices.DeleteFunc(slices.Clone(r.unmatched[hash]), func(id library.ID) bool {
			return r.drives.isGone(r.index.byID[id].file.Path)
		})
		if len(ids) != 1 {
			continue
		}
		if err := r.merge(ctx, alike, r.index.byID[ids[0]]); err != nil {
			return err
		}
	}
	return nil
}

// readNewRows takes the new rows that have been read for unmatched ones, and gives
// their hashes in order. Unmatched rows that are no longer what they were are
// forgotten.
func (r *run) readNewRows() []library.Hash {
	fresh := map[library.Hash]bool{}
	for _, id := range slices.Sorted(maps.Keys(r.newRows)) {
		if r.growing[id] != nil {
			continue
		}
		delete(r.newRows, id)
		if row := r.index.byID[id]; row != nil && !row.missing && row.hash != "" {
			r.unmatched[row.hash] = append(r.unmatched[row.hash], id)
			fresh[row.hash] = true
		}
	}
	for hash := range fresh {
		r.unmatched[hash] = slices.DeleteFunc(r.unmatched[hash], func(id library.ID) bool {
			row := r.index.byID[id]
			return row == nil || row.missing || row.hash != hash
		})
	}
	return slices.Sorted(maps.Keys(fresh))
}

// merge makes a row without a decision the photo that it is, if exactly one of
// those that look like it is gone.
func (r *run) merge(ctx context.Context, alike []catalog.Lost, row *row) error {
	if r.drives.isGone(row.file.Path) {
		return nil // it may itself be on a drive that is away
	}
	var gone, there []catalog.Lost
	for _, l := range alike {
		switch {
		case l.ID == row.id: // decided about meanwhile
		case r.drives.isGone(l.Path):
			gone = append(gone, l)
		default:
			there = append(there, l)
		}
	}
	isDecided := func(l catalog.Lost) bool { return l.Decision != (library.Decision{}) }
	if slices.ContainsFunc(gone, isDecided) {
		gone = slices.DeleteFunc(gone, func(l catalog.Lost) bool { return !isDecided(l) })
	}
	if len(gone) != 1 {
		return nil
	}
	lost := &gone[0]
	if !lost.Missing {
		if !r.drives.isVolumeThere(lost.Path, lost.Identity) {
			return r.copyDecision(ctx, lost, there, row)
		}
		if err := r.markMissingQuietly(ctx, lost); err != nil {
			return err
		}
	}
	merged, err := r.rebind(ctx, lost.ID, row.file, row.id)
	if merged {
		delete(r.newRows, row.id)
		delete(r.unmatched, row.hash)
	} else if err == nil && !lost.Missing {
		r.emit(Event{Missing: []library.ID{lost.ID}})
	}
	return err
}

// markMissingQuietly records that a photo is gone that counted as present, without
// an event: the caller finds it again and tells of that.
func (r *run) markMissingQuietly(ctx context.Context, lost *catalog.Lost) error {
	ids, err := r.store.SetGone(ctx, map[library.ID]string{lost.ID: lost.Path})
	if err != nil || len(ids) == 0 {
		return err
	}
	if row := r.index.byID[lost.ID]; row != nil {
		row.missing = true
		r.queue.drop(lost.ID)
		delete(r.growing, lost.ID)
	}
	return nil
}

// copyDecision copies a decision from a photo whose drive may only be away: when it
// is connected again, its photo must be decided as before. A decision that can
// be seen on another copy is not lost, and copies are decided separately.
func (r *run) copyDecision(ctx context.Context, lost *catalog.Lost, there []catalog.Lost, row *row) error {
	isSeen := func(l catalog.Lost) bool { return l.Decision == lost.Decision }
	if row.hash == "" || lost.Decision == (library.Decision{}) || slices.ContainsFunc(there, isSeen) {
		return nil
	}
	photo, err := r.store.TakeOver(ctx, lost.ID, row.id)
	if errors.Is(err, catalog.ErrConflict) || errors.Is(err, catalog.ErrUnknownPhoto) {
		return nil
	}
	if err != nil {
		return err
	}
	delete(r.newRows, row.id)
	delete(r.unmatched, row.hash)
	r.emit(Event{Photos: []library.Photo{photo}})
	return nil
}

// matchAgain has the unmatched rows with a hash compared again, because a photo
// with the same image data has just gone: a copy that is made first and whose
// original is removed then is a move.
func (r *run) matchAgain(hash library.Hash) {
	if hash == "" {
		return
	}
	for _, id := range r.unmatched[hash] {
		r.newRows[id] = true
	}
	delete(r.unmatched, hash)
}
