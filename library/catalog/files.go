package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// fileState is what step_photo holds of a file: whether the photo's file is
// where its row says, and where the file is. The path is a list of one, since it
// need not be UTF-8.
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

// RecordTrash makes an undo step for photos whose files were put into the trash, which
// become missing. Undoing it, and redoing, changes which of them are missing; the
// caller moves the files before undoing. Errors are RecordImport's.
func (c *Catalog) RecordTrash(ctx context.Context, files []library.MovedFile) ([]library.Photo, error) {
	return c.recordFiles(ctx, library.TrashStep, message.Trashed, files, 0, 1)
}

func (c *Catalog) recordFiles(ctx context.Context, kind library.StepKind, code string, files []library.MovedFile, missingBefore, missingAfter int) ([]library.Photo, error) {
	changes := make([]photoChange, len(files))
	for i, f := range files {
		before, err := cleanPath(f.Before)
		if err != nil {
			return nil, err
		}
		after, err := cleanPath(f.After)
		if err != nil {
			return nil, err
		}
		changes[i] = photoChange{
			id:     f.ID,
			before: fileState{missingBefore, library.Paths{before}},
			after:  fileState{missingAfter, library.Paths{after}},
		}
	}
	photos, err := c.stepOf(ctx, library.Step{Kind: kind}, code, func(*sql.Tx) ([]photoChange, error) { return changes, nil })
	if err != nil {
		return nil, fmt.Errorf("recording moved files: %w", err)
	}
	return photos, nil
}

// movedFiles reads the files of a step, in the order of their photos' IDs.
func movedFiles(ctx context.Context, q querier, step int64) ([]library.MovedFile, error) {
	var files []library.MovedFile
	err := query(ctx, q, func(s scanner) error {
		var f library.MovedFile
		var before, after []byte
		if err := s.Scan(&f.ID, &before, &after); err != nil {
			return err
		}
		for _, side := range []struct {
			json []byte
			to   *string
		}{{before, &f.Before}, {after, &f.After}} {
			var state fileState
			if err := json.Unmarshal(side.json, &state); err != nil || len(state.Path) != 1 {
				return fmt.Errorf("%w: the files of a step (%v)", ErrDamagedRow, err)
			}
			*side.to = state.Path[0]
		}
		files = append(files, f)
		return nil
	}, `SELECT photo_id, before_value, after_value FROM step_photo WHERE step_id = ? ORDER BY photo_id`, step)
	return slices.Clip(files), err
}
