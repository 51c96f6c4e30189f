package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// Correction is what the person changed of the computed groups at one photo. The
// zero value is none.
type Correction struct {
	Kind  CorrectionKind `json:"kind"`
	Other library.ID     `json:"other,omitempty"` // of a Join; 0 for a Split
}

// CorrectionKind is how a group is corrected.
type CorrectionKind string

// The two corrections.
const (
	Split CorrectionKind = "split" // a group begins at the photo
	Join  CorrectionKind = "join"  // the photo belongs to the group of Other
)

// check gives ErrInvalidValue for what is no correction.
func (k Correction) check(id library.ID) error {
	switch {
	case k == Correction{}:
		return nil
	case k.Kind == Split && k.Other == 0:
		return nil
	case k.Kind == Join && k.Other > 0 && k.Other != id:
		return nil
	}
	return fmt.Errorf("%w: correction %q of photo %d with photo %d", ErrInvalidValue, library.Display(string(k.Kind)), id, k.Other)
}

// orNil is null in JSON where there is no correction.
func (k Correction) orNil() any {
	if k == (Correction{}) {
		return nil
	}
	return k
}

// Correct stores corrections of groups as one undo step, the zero value for
// taking one back, and gives the photos, ordered by the bytes of their paths.
// Errors: ErrUnknownPhoto, ErrInvalidValue.
func (c *Catalog) Correct(ctx context.Context, corrections map[library.ID]Correction) ([]library.Photo, error) {
	step := library.Step{Kind: library.GroupingStep}
	photos, err := c.stepOf(ctx, step, message.Grouped, func(tx *sql.Tx) ([]photoChange, error) {
		var changes []photoChange
		for id, now := range corrections {
			if err := now.check(id); err != nil {
				return nil, err
			}
			if now.Kind == Join {
				if _, err := photoByID(ctx, tx, now.Other); err != nil {
					return nil, err
				}
			}
			was, err := correctionOf(ctx, tx, id)
			if err != nil {
				return nil, err
			}
			changes = append(changes, photoChange{id: id, before: was.orNil(), after: now.orNil()})
		}
		return changes, nil
	})
	if err != nil {
		return nil, fmt.Errorf("correcting groups: %w", err)
	}
	return photos, nil
}

func correctionOf(ctx context.Context, q querier, id library.ID) (k Correction, err error) {
	var other sql.NullInt64
	err = q.QueryRowContext(ctx, `SELECT kind, other_id FROM group_correction WHERE photo_id = ?`, int64(id)).Scan(&k.Kind, &other)
	if errors.Is(err, sql.ErrNoRows) {
		return Correction{}, nil
	}
	k.Other = library.ID(other.Int64)
	return k, err
}

// Corrections gives every correction of a group.
func (c *Catalog) Corrections(ctx context.Context) (map[library.ID]Correction, error) {
	all := map[library.ID]Correction{}
	err := query(ctx, c.r, func(s scanner) error {
		var id library.ID
		var k Correction
		var other sql.NullInt64
		if err := s.Scan(&id, &k.Kind, &other); err != nil {
			return err
		}
		k.Other = library.ID(other.Int64)
		all[id] = k
		return nil
	}, `SELECT photo_id, kind, other_id FROM group_correction`)
	if err != nil {
		return nil, fmt.Errorf("reading corrections of groups: %w", err)
	}
	return all, nil
}
