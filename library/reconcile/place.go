package reconcile

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/scan"
)

// toldAtOnce is how many photos one event tells of: few enough that a window paints
// while the scan goes on.
const toldAtOnce = 256

// place brings files that were found into the catalogue: those that are known
// and unchanged cost nothing, those that are a known photo under another name
// keep its row, the rest are put.
func (r *run) place(ctx context.Context, files []catalog.File) error {
	var put []catalog.File
	var beside []library.ID // photos with sidecars that are known
	for i := range files {
		f := &files[i]
		known, settled, err := r.owner(ctx, f)
		if err != nil {
			return err
		}
		if settled {
			continue
		}
		if known != nil && !known.missing && sameFile(&known.file, f) {
			r.index.identify(known, f.Identity)
			if (!r.walked || r.silent[known.id]) && known.hash == "" && f.Problem.IsZero() {
				delete(r.silent, known.id)
				r.enqueue(known)
			}
			if hasSidecar(f) {
				beside = append(beside, known.id)
			}
			continue
		}
		put = append(put, *f)
	}
	if len(beside) > 0 {
		r.emit(Event{Sidecars: beside})
	}
	return r.put(ctx, put)
}

func hasSidecar(f *catalog.File) bool {
	return slices.ContainsFunc(f.Companions, func(c library.Companion) bool { return c.Kind == library.CompanionSidecar })
}

// owner gives the known photo whose file this is now, nil for a new one. settled
// is true where the file needs no more: it was given to a photo that moved, or
// is not there in full yet.
func (r *run) owner(ctx context.Context, f *catalog.File) (known *row, settled bool, err error) {
	known = r.index.byPath[f.Path]
	if known == nil {
		settled, err = r.follow(ctx, f)
		return nil, settled, err
	}
	if hasSameContent(&known.file, f) {
		err = r.detectEqualRename(ctx, known, f)
		return r.index.byPath[f.Path], false, err
	}
	if err := r.detectRename(ctx, known, f); err != nil {
		return nil, false, err
	}
	known = r.index.byPath[f.Path]
	if known == nil || hasSameContent(&known.file, f) {
		return known, false, nil
	}
	replaced, wait, err := r.examine(ctx, known, f)
	if replaced {
		known = nil
	}
	return known, wait, err
}

// put writes files into the catalogue, tells of their rows, and has them read.
func (r *run) put(ctx context.Context, files []catalog.File) error {
	if len(files) == 0 {
		return nil
	}
	photos, err := r.store.PutFiles(ctx, files)
	if err != nil {
		return fmt.Errorf("recording the files that were found: %w", err)
	}
	for i := range photos {
		p := &photos[i]
		if r.index.byID[p.ID] == nil {
			r.newRows[p.ID] = true
		}
		r.adopt(p, &files[i])
	}
	for piece := range slices.Chunk(photos, toldAtOnce) {
		r.emit(Event{Photos: piece})
	}
	return nil
}

// adopt takes a row over and has its file read where that is to be done.
func (r *run) adopt(p *library.Photo, f *catalog.File) {
	row := r.index.put(p, f.Identity)
	if p.Hash == "" && f.Problem.IsZero() {
		r.enqueue(row)
	}
}

func (r *run) enqueue(row *row) {
	r.queue.add(job{id: row.id, path: row.file.Path, fresh: r.walked, unseen: r.readsHead(row)})
}

// follow finds the known photo that a file at a new path is, because it was
// renamed or moved on its volume, or because another file of its shot came or
// went and changed which one is shown.
func (r *run) follow(ctx context.Context, f *catalog.File) (bool, error) {
	lost := r.renamed(f)
	if lost == nil {
		lost = r.sameShot(f)
	}
	if lost == nil {
		return false, nil
	}
	if err := r.store.SetMissing(ctx, []library.ID{lost.id}); err != nil {
		return false, fmt.Errorf("moving %s: %w", library.Display(lost.file.Path), err)
	}
	lost.missing = true
	moved, err := r.rebind(ctx, lost.id, *f, 0)
	if err == nil && !moved {
		r.emit(Event{Missing: []library.ID{lost.id}})
	}
	return moved, err
}

// renamed gives the row whose file this is by the file system's own name, if
// that row's path is empty now.
func (r *run) renamed(f *catalog.File) *row {
	row := r.index.byIdentity[f.Identity]
	if row == nil || row.file.Size != f.Size || !row.file.ModTime.Equal(f.ModTime) || !r.drives.isGone(row.file.Path) {
		return nil
	}
	return row
}

// sameShot gives the row of the same shot that shows another of its files: a RAW
// file that now has a JPEG before it, or the JPEG that went and left the RAW.
func (r *run) sameShot(f *catalog.File) *row {
	for _, m := range f.Companions {
		if row := r.index.byPath[m.Path]; row != nil && m.Kind == library.CompanionImage && !row.missing {
			return row
		}
	}
	if row := r.index.byCompanion[f.Path]; row != nil && r.drives.isGone(row.file.Path) {
		return row
	}
	return nil
}

// rebind gives a missing photo the file where it is now. merged is the row that
// the file had meanwhile, or 0. It is false when the person has decided about
// that row, which then stays a photo of its own.
func (r *run) rebind(ctx context.Context, lost library.ID, f catalog.File, merged library.ID) (bool, error) {
	photo, err := r.store.Rebind(ctx, lost, f)
	if errors.Is(err, catalog.ErrConflict) || errors.Is(err, catalog.ErrNotMissing) || errors.Is(err, catalog.ErrUnknownPhoto) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	e := Event{Photos: []library.Photo{photo}}
	if merged != 0 {
		r.index.remove(merged)
		r.queue.drop(merged)
		delete(r.growing, merged)
		e.Merged = []library.ID{merged}
	}
	r.queue.drop(lost)
	r.adopt(&photo, &f)
	r.emit(e)
	return true, nil
}

// apply takes what the watcher noticed. What appeared comes first, so that a
// renamed file is never called missing.
func (r *run) apply(ctx context.Context, c scan.Change) error {
	if c.Offline != "" {
		r.emit(Event{Scanned: Progress{Folder: c.Offline, Done: true, Offline: true, PassedOver: r.passedOver[c.Offline]}})
	}
	if c.Problem != "" {
		r.emit(Event{Problem: c.Problem})
	}
	if err := r.place(ctx, c.Stable); err != nil {
		return err
	}
	if len(c.Gone) > 0 {
		if err := r.markMissing(ctx, r.index.below(c.Gone), nil); err != nil {
			return err
		}
	}
	if c.Rescan {
		r.startWalk(ctx)
	}
	return nil
}
