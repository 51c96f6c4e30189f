package jobs

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/scan"
	"keeplight.app/keeplight/library/trash"
)

// Trash moves whole shots to the trash: the photo, the other half of its pair, its
// sidecars and what else is kept beside it. What goes is recorded before any file
// moves, so that undo brings it back whatever happens.
type Trash struct {
	Photos []library.Photo
	Roots  []string // the opened folders; no link leads out of them
	Bin    *trash.Trash
	Store  TrashStore
	// Record makes the undo step (catalog.RecordTrash).
	Record func(ctx context.Context, files []library.MovedFile) ([]library.Photo, error)
}

// NewTrash gives a job that moves photos, which the caller adds, to the person's own
// trash. record makes the undo step.
func NewTrash(store TrashStore, record func(context.Context, []library.MovedFile) ([]library.Photo, error)) *Trash {
	return &Trash{Bin: trash.New(trash.Home()), Store: store, Record: record}
}

// TrashStore is the part of the catalogue that trashing needs besides.
type TrashStore interface {
	Photo(ctx context.Context, id library.ID) (library.Photo, error)
	PutFiles(ctx context.Context, files []catalog.File) ([]library.Photo, error)
	SetMissing(ctx context.Context, ids []library.ID) error
}

var _ Job[TrashPlan, TrashReport] = (*Trash)(nil)

// TrashPlan is what would go into the trash.
type TrashPlan struct {
	Shots  []TrashShot
	Failed []TrashFailure
	Files  int
	Bytes  int64
}

// TrashShot is a photo with all its files, the photo's own first.
type TrashShot struct {
	Photo library.Photo
	Files []string // absolute paths
	Bytes int64
}

// TrashFailure is a photo that stays where it is, and why.
type TrashFailure struct {
	Path string
	Err  error
}

// Text says what stays, and why.
func (f TrashFailure) Text() string { return library.Display(f.Path) + ": " + trash.Reason(f.Err) }

// TrashReport is what became of a plan.
type TrashReport struct {
	Moved  []TrashShot
	Failed []TrashFailure
	Files  int // of the shots that were moved
}

// Kind gives Discarding.
func (*Trash) Kind() Kind { return Discarding }

// Plan finds the files and asks whether their volumes have a trash. The error is the
// context's.
func (t *Trash) Plan(ctx context.Context) (TrashPlan, error) {
	var plan TrashPlan
	var shots trash.Shots
	bounds := scan.NewBounds(t.Roots)
	seen := map[string]bool{}
	for i := range t.Photos {
		if err := ctx.Err(); err != nil {
			return TrashPlan{}, err
		}
		p := &t.Photos[i]
		files, err := shots.Files(p)
		if err == nil {
			err = t.Bin.Check(p.Path)
		}
		if err == nil {
			err = inBounds(bounds, files)
		}
		if err != nil {
			plan.Failed = append(plan.Failed, TrashFailure{p.Path, err})
			continue
		}
		shot := TrashShot{Photo: *p}
		for _, path := range files {
			if seen[path] {
				continue
			}
			seen[path] = true
			shot.Files = append(shot.Files, path)
			if info, err := os.Lstat(path); err == nil {
				shot.Bytes += info.Size()
			}
		}
		if len(shot.Files) == 0 || shot.Files[0] != p.Path {
			continue // another photo of the plan has it
		}
		plan.Shots = append(plan.Shots, shot)
		plan.Files += len(shot.Files)
		plan.Bytes += shot.Bytes
	}
	return plan, nil
}

// inBounds gives scan.ErrLeadsOut where a link leads to a file of a shot: to the photo's
// folder, or to one beside it in which a program keeps its settings.
func inBounds(bounds *scan.Bounds, files []string) error {
	for i, path := range files {
		err := bounds.Check(filepath.Dir(path))
		if err != nil && i > 0 {
			return fmt.Errorf("%s: %w", library.Display(filepath.Base(path)), err)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Run moves the plan's shots and counts them. A shot of which one file cannot go stays
// whole. Once the step is recorded an end of ctx leaves the shots that have not gone
// yet where they are. The error is the context's, or the catalogue's.
func (t *Trash) Run(ctx context.Context, plan TrashPlan, tell func(Progress)) (TrashReport, error) {
	r := TrashReport{Failed: plan.Failed}
	claims, files := t.claim(plan.Shots, &r)
	if len(files) == 0 {
		return r, ctx.Err()
	}
	if _, err := t.Record(ctx, files); err != nil {
		t.release(claims)
		return r, fmt.Errorf("recording what goes into the trash: %w", err)
	}
	for i := range claims {
		c := &claims[i]
		tell(Progress{Done: int64(i), Total: int64(len(claims)), Item: library.Display(c.shot.Photo.Name())})
		err := ctx.Err()
		if err == nil {
			err = t.move(c)
		}
		if err != nil {
			t.release(claims[i : i+1])
			// It was recorded as gone, and is there.
			err = errors.Join(err, t.present(context.WithoutCancel(ctx), &c.shot.Photo))
			r.Failed = append(r.Failed, TrashFailure{c.shot.Photo.Path, err})
			continue
		}
		r.Moved = append(r.Moved, c.shot)
		r.Files += len(c.items)
	}
	tell(Progress{Done: int64(len(claims)), Total: int64(len(claims))})
	return r, ctx.Err()
}

// claimed is a shot whose files have their places in the trash.
type claimed struct {
	shot  TrashShot
	items []trash.Item
}

// claim claims the places of whole shots, and gives what is to be recorded.
func (t *Trash) claim(shots []TrashShot, r *TrashReport) (all []claimed, files []library.MovedFile) {
	for _, shot := range shots {
		c := claimed{shot: shot}
		for _, path := range shot.Files {
			item, err := t.Bin.Claim(path)
			if err != nil {
				r.Failed = append(r.Failed, TrashFailure{path, err})
				break
			}
			c.items = append(c.items, item)
		}
		if len(c.items) < len(shot.Files) {
			t.release([]claimed{c})
			continue
		}
		all = append(all, c)
		for _, item := range c.items {
			files = append(files, library.MovedFile{ID: shot.Photo.ID, Before: item.Path, After: item.Trashed})
		}
	}
	return all, files
}

// release takes claims back. One that stays is a note in the trash of a file that is
// not there, which the next claim of that file takes over.
func (t *Trash) release(claims []claimed) {
	for _, c := range claims {
		for _, item := range c.items {
			_ = t.Bin.Release(item)
		}
	}
}

// move moves a shot: the photo itself last, so that what was ended in the middle still
// has it; and back where one file cannot go.
func (t *Trash) move(c *claimed) error {
	for i := len(c.items) - 1; i >= 0; i-- {
		if err := t.Bin.Move(c.items[i]); err != nil {
			for _, gone := range c.items[i+1:] {
				err = errors.Join(err, t.Bin.Back(gone))
			}
			return err
		}
	}
	return nil
}

// present records that a photo's file is where it was.
func (t *Trash) present(ctx context.Context, p *library.Photo) error {
	file, err := scan.Stat(p.Path, p.Format, p.Companions)
	if err != nil {
		return err
	}
	_, err = t.Store.PutFiles(ctx, []catalog.File{file})
	return err
}
