package catalog

import (
	"context"
	"database/sql"
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// Rotate turns photos to these clockwise quarter turns of the upright picture,
// as one undo step, and answers like Decide, ordered by the bytes of their
// paths. Errors: ErrUnknownPhoto, ErrInvalidValue.
func (c *Catalog) Rotate(ctx context.Context, origin library.Origin, to map[library.ID]library.Rotation) ([]library.Photo, error) {
	return c.rotate(ctx, origin, func(tx *sql.Tx) ([]photoChange, error) {
		var changes []photoChange
		for id, turns := range to {
			if turns > library.MaxRotation {
				return nil, fmt.Errorf("%w: %d quarter turns", ErrInvalidValue, turns)
			}
			p, err := photoByID(ctx, tx, id)
			if err != nil {
				return nil, err
			}
			changes = append(changes, photoChange{id: id, before: p.Rotation, after: turns})
		}
		return changes, nil
	})
}

// Turn turns photos by quarter turns from where they stand, clockwise above 0 and
// anticlockwise below, as one undo step of the person, and answers like Rotate.
// Errors: ErrUnknownPhoto.
func (c *Catalog) Turn(ctx context.Context, ids []library.ID, quarters int) ([]library.Photo, error) {
	return c.rotate(ctx, library.Person, func(tx *sql.Tx) ([]photoChange, error) {
		list, err := idList(ids)
		if err != nil {
			return nil, err
		}
		photos, err := photoRows(ctx, tx, `WHERE p.id IN (SELECT value FROM json_each(?))`+byPath, list)
		if err != nil {
			return nil, err
		}
		known := make(map[library.ID]bool, len(photos))
		changes := make([]photoChange, 0, len(photos))
		for i := range photos {
			p := &photos[i]
			known[p.ID] = true
			changes = append(changes, photoChange{id: p.ID, before: p.Rotation, after: p.Rotation.Plus(quarters)})
		}
		for _, id := range ids {
			if !known[id] {
				return nil, fmt.Errorf("%w: number %d", ErrUnknownPhoto, id)
			}
		}
		return changes, nil
	})
}

func (c *Catalog) rotate(ctx context.Context, origin library.Origin, plan func(*sql.Tx) ([]photoChange, error)) ([]library.Photo, error) {
	step := library.Step{Kind: library.RotationStep, Origin: origin}
	photos, err := c.stepOf(ctx, step, message.Rotated, plan)
	if err != nil {
		return nil, fmt.Errorf("turning photos: %w", err)
	}
	return photos, nil
}
