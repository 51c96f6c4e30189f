package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// fileState is what step_photo holds of a photo's files: whether the photo's own is
// where its row says, and where each of them is, in the same order before and after.
type fileState struct {
	Missing int           `json:"missing"`
	Path    library.Paths `json:"path"`
}

// RecordImport makes a step of the journal for photos whose files were copied in from
// a card, once they have rows. It stands in the history; undoing and redoing it change
// nothing, for no copy is deleted by an undo. Errors: ErrUnknownPhoto, and a path that
// is not absolute.
func (c *Catalog) RecordImport(ctx context.Context, files []library.MovedFile) ([]library.Photo, error) {
	return c.recordFiles(ctx, library.ImportStep, message.Ingest, files, 0, 0)
}

// RecordTrash makes an undo step for photos whose files are put into the trash, all of
// a photo's in one step with it, and which become missing. Undoing it, and redoing,
// changes which of them are missing. A caller records first and moves then, so that no
// file is ever in the trash that no step knows; it moves the files before undoing.
// Errors are RecordImport's.
func (c *Catalog) RecordTrash(ctx context.Context, files []library.MovedFile) ([]library.Photo, error) {
	return c.recordFiles(ctx, library.TrashStep, message.Trashed, files, 0, 1)
}

func (c *Catalog) recordFiles(ctx context.Context, kind library.StepKind, code string, files []library.MovedFile, missingBefore, missingAfter int) ([]library.Photo, error) {
	changes, err := fileChanges(files, missingBefore, missingAfter)
	if err != nil {
		return nil, err
	}
	photos, err := c.stepOf(ctx, library.Step{Kind: kind}, code, func(*sql.Tx) ([]photoChange, error) { return changes, nil })
	if err != nil {
		return nil, fmt.Errorf("recording moved files: %w", err)
	}
	return photos, nil
}

// fileChanges gives one change for each photo, in the order of their first files.
func fileChanges(files []library.MovedFile, missingBefore, missingAfter int) ([]photoChange, error) {
	var ids []library.ID
	before, after := map[library.ID]library.Paths{}, map[library.ID]library.Paths{}
	for _, f := range files {
		from, err := cleanPath(f.Before)
		if err != nil {
			return nil, err
		}
		to, err := cleanPath(f.After)
		if err != nil {
			return nil, err
		}
		if before[f.ID] == nil {
			ids = append(ids, f.ID)
		}
		before[f.ID], after[f.ID] = append(before[f.ID], from), append(after[f.ID], to)
	}
	changes := make([]photoChange, len(ids))
	for i, id := range ids {
		changes[i] = photoChange{id: id, before: fileState{missingBefore, before[id]}, after: fileState{missingAfter, after[id]}}
	}
	return changes, nil
}

// movedFiles reads the files of a step, in the order of their photos' IDs, each photo's
// own file first.
func movedFiles(ctx context.Context, q querier, step int64) ([]library.MovedFile, error) {
	var files []library.MovedFile
	err := query(ctx, q, func(s scanner) error {
		var id library.ID
		var before, after []byte
		if err := s.Scan(&id, &before, &after); err != nil {
			return err
		}
		var from, to fileState
		err := errors.Join(json.Unmarshal(before, &from), json.Unmarshal(after, &to))
		if err != nil || len(from.Path) == 0 || len(from.Path) != len(to.Path) {
			return fmt.Errorf("%w: the files of a step (%v)", ErrDamagedRow, err)
		}
		for i := range from.Path {
			files = append(files, library.MovedFile{ID: id, Before: from.Path[i], After: to.Path[i]})
		}
		return nil
	}, `SELECT photo_id, before_value, after_value FROM step_photo WHERE step_id = ? ORDER BY photo_id`, step)
	return slices.Clip(files), err
}
