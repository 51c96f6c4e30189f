package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"keeplight.app/keeplight/library"
)

// passedOver begins the kind of a step that can be neither undone nor redone. The
// rest is what it was: its row and its photos stay, for a repair and for Check.
const (
	passedOver   = "passed-over-"
	isPassedOver = `kind GLOB '` + passedOver + `*'`
)

// passOver takes a step out of what undo and redo go through. It counts as done,
// since the next decision forgets what is undone.
func passOver(ctx context.Context, tx *sql.Tx, step int64) error {
	return run(ctx, tx, `UPDATE step SET kind = ? || kind, undone = 0 WHERE id = ?`, passedOver, step)
}

// stepObstacle gives the reason why a step can never be brought to one side, nil
// where it can. err is what reading the step gave, and comes back where it does not
// tell of damage.
func stepObstacle(ctx context.Context, q querier, step int64, s *library.Step, to side, err error) (obstacle, failed error) {
	if errors.Is(err, ErrDamagedRow) {
		return err, nil
	}
	if _, known := replaying(s.Kind, to); err != nil || s.IsZero() || !known || s.Kind == library.MarksStep {
		return nil, err
	}
	bad := 0
	err = query(ctx, q, func(row scanner) error {
		var value []byte
		if err := row.Scan(&value); err != nil {
			return err
		}
		if !validStepValue(value, string(s.Kind)) {
			bad++
		}
		return nil
	}, `SELECT `+string(to)+`_value FROM step_photo WHERE step_id = ?`, step)
	if err != nil {
		return nil, fmt.Errorf("reading a step: %w", err)
	}
	if bad > 0 {
		return fmt.Errorf("%w: %d of the step's photos", ErrDamagedRow, bad), nil
	}
	if s.Kind != library.GroupingStep {
		return nil, nil
	}
	var gone bool
	err = q.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM step_photo WHERE step_id = ?
		AND json_extract(`+string(to)+`_value, '$.other') NOT IN (SELECT id FROM photo))`, step).Scan(&gone)
	if err == nil && gone {
		obstacle = fmt.Errorf("%w: a photo that it joined with another", ErrUnknownPhoto)
	}
	return obstacle, err
}
