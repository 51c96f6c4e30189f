package reconcile

import (
	"context"
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// detectRename checks whether the file at a known photo's path is another known
// photo's, which was renamed to it, as programs do that renumber a folder's
// files. That photo then gets the path, because decisions belong to the picture
// and not to the name. The one that had the path is missing until its own file
// is found.
func (r *run) detectRename(ctx context.Context, displaced *row, f *catalog.File) error {
	same, err := r.store.SameFile(ctx, *f)
	if err != nil {
		return fmt.Errorf("checking whether %s was renamed: %w", library.Display(f.Path), err)
	}
	if len(same) != 1 || same[0].ID == displaced.id {
		return nil
	}
	moved := r.index.byID[same[0].ID]
	if moved == nil || !r.drives.hasLeft(moved.file.Path, f.Identity) {
		return nil
	}
	return r.exchangePaths(ctx, moved, displaced, f)
}

// detectEqualRename is detectRename for a file of the same size and time as the
// photo's at its path, as uncompressed RAW files of one burst are. Then the file system's own
// name alone tells of another photo, and some systems give new names whenever a
// drive is connected: the image data has the last word.
func (r *run) detectEqualRename(ctx context.Context, known *row, f *catalog.File) error {
	other := r.index.byIdentity[f.Identity]
	if other == nil || other == known || !hasSameContent(&other.file, f) || !f.Problem.IsZero() {
		return nil
	}
	if !r.drives.hasLeft(other.file.Path, f.Identity) {
		return nil // a second name for one file
	}
	facts := r.read(ctx, job{id: known.id, path: f.Path})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if facts.Hash == "" || facts.Hash == known.hash || facts.Hash != other.hash {
		return nil
	}
	return r.exchangePaths(ctx, other, known, f)
}

// exchangePaths gives moved the path of displaced, where its file f is now.
func (r *run) exchangePaths(ctx context.Context, moved, displaced *row, f *catalog.File) error {
	if err := r.store.Exchange(ctx, moved.id, displaced.id); err != nil {
		return err
	}
	wasThere := !displaced.missing
	from := moved.file.Path
	r.reindex(moved, f.Path, f.Identity)
	r.reindex(displaced, from, displaced.file.Identity)
	// Also one that was missing before: its new path may be empty, and the old
	// one was not.
	r.matchAgain(displaced.hash)
	if wasThere {
		r.emit(Event{Missing: []library.ID{displaced.id}})
	}
	return nil
}

// reindex gives a row another path, where its file is yet to be found.
func (r *run) reindex(old *row, path string, identity catalog.FileIdentity) {
	r.queue.drop(old.id)
	delete(r.growing, old.id)
	f := &old.file
	r.index.put(&library.Photo{
		ID: old.id, Path: path, Hash: old.hash, Missing: true, Capture: library.Capture{Time: old.taken},
		Companions: f.Companions, Format: f.Format, Size: f.Size, ModTime: f.ModTime,
	}, identity)
}
