package catalog

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"keeplight.app/keeplight/library"
)

// Mark is a decision about one photo. nil leaves that part as it is.
type Mark struct {
	ID     library.ID
	Flag   *library.Flag
	Rating *library.Rating
	Label  *library.Label
}

// Equal is true where two marks ask for the same of the same photo.
func (m *Mark) Equal(other *Mark) bool {
	return m.ID == other.ID && equalTo(m.Flag, other.Flag) && equalTo(m.Rating, other.Rating) && equalTo(m.Label, other.Label)
}

func equalTo[T comparable](a, b *T) bool { return a == b || a != nil && b != nil && *a == *b }

// check gives ErrInvalidMark when there is no such value.
func (m *Mark) check() error {
	switch {
	case m.Flag != nil && (*m.Flag < library.Reject || *m.Flag > library.Pick):
		return fmt.Errorf("%w: flag %d", ErrInvalidMark, *m.Flag)
	case m.Rating != nil && *m.Rating > library.MaxRating:
		return fmt.Errorf("%w: %d stars", ErrInvalidMark, *m.Rating)
	case m.Label != nil && *m.Label > library.Purple:
		return fmt.Errorf("%w: label %d", ErrInvalidMark, *m.Label)
	}
	return nil
}

func (m *Mark) apply(d library.Decision) library.Decision {
	if m.Flag != nil {
		d.Flag = *m.Flag
	}
	if m.Rating != nil {
		d.Rating = *m.Rating
	}
	if m.Label != nil {
		d.Label = *m.Label
	}
	return d
}

// change is what a step did to one photo.
type change struct {
	photo         library.Photo // as it is after the step
	before, after library.Decision
}

// Decide writes the person's decisions and one undo step for all of them, in
// one transaction that is on the disk when it returns. It gives the photos that
// changed, in the order of their first marks; marks that change nothing make no
// step. What had been undone can no longer be redone.
//
// Errors, after which nothing is written: ErrUnknownPhoto, ErrInvalidMark.
func (c *Catalog) Decide(ctx context.Context, marks []Mark) ([]library.Photo, error) {
	all := func(*library.Photo) bool { return true }
	return c.decide(ctx, marks, all, describe)
}

// StarsByScore is Decide for stars that the person had given by scores. Photos that have
// stars by now, or are rejected, keep what they have: a sidecar may have been read since
// they were counted.
func (c *Catalog) StarsByScore(ctx context.Context, marks []Mark) ([]library.Photo, error) {
	unrated := func(p *library.Photo) bool { return p.Decision.Rating == 0 && p.Decision.Flag != library.Reject }
	return c.decide(ctx, marks, unrated, describeStars)
}

// decide leaves out the marks of photos that are not wanted as they are.
func (c *Catalog) decide(ctx context.Context, marks []Mark, wanted func(*library.Photo) bool, describe func([]Mark, []change) library.Message) ([]library.Photo, error) {
	for i := range marks {
		if err := marks[i].check(); err != nil {
			return nil, err
		}
	}
	var changes []change
	err := c.write(ctx, func(tx *sql.Tx) error {
		before, err := markedPhotos(ctx, tx, marks)
		if err != nil {
			return err
		}
		taken := slices.DeleteFunc(slices.Clone(marks), func(m Mark) bool {
			p, known := before[m.ID]
			return known && !wanted(&p)
		})
		changes, err = plan(before, taken)
		if err != nil || len(changes) == 0 {
			return err
		}
		step := library.Step{Kind: library.MarksStep, Message: describe(taken, changes)}
		return c.makeStep(ctx, tx, step, len(changes), func(id int64) error { return writeChanges(ctx, tx, id, changes) })
	})
	if err != nil {
		return nil, fmt.Errorf("writing the decision: %w", err)
	}
	photos := make([]library.Photo, len(changes))
	for i := range changes {
		photos[i] = changes[i].photo
	}
	return photos, nil
}

// markedPhotos gives the photos that marks name, by ID.
func markedPhotos(ctx context.Context, q querier, marks []Mark) (map[library.ID]library.Photo, error) {
	ids := make([]library.ID, len(marks))
	for i := range marks {
		ids[i] = marks[i].ID
	}
	list, err := idList(ids)
	if err != nil {
		return nil, err
	}
	photos, err := photoRows(ctx, q, `WHERE p.id IN (SELECT value FROM json_each(?))`+byPath, list)
	if err != nil {
		return nil, err
	}
	byID := make(map[library.ID]library.Photo, len(photos))
	for _, p := range photos {
		byID[p.ID] = p
	}
	return byID, nil
}

// plan finds what the marks change; several marks for one photo add up.
func plan(photos map[library.ID]library.Photo, marks []Mark) ([]change, error) {
	place := make(map[library.ID]int, len(photos))
	all := make([]change, 0, len(photos))
	for i := range marks {
		m := &marks[i]
		p, ok := photos[m.ID]
		if !ok {
			return nil, fmt.Errorf("%w: number %d", ErrUnknownPhoto, m.ID)
		}
		at, seen := place[m.ID]
		if !seen {
			at = len(all)
			place[m.ID] = at
			all = append(all, change{photo: p, before: p.Decision, after: p.Decision})
		}
		all[at].after = m.apply(all[at].after)
		all[at].photo.Decision = all[at].after
	}
	changed := all[:0]
	for _, ch := range all {
		if ch.before != ch.after {
			changed = append(changed, ch)
		}
	}
	return changed, nil
}

// writeChanges writes what step number step does to each photo.
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
