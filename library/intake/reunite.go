package intake

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"keeplight/library"
	"keeplight/library/catalog"
)

// reclaim finds missing photos whose very file turned up at a new path while
// nobody watched: the same device, inode, size and time.
func (r *run) reclaim(ctx context.Context) error {
	if len(r.newcomers) == 0 {
		return nil
	}
	lost, err := r.lost(ctx)
	if err != nil || len(lost) == 0 {
		return err
	}
	byFile := map[fileKey][]catalog.Lost{}
	for _, l := range lost {
		key := keyOf(l.Identity, l.Size, l.ModTime)
		byFile[key] = append(byFile[key], l)
	}
	for _, id := range slices.Sorted(maps.Keys(r.newcomers)) {
		row := r.index.byID[id]
		if row == nil || row.missing || row.file.Identity == (catalog.FileIdentity{}) {
			continue
		}
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

// lost gives the photos that newcomers may turn out to be, in one question for
// all: a folder that is opened for the first time has nothing but newcomers.
func (r *run) lost(ctx context.Context) ([]catalog.Lost, error) {
	lost, err := r.store.Missing(ctx)
	if err != nil {
		return nil, fmt.Errorf("looking for missing photos: %w", err)
	}
	return lost, nil
}

// reunite finds missing photos by their image data. It waits until all is read,
// because a second file with the same data makes the answer a guess: then both
// stay photos of their own.
func (r *run) reunite(ctx context.Context) error {
	hashes := r.settleNewcomers()
	if len(hashes) == 0 {
		return nil
	}
	lost, err := r.lost(ctx)
	if err != nil {
		return err
	}
	byHash := map[library.Hash][]catalog.Lost{}
	for _, l := range lost {
		byHash[l.Hash] = append(byHash[l.Hash], l)
	}
	for _, hash := range hashes {
		if ids := r.strangers[hash]; len(ids) == 1 {
			if err := r.merge(ctx, byHash[hash], r.index.byID[ids[0]]); err != nil {
				return err
			}
		}
	}
	return nil
}

// settleNewcomers makes strangers of the newcomers that have been read, and
// gives their hashes in order. Strangers that are no longer what they were are
// forgotten.
func (r *run) settleNewcomers() []library.Hash {
	fresh := map[library.Hash]bool{}
	for _, id := range slices.Sorted(maps.Keys(r.newcomers)) {
		if r.growing[id] != nil {
			continue
		}
		delete(r.newcomers, id)
		if row := r.index.byID[id]; row != nil && !row.missing && row.hash != "" {
			r.strangers[row.hash] = append(r.strangers[row.hash], id)
			fresh[row.hash] = true
		}
	}
	for hash := range fresh {
		r.strangers[hash] = slices.DeleteFunc(r.strangers[hash], func(id library.ID) bool {
			row := r.index.byID[id]
			return row == nil || row.missing || row.hash != hash
		})
	}
	return slices.Sorted(maps.Keys(fresh))
}

// merge makes a new row the missing photo that it is, if there is exactly one
// and nothing is at its old path.
func (r *run) merge(ctx context.Context, lost []catalog.Lost, row *row) error {
	if len(lost) != 1 || !isGone(lost[0].Path) {
		return nil
	}
	merged, err := r.rebind(ctx, lost[0].ID, row.file, row.id)
	if merged {
		delete(r.newcomers, row.id)
		delete(r.strangers, row.hash)
	}
	return err
}

// suspect has the new photos with a hash looked at again, because a photo with
// the same image data has just gone: a copy that is made first and whose
// original is removed then is a move.
func (r *run) suspect(hash library.Hash) {
	if hash == "" {
		return
	}
	for _, id := range r.strangers[hash] {
		r.newcomers[id] = true
	}
	delete(r.strangers, hash)
}
