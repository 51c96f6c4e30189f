package reconcile

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/scan"
)

// maxReads is how many files' facts are stored at once. A transaction takes some ten
// milliseconds of the disk whatever is in it, and as many heads are read in that time.
const maxReads = 256

// finish takes what reading a file told.
func (r *run) finish(ctx context.Context, j job, f Facts) error {
	row := r.index.byID[j.id]
	if row == nil || row.missing || row.file.Path != j.path {
		return nil // it was moved or removed meanwhile
	}
	if f.Silent {
		delete(r.growing, j.id)
		r.silent[j.id] = true
		r.report(fmt.Sprintf("%s does not answer: its photos are read once it does.", library.Display(filepath.Dir(j.path))))
		return nil
	}
	if f.Gone {
		return r.finishGone(ctx, row)
	}
	looked := !f.ModTime.IsZero()
	if r.isArriving(row, j, &f) {
		r.growing.keep(j, f, time.Now())
		return nil // telling of it would forget the photo that was here
	}
	if looked && (f.Size != row.file.Size || !f.ModTime.Equal(row.file.ModTime)) {
		// The row must tell of the file that was read, or the facts would be
		// taken for another's.
		if err := r.renew(ctx, row, &f); err != nil {
			return err
		}
		if row = r.index.byID[j.id]; row == nil || row.missing {
			return nil // another photo has its path, and is read by itself
		}
		if now := &row.file; f.Size != now.Size || !f.ModTime.Equal(now.ModTime) {
			f.Moving = true
		}
		r.queue.drop(j.id) // renewing had it read again
		j.fresh = true
	}
	if f.Again && !f.Moving && !j.again {
		j.again = true
		r.queue.add(j)
		return nil
	}
	if f.Moving || (f.Partial && r.mayGrow(j, &f)) {
		r.growing.keep(j, f, time.Now())
		return nil
	}
	return r.record(ctx, j, f)
}

// finishGone handles a file that went before it was read. A whole root that
// went takes no photo with it.
func (r *run) finishGone(ctx context.Context, lost *row) error {
	for _, root := range r.roots {
		if _, err := r.drives.stat(root); err != nil && library.Below(lost.file.Path, root) {
			return nil
		}
	}
	return r.markMissing(ctx, []*row{lost}, nil)
}

// renew reads a row's file again and stores what it finds. facts are what was
// read from it.
func (r *run) renew(ctx context.Context, row *row, facts *Facts) error {
	f, err := scan.Stat(row.file.Path, row.file.Format, row.file.Companions)
	if err != nil {
		return nil //nolint:nilerr // the next scan or event tells what became of it
	}
	if _, err := r.replace(ctx, row, facts); err != nil {
		return err
	}
	return r.put(ctx, []catalog.File{f})
}

// record keeps the facts until enough are together to be stored.
func (r *run) record(ctx context.Context, j job, f Facts) error {
	delete(r.growing, j.id)
	r.reads = append(r.reads, catalog.Read{
		ID: j.id, Hash: f.Hash, Width: f.Width, Height: f.Height, Capture: f.Capture, Problem: f.Problem, Damage: f.Damage,
		Size: f.Size, ModTime: f.ModTime,
	})
	if len(r.reads) < maxReads {
		return nil
	}
	return r.flush(ctx)
}

// flush stores what was read and tells of the rows as they are now.
func (r *run) flush(ctx context.Context) error {
	if len(r.reads) == 0 {
		return nil
	}
	if err := r.store.SetRead(ctx, r.reads); err != nil {
		return err
	}
	ids := make([]library.ID, len(r.reads))
	for i := range r.reads {
		ids[i] = r.reads[i].ID
	}
	photos, err := r.store.PhotosByID(ctx, ids) // but for those merged into others meanwhile
	if err != nil {
		return fmt.Errorf("asking the catalogue for photos: %w", err)
	}
	for i := range photos {
		if row := r.index.byID[photos[i].ID]; row != nil {
			row.hash, row.taken = photos[i].Hash, photos[i].Capture.Time
		}
	}
	r.reads = nil
	if len(photos) > 0 {
		r.emit(Event{Photos: photos})
	}
	return nil
}
