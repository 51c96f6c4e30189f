package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// bounds is how much the journal keeps; older steps can no longer be undone.
// The newest step always stays, however many photos it changed.
type bounds struct {
	steps   int64
	changes int64 // of single photos in all steps together, the oldest step not counted whole
}

func defaultBounds() bounds { return bounds{steps: 10_000, changes: 1_000_000} }

// makeStep writes a step that changes so many photos to the journal, has rows
// write what it does to each of them, and does it. What had been undone can no
// longer be redone.
func (c *Catalog) makeStep(ctx context.Context, tx *sql.Tx, s library.Step, photos int, rows func(step int64) error) error {
	words, err := messageText(s.Message)
	if err != nil {
		return err
	}
	if err := run(ctx, tx, `DELETE FROM step WHERE undone = 1`); err != nil {
		return err
	}
	var step, total int64
	err = tx.QueryRowContext(ctx, `SELECT id, total FROM step ORDER BY id DESC LIMIT 1`).Scan(&step, &total)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	step, total = step+1, total+int64(photos)
	err = run(ctx, tx, `INSERT INTO step (id, made_at, words, total, kind, origin) VALUES (?, ?, ?, ?, ?, ?)`,
		step, c.now().Unix(), words, total, string(s.Kind), string(s.Origin))
	if err != nil {
		return err
	}
	if err := rows(step); err != nil {
		return err
	}
	if err := c.replay(ctx, tx, s, doneSide, step); err != nil {
		return err
	}
	if err := run(ctx, tx, `DELETE FROM step WHERE id <= ?`, min(step-1, step-c.journal.steps)); err != nil {
		return err
	}
	return run(ctx, tx, `DELETE FROM step WHERE total <= ? AND id < ?`, total-c.journal.changes, step)
}

// replay brings a step's photos to one side of it, and notes that their sidecars
// are to be written, unless they said it first: what is read back is never written
// over what was read.
func (c *Catalog) replay(ctx context.Context, tx *sql.Tx, s library.Step, to side, step int64) error {
	statements, ok := replaying(s.Kind, to)
	if !ok {
		return fmt.Errorf("%w (%s); undo and redo it there: nothing was changed", ErrUnknownStep, library.Display(string(s.Kind)))
	}
	for _, text := range statements {
		if err := run(ctx, tx, text, step); err != nil {
			return err
		}
	}
	if _, read := s.Origin.Sidecar(); read {
		return nil
	}
	return queueSidecars(ctx, tx, photosOfStep, step)
}

// Undo takes back the newest step that is not undone, also one of an earlier
// run of the program, and gives its photos as they are now and the step. Where
// nothing is left to undo it gives no photos, no step and no error. Of a step
// that moved files it changes only which photos are missing: the caller moves
// the files first, which NextUndo names.
//
// Errors, after which no photo is changed: ErrUnknownStep; ErrPassedOver, after
// which the next call goes on with the step behind.
func (c *Catalog) Undo(ctx context.Context) ([]library.Photo, library.Step, error) {
	photos, step, err := c.turn(ctx, newestDone, undoneSide, 1)
	if err != nil {
		return nil, library.Step{}, fmt.Errorf("undoing: %w", err)
	}
	return photos, step, nil
}

// Redo makes the step again that was undone last, and answers like Undo. A new
// decision ends what can be redone.
func (c *Catalog) Redo(ctx context.Context) ([]library.Photo, library.Step, error) {
	photos, step, err := c.turn(ctx, oldestUndone, doneSide, 0)
	if err != nil {
		return nil, library.Step{}, fmt.Errorf("redoing: %w", err)
	}
	return photos, step, nil
}

// NextUndo is the step that Undo would take back, the zero value for none.
func (c *Catalog) NextUndo(ctx context.Context) (library.Step, error) {
	_, step, err := readStep(ctx, c.r, newestDone)
	return step, err
}

// NextRedo is the step that Redo would make again, the zero value for none.
func (c *Catalog) NextRedo(ctx context.Context) (library.Step, error) {
	_, step, err := readStep(ctx, c.r, oldestUndone)
	return step, err
}

const (
	newestDone   = `SELECT id, kind, origin, words FROM step WHERE undone = 0 AND NOT ` + isPassedOver + ` ORDER BY id DESC LIMIT 1`
	oldestUndone = `SELECT id, kind, origin, words FROM step WHERE undone = 1 AND NOT ` + isPassedOver + ` ORDER BY id LIMIT 1`

	// photosOfStep takes the step's number as its first parameter.
	photosOfStep = `SELECT photo_id FROM change WHERE step_id = ?1 UNION SELECT photo_id FROM step_photo WHERE step_id = ?1`
)

// turn brings the step that find names to one side and marks it. A step for which
// that can never be is passed over, so that it does not block those behind it.
func (c *Catalog) turn(ctx context.Context, find string, to side, undone int) (photos []library.Photo, s library.Step, err error) {
	var obstacle error
	err = c.write(ctx, func(tx *sql.Tx) error {
		var step int64
		step, s, err = readStep(ctx, tx, find)
		if obstacle, err = stepObstacle(ctx, tx, step, &s, to, err); err != nil || s.IsZero() {
			return err
		}
		if obstacle != nil {
			return passOver(ctx, tx, step)
		}
		if err := c.replay(ctx, tx, s, to, step); err != nil {
			return err
		}
		if err := run(ctx, tx, `UPDATE step SET undone = ? WHERE id = ?`, undone, step); err != nil {
			return err
		}
		photos, err = photoRows(ctx, tx, `WHERE p.id IN (`+photosOfStep+`)`+byPath, step)
		return err
	})
	if err == nil && obstacle != nil {
		err = fmt.Errorf("%w (%s): %w", ErrPassedOver, library.Display(message.English(s.Message)), obstacle)
	}
	return photos, s, err
}

// readStep reads the step that find names, the zero value where there is none. With
// ErrDamagedRow it gives what could be read.
func readStep(ctx context.Context, q querier, find string) (id int64, s library.Step, err error) {
	var words string
	err = q.QueryRowContext(ctx, find).Scan(&id, &s.Kind, &s.Origin, &words)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, library.Step{}, nil
	}
	if err != nil {
		return 0, library.Step{}, fmt.Errorf("reading the journal: %w", explain(err))
	}
	s.Message = parseMessage(words)
	if movesFiles(s.Kind) {
		s.Files, err = movedFiles(ctx, q, id)
	}
	return id, s, err
}
