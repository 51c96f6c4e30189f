package catalog

import (
	"context"
	"fmt"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
)

// HistoryStep is a step of the journal as a person reads it.
type HistoryStep struct {
	Number int64        // from History.First on without gaps; later steps have higher ones
	Step   library.Step // without its files
	At     time.Time    // when it was made, to the second
	Photos int          // that it changed
	Undone bool         // it can be redone
	Stuck  bool         // it can be neither undone nor redone, and is passed over
}

// History is how far the journal reaches and where things stand in it.
type History struct {
	First, Last int64 // numbers of its steps; where there is none, Last is less than First
	Now         int64 // the newest step that is done and not stuck; First-1 where all are undone
	Undone      int   // steps that can be redone, until the next one is made
}

// Len is how many steps there are.
func (h *History) Len() int { return int(h.Last - h.First + 1) }

// History says how far the journal reaches.
func (c *Catalog) History(ctx context.Context) (h History, err error) {
	err = c.r.QueryRowContext(ctx, `SELECT
		coalesce((SELECT min(id) FROM step), 1), coalesce((SELECT max(id) FROM step), 0),
		coalesce((SELECT max(id) FROM step WHERE undone = 0 AND NOT `+isPassedOver+`), (SELECT min(id) FROM step) - 1, 0),
		(SELECT count(*) FROM step WHERE undone = 1)`).Scan(&h.First, &h.Last, &h.Now, &h.Undone)
	if err != nil {
		return History{}, fmt.Errorf("reading the history: %w", explain(err))
	}
	return h, nil
}

// Steps gives at most so many steps of the journal, the newest first, beginning at the
// one of a number.
func (c *Catalog) Steps(ctx context.Context, from int64, most int) (steps []HistoryStep, err error) {
	err = query(ctx, c.r, func(row scanner) error {
		var s HistoryStep
		var made int64
		var kind, words string
		if err := row.Scan(&s.Number, &made, &kind, &s.Step.Origin, &words, &s.Undone, &s.Photos); err != nil {
			return err
		}
		kind, s.Stuck = strings.CutPrefix(kind, passedOver)
		s.Step.Kind, s.Step.Message, s.At = library.StepKind(kind), parseMessage(words), time.Unix(made, 0)
		steps = append(steps, s)
		return nil
	}, `SELECT id, made_at, kind, origin, words, undone,
			(SELECT count(*) FROM change WHERE step_id = step.id) + (SELECT count(*) FROM step_photo WHERE step_id = step.id)
		FROM step WHERE id <= ? ORDER BY id DESC LIMIT ?`, from, most)
	if err != nil {
		return nil, fmt.Errorf("reading the history: %w", err)
	}
	return steps, nil
}

// PhotosOfStep gives the photos that a step changed, in the order of their numbers, and
// none for a step that there is not.
func (c *Catalog) PhotosOfStep(ctx context.Context, number int64) (ids []library.ID, err error) {
	err = query(ctx, c.r, func(row scanner) error {
		var id library.ID
		if err := row.Scan(&id); err != nil {
			return err
		}
		ids = append(ids, id)
		return nil
	}, photosOfStep, number)
	if err != nil {
		return nil, fmt.Errorf("reading the history: %w", err)
	}
	return ids, nil
}

// StepsTo says how many steps are to be undone, or else redone, until the one of a
// number is the newest that is done.
func (c *Catalog) StepsTo(ctx context.Context, number int64) (undo, redo int, err error) {
	err = c.r.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM step WHERE id > ?1 AND undone = 0 AND NOT `+isPassedOver+`),
		(SELECT count(*) FROM step WHERE id <= ?1 AND undone = 1)`, number).Scan(&undo, &redo)
	if err != nil {
		return 0, 0, fmt.Errorf("reading the history: %w", explain(err))
	}
	return undo, redo, nil
}

// Undone is how many steps can be redone. The next decision drops them.
func (c *Catalog) Undone(ctx context.Context) (n int, err error) {
	if err = c.r.QueryRowContext(ctx, `SELECT count(*) FROM step WHERE undone = 1`).Scan(&n); err != nil {
		return 0, fmt.Errorf("reading the history: %w", explain(err))
	}
	return n, nil
}
