package jobs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"keeplight.app/keeplight/app/decide"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/trash"
)

// TrashSteps moves the files of steps of the trash: back for an undo, there again for a
// redo, and on for what a program that ended left in the middle.
type TrashSteps struct {
	Bin   *trash.Trash
	Store TrashStore
	// Lost hears of photos that an undo could not bring back, because the trash was
	// emptied. It may be nil, and is called on the goroutine of Turn.
	Lost func(paths []string)
}

// NewTrashSteps works on the person's own trash.
func NewTrashSteps(store TrashStore, lost func(paths []string)) *TrashSteps {
	return &TrashSteps{Bin: trash.New(trash.Home()), Store: store, Lost: lost}
}

var _ decide.Mover = (*TrashSteps)(nil)

// Turn moves a step's files, all or none, and turns the step. An undo brings nothing
// back over another file (trash.ErrOccupied); of photos that are in the trash no more
// only the decision comes back, and Lost hears of them.
func (s *TrashSteps) Turn(ctx context.Context, step library.Step, again bool, do decide.Turn) ([]library.Photo, library.Step, error) {
	if again {
		if err := s.again(ctx, step.Files); err != nil {
			return nil, library.Step{}, fmt.Errorf("moving photos to the trash again: %w; nothing was moved", err)
		}
		return do(ctx)
	}
	gone, err := s.back(step.Files)
	if err != nil {
		return nil, library.Step{}, fmt.Errorf("bringing photos back from the trash: %w; nothing was moved", err)
	}
	photos, step, err := do(ctx)
	if err != nil || len(gone) == 0 {
		return photos, step, err
	}
	var ids []library.ID
	var paths []string
	for i := range photos {
		if path, lost := gone[photos[i].ID]; lost {
			photos[i].Missing = true
			ids, paths = append(ids, photos[i].ID), append(paths, path)
		}
	}
	err = s.Store.SetMissing(ctx, ids)
	if s.Lost != nil {
		s.Lost(paths)
	}
	return photos, step, err
}

// back brings files to where they were, and gives the photos whose own file is in the
// trash no more. Nothing is moved where one cannot come back for another reason.
func (s *TrashSteps) back(files []library.MovedFile) (gone map[library.ID]string, err error) {
	gone = map[library.ID]string{}
	own := map[library.ID]bool{}
	var items []trash.Item
	for _, f := range files {
		first := !own[f.ID]
		own[f.ID] = true
		item := trash.Item{Path: f.Before, Trashed: f.After}
		switch err := s.Bin.CanBack(item); {
		case errors.Is(err, trash.ErrGone) && first:
			gone[f.ID] = f.Before
		case errors.Is(err, trash.ErrGone): // a sidecar was taken out by hand: the photo comes back all the same
		case err != nil:
			return nil, err
		default:
			items = append(items, item)
		}
	}
	for i, item := range items {
		if err := s.Bin.Back(item); err != nil {
			for _, there := range items[:i] {
				err = errors.Join(err, s.Bin.Again(there), s.Bin.Move(there))
			}
			return nil, err
		}
	}
	return gone, nil
}

// again moves files into the trash under the names that they had there.
func (s *TrashSteps) again(ctx context.Context, files []library.MovedFile) error {
	if err := s.unchanged(ctx, files); err != nil {
		return err
	}
	for i, f := range files {
		item := trash.Item{Path: f.Before, Trashed: f.After}
		if i > 0 && files[i-1].ID == f.ID && isAway(f.Before) {
			continue // a sidecar that is no more
		}
		err := s.Bin.Again(item)
		if err == nil {
			err = s.Bin.Move(item)
		}
		if err != nil {
			for _, moved := range files[:i+1] {
				err = errors.Join(err, s.Bin.Back(trash.Item{Path: moved.Before, Trashed: moved.After}))
			}
			return err
		}
	}
	return nil
}

func isAway(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// unchanged gives trash.ErrAnotherFile where a photo's file is not the one any more
// that was decided about.
func (s *TrashSteps) unchanged(ctx context.Context, files []library.MovedFile) error {
	var shots trash.Shots
	checked := map[library.ID]bool{}
	for _, f := range files {
		if checked[f.ID] {
			continue
		}
		checked[f.ID] = true
		p, err := s.Store.Photo(ctx, f.ID)
		if err == nil {
			_, err = shots.Files(&p)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: %w", library.Display(f.Before), err)
		}
	}
	return nil
}

// Finish moves on what the newest step was to put into the trash when the program
// ended, and gives the photos' own paths. next is the step that undo would take back.
// What changed since stays where it is.
func (s *TrashSteps) Finish(ctx context.Context, next func(context.Context) (library.Step, error)) (moved []string, err error) {
	step, err := next(ctx)
	if err != nil || step.Kind != library.TrashStep {
		return nil, err
	}
	shots := byPhoto(step.Files)
	for i := len(shots) - 1; i >= 0; i-- {
		if err := ctx.Err(); err != nil {
			return moved, err
		}
		files, open := shots[i], false
		for _, f := range files {
			open = open || s.Bin.IsClaimed(trash.Item{Path: f.Before, Trashed: f.After})
		}
		if !open || s.unchanged(ctx, files) != nil {
			continue
		}
		for j := len(files) - 1; j >= 0; j-- {
			item := trash.Item{Path: files[j].Before, Trashed: files[j].After}
			if !s.Bin.IsClaimed(item) {
				continue
			}
			if err := s.Bin.Move(item); err != nil {
				return moved, err
			}
		}
		moved = append(moved, files[0].Before)
		if err := s.Store.SetMissing(ctx, []library.ID{files[0].ID}); err != nil {
			return moved, err
		}
	}
	return moved, nil
}

// byPhoto parts the files of a step, which come photo by photo.
func byPhoto(files []library.MovedFile) (shots [][]library.MovedFile) {
	for i, f := range files {
		if i == 0 || files[i-1].ID != f.ID {
			shots = append(shots, nil)
		}
		last := len(shots) - 1
		shots[last] = append(shots[last], f)
	}
	return shots
}
