package intake

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"keeplight/library"
)

// reclaim finds missing photos whose very file turned up at a new path while
// nobody watched: the same device, inode, size and time.
func (r *run) reclaim(ctx context.Context) error {
	for _, id := range slices.Sorted(maps.Keys(r.newcomers)) {
		row := r.index.byID[id]
		if row == nil || row.missing {
			delete(r.newcomers, id)
			continue
		}
		lost, err := r.store.MissingByIdentity(ctx, row.file)
		if err != nil {
			return fmt.Errorf("looking for a missing photo: %w", err)
		}
		if err := r.merge(ctx, lost, row); err != nil {
			return err
		}
	}
	return nil
}

// reunite finds missing photos by their image data. It waits until all is read,
// because a second file with the same data makes the answer a guess: then both
// stay photos of their own.
func (r *run) reunite(ctx context.Context) error {
	byHash := map[library.Hash][]library.ID{}
	for id := range r.newcomers {
		if r.growing[id] != nil {
			continue
		}
		delete(r.newcomers, id)
		if row := r.index.byID[id]; row != nil && !row.missing && row.hash != "" {
			byHash[row.hash] = append(byHash[row.hash], id)
		}
	}
	for _, hash := range slices.Sorted(maps.Keys(byHash)) {
		ids := byHash[hash]
		r.strangers[hash] = ids
		if len(ids) > 1 {
			continue
		}
		lost, err := r.store.MissingByHash(ctx, hash)
		if err != nil {
			return fmt.Errorf("looking for a missing photo: %w", err)
		}
		if err := r.merge(ctx, lost, r.index.byID[ids[0]]); err != nil {
			return err
		}
	}
	return nil
}

// merge makes a new row the missing photo that it is, if there is exactly one
// and nothing is at its old path.
func (r *run) merge(ctx context.Context, lost []library.Photo, row *row) error {
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
