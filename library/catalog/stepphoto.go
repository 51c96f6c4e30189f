package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// photoChange is what a step of any kind but marks does to one photo. The two
// values become JSON as replaying wants it for the kind.
type photoChange struct {
	id            library.ID
	before, after any
}

// stepOf writes a step of the changes that plan finds, in the transaction in
// which it looks, and does it. It gives the photos as they are now; where nothing
// changes it makes no step.
func (c *Catalog) stepOf(ctx context.Context, s library.Step, code string, plan func(*sql.Tx) ([]photoChange, error)) ([]library.Photo, error) {
	var photos []library.Photo
	err := c.write(ctx, func(tx *sql.Tx) error {
		photos = nil
		changes, err := plan(tx)
		if err != nil {
			return err
		}
		rows, err := stepRows(changes)
		if err != nil || len(rows) == 0 {
			return err
		}
		list, err := idList(idsOf(rows))
		if err != nil {
			return err
		}
		chosen := `WHERE p.id IN (SELECT value FROM json_each(?))` + byPath
		if photos, err = photoRows(ctx, tx, chosen, list); err != nil {
			return err
		}
		if len(photos) != len(rows) {
			return fmt.Errorf("%w: %d of %d are there", ErrUnknownPhoto, len(photos), len(rows))
		}
		s.Message = describeStep(code, photos)
		err = c.makeStep(ctx, tx, s, len(rows), func(step int64) error { return writeStepRows(ctx, tx, step, rows) })
		if err != nil {
			return err
		}
		photos, err = photoRows(ctx, tx, chosen, list)
		return err
	})
	return photos, err
}

// describeStep says what a step did to which photos.
func describeStep(code string, photos []library.Photo) library.Message {
	what := message.Of("what", message.New(code))
	if len(photos) == 1 {
		return message.New(message.MarkOne, what, message.Text("name", library.Display(photos[0].Name())))
	}
	return message.New(message.MarkMany, what, message.Count("count", float64(len(photos))))
}

// stepRow is a row of step_photo.
type stepRow struct {
	id            library.ID
	before, after string
}

// stepRows spells the changes that change something.
func stepRows(changes []photoChange) ([]stepRow, error) {
	var rows []stepRow
	for _, ch := range changes {
		before, err := json.Marshal(ch.before)
		if err != nil {
			return nil, fmt.Errorf("encoding a step: %w", err)
		}
		after, err := json.Marshal(ch.after)
		if err != nil {
			return nil, fmt.Errorf("encoding a step: %w", err)
		}
		if string(before) != string(after) {
			rows = append(rows, stepRow{ch.id, string(before), string(after)})
		}
	}
	return rows, nil
}

func idsOf(rows []stepRow) []library.ID {
	ids := make([]library.ID, len(rows))
	for i := range rows {
		ids[i] = rows[i].id
	}
	return ids
}

func writeStepRows(ctx context.Context, tx *sql.Tx, step int64, rows []stepRow) error {
	stmt, err := tx.PrepareContext(ctx, `INSERT INTO step_photo (step_id, photo_id, before_value, after_value) VALUES (?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	defer stmt.Close()
	for i := range rows {
		if _, err := stmt.ExecContext(ctx, step, int64(rows[i].id), rows[i].before, rows[i].after); err != nil {
			return err
		}
	}
	return nil
}
