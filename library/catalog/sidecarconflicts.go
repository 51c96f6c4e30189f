package catalog

import (
	"context"
	"database/sql"
	"fmt"

	"keeplight.app/keeplight/library"
)

// DecisionField is a part of a decision. It is stored: a value is never changed or
// reused.
type DecisionField string

// The parts of a decision.
const (
	FlagField   DecisionField = "flag"
	RatingField DecisionField = "rating"
	LabelField  DecisionField = "label"
)

// SidecarConflict is a field of which the person and another program changed the
// value to different ones since the photo and its sidecar agreed.
type SidecarConflict struct {
	ID      library.ID
	Field   DecisionField
	Theirs  library.Decision // of which only Field counts
	Path    string           // of the sidecar
	Program string           // that wrote it, "" where it does not say
}

// number is the value of a decision's field.
func (f DecisionField) number(d library.Decision) int64 {
	switch f {
	case FlagField:
		return int64(d.Flag)
	case RatingField:
		return int64(d.Rating)
	}
	return int64(d.Label)
}

// decision is a decision with only this field.
func (f DecisionField) decision(n int64) (d library.Decision) {
	switch f {
	case FlagField:
		d.Flag = library.Flag(n)
	case RatingField:
		d.Rating = library.Rating(n)
	case LabelField:
		d.Label = library.Label(n)
	}
	return d
}

// SidecarConflicts gives the conflicts that the person has not settled, ordered by the
// bytes of the photos' paths. nil means those of all photos that are there.
func (c *Catalog) SidecarConflicts(ctx context.Context, ids []library.ID) ([]SidecarConflict, error) {
	where, args := `p.missing = 0`, []any(nil)
	if ids != nil {
		list, err := idList(ids)
		if err != nil {
			return nil, err
		}
		where, args = `p.id IN (SELECT value FROM json_each(?))`, []any{list}
	}
	var all []SidecarConflict
	err := query(ctx, c.r, func(s scanner) error {
		var x SidecarConflict
		var n int64
		var path []byte
		if err := s.Scan(&x.ID, &x.Field, &n, &path, &x.Program); err != nil {
			return err
		}
		x.Theirs, x.Path = x.Field.decision(n), string(path)
		all = append(all, x)
		return nil
	}, `SELECT k.photo_id, k.field, k.theirs, k.path, k.program FROM sidecar_conflict k JOIN photo p ON p.id = k.photo_id
		WHERE `+where+` ORDER BY p.path, k.field`, args...)
	if err != nil {
		return nil, fmt.Errorf("reading conflicts with sidecars: %w", err)
	}
	return all, nil
}

// putConflicts makes conflicts all that there are of some photos.
func putConflicts(ctx context.Context, tx *sql.Tx, of []library.ID, conflicts []SidecarConflict) error {
	list, err := idList(of)
	if err != nil {
		return err
	}
	if err := run(ctx, tx, `DELETE FROM sidecar_conflict WHERE photo_id IN (SELECT value FROM json_each(?))`, list); err != nil {
		return err
	}
	for i := range conflicts {
		k := &conflicts[i]
		err := run(ctx, tx, `INSERT OR REPLACE INTO sidecar_conflict (photo_id, field, theirs, path, program) VALUES (?, ?, ?, ?, ?)`,
			int64(k.ID), string(k.Field), k.Field.number(k.Theirs), []byte(k.Path), k.Program)
		if err != nil {
			return explainReference(err)
		}
	}
	return nil
}

// DropConflict ends a conflict; the photo keeps its decision, and its sidecar is to be
// written where that is done at once.
func (c *Catalog) DropConflict(ctx context.Context, id library.ID, f DecisionField) error {
	err := c.write(ctx, func(tx *sql.Tx) error {
		if err := run(ctx, tx, `DELETE FROM sidecar_conflict WHERE photo_id = ? AND field = ?`, int64(id), string(f)); err != nil {
			return err
		}
		return queueSidecars(ctx, tx, `SELECT ?1`, int64(id))
	})
	if err != nil {
		return fmt.Errorf("settling a conflict with a sidecar: %w", err)
	}
	return nil
}
