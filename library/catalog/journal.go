package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"keeplight.app/keeplight/library"
)

// bounds is how much the journal keeps; older steps can no longer be undone.
// The newest step always stays, however many photos it changed.
type bounds struct {
	steps   int64
	changes int64 // of single photos in all steps together, the oldest step not counted whole
}

func defaultBounds() bounds { return bounds{steps: 10_000, changes: 1_000_000} }

// makeStep writes a step to the journal and its decisions to the photos.
func (c *Catalog) makeStep(ctx context.Context, tx *sql.Tx, changes []change, words string) error {
	if err := run(ctx, tx, `DELETE FROM step WHERE undone = 1`); err != nil {
		return err
	}
	var step, total int64
	err := tx.QueryRowContext(ctx, `SELECT id, total FROM step ORDER BY id DESC LIMIT 1`).Scan(&step, &total)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	step, total = step+1, total+int64(len(changes))
	err = run(ctx, tx, `INSERT INTO step (id, made_at, words, total) VALUES (?, ?, ?, ?)`, step, c.now().Unix(), words, total)
	if err != nil {
		return err
	}
	if err := writeChanges(ctx, tx, step, changes); err != nil {
		return err
	}
	err = run(ctx, tx, `UPDATE photo SET flag = ch.after_flag, rating = ch.after_rating, label = ch.after_label
		FROM change ch WHERE ch.step_id = ? AND photo.id = ch.photo_id`, step)
	if err != nil {
		return err
	}
	return run(ctx, tx, `DELETE FROM step WHERE id < ? AND (id <= ? OR total <= ?)`, step, step-c.journal.steps, total-c.journal.changes)
}

func writeChanges(ctx context.Context, tx *sql.Tx, step int64, changes []change) error {
	stmt, err := tx.PrepareContext(ctx, `INSERT INTO change (step_id, photo_id,
		before_flag, before_rating, before_label, after_flag, after_rating, after_label)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	defer stmt.Close()
	for i := range changes {
		ch := &changes[i]
		_, err := stmt.ExecContext(ctx, step, int64(ch.photo.ID),
			int64(ch.before.Flag), int64(ch.before.Rating), int64(ch.before.Label),
			int64(ch.after.Flag), int64(ch.after.Rating), int64(ch.after.Label))
		if err != nil {
			return err
		}
	}
	return nil
}

// Undo takes back the newest step that is not undone, also one of an earlier
// run of the program, and gives its photos as they are now and its words, such
// as "Pick for IMG_1.jpg". Where nothing is left to undo it gives no photos, no
// words and no error.
func (c *Catalog) Undo(ctx context.Context) ([]library.Photo, string, error) {
	photos, words, err := c.turn(ctx,
		`SELECT id, words FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1`,
		`UPDATE photo SET flag = ch.before_flag, rating = ch.before_rating, label = ch.before_label
		 FROM change ch WHERE ch.step_id = ? AND photo.id = ch.photo_id`,
		`UPDATE step SET undone = 1 WHERE id = ?`)
	if err != nil {
		return nil, "", fmt.Errorf("undoing: %w", err)
	}
	return photos, words, nil
}

// Redo makes the step again that was undone last, and answers like Undo. A new
// decision ends what can be redone.
func (c *Catalog) Redo(ctx context.Context) ([]library.Photo, string, error) {
	photos, words, err := c.turn(ctx,
		`SELECT id, words FROM step WHERE undone = 1 ORDER BY id LIMIT 1`,
		`UPDATE photo SET flag = ch.after_flag, rating = ch.after_rating, label = ch.after_label
		 FROM change ch WHERE ch.step_id = ? AND photo.id = ch.photo_id`,
		`UPDATE step SET undone = 0 WHERE id = ?`)
	if err != nil {
		return nil, "", fmt.Errorf("redoing: %w", err)
	}
	return photos, words, nil
}

// turn applies one side of the step that find names and marks it.
func (c *Catalog) turn(ctx context.Context, find, apply, mark string) (photos []library.Photo, words string, err error) {
	err = c.write(ctx, func(tx *sql.Tx) error {
		var step int64
		err := tx.QueryRowContext(ctx, find).Scan(&step, &words)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		for _, text := range []string{apply, mark} {
			if err := run(ctx, tx, text, step); err != nil {
				return err
			}
		}
		photos, err = photoRows(ctx, tx, `WHERE p.id IN (SELECT photo_id FROM change WHERE step_id = ?)`+byPath, step)
		return err
	})
	return photos, words, err
}
