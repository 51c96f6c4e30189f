package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"keeplight.app/keeplight/library"
)

// SaveExplanation stores what a model wrote about image data, under the hash of
// that and the key of its provenance. It replaces an older text of the same key,
// but a whole one only by a whole one: stored is false where the older one was
// kept. With anyway it replaces it in any case. It touches no score. One about a face
// is not stored while FacesSetting says that no faces are looked for.
//
// Errors: ErrNoHash, values outside 0..10, more text than is stored, and those
// of every write.
func (c *Catalog) SaveExplanation(ctx context.Context, e library.Explanation, anyway bool) (stored bool, err error) {
	if e.Hash == "" {
		return false, fmt.Errorf("storing an explanation: %w", ErrNoHash)
	}
	body, err := encodeExplanation(&e)
	if err != nil {
		return false, fmt.Errorf("storing an explanation: %w", err)
	}
	whole := e.End == library.Whole
	err = c.write(ctx, func(tx *sql.Tx) error {
		stored = false
		if _, about := e.Face(); about {
			if off, err := areFacesOff(ctx, tx); err != nil || off {
				return err
			}
		}
		by := saver{tx: tx, provenances: map[string]int64{}}
		id, err := by.provenance(ctx, e.By)
		if err != nil {
			return err
		}
		done, err := tx.ExecContext(ctx, `INSERT INTO explanation (provenance_id, hash, whole, written_at, body) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (provenance_id, hash) DO UPDATE
			SET whole = excluded.whole, written_at = excluded.written_at, body = excluded.body
			WHERE excluded.whole >= explanation.whole OR ?`, id, string(e.Hash), whole, e.WrittenAt.UnixNano(), body, anyway)
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		stored = n > 0
		return err
	})
	if err != nil {
		return false, fmt.Errorf("storing an explanation: %w", err)
	}
	return stored, nil
}

// Explanations gives what was written about the photos' present image data, by
// whichever model and in whichever form, for each photo the newest first; a
// photo without any is not in the map. nil means all photos; an empty list means
// none. Those that are damaged are passed over and counted in Skipped. What was written
// about single faces is not among them.
func (c *Catalog) Explanations(ctx context.Context, ids []library.ID) (map[library.ID][]library.Explanation, error) {
	return c.explanations(ctx, ids, false)
}

// FaceExplanations gives in the same way what was written about single faces in the
// photos.
func (c *Catalog) FaceExplanations(ctx context.Context, ids []library.ID) (map[library.ID][]library.Explanation, error) {
	return c.explanations(ctx, ids, true)
}

func (c *Catalog) explanations(ctx context.Context, ids []library.ID, ofFaces bool) (map[library.ID][]library.Explanation, error) {
	text := `SELECT p.id, p.hash, v.body, e.body FROM explanation e
		JOIN photo p ON p.hash = e.hash JOIN provenance v ON v.id = e.provenance_id
		ORDER BY e.written_at DESC, e.id DESC`
	var args []any
	if ids != nil {
		list, err := idList(ids)
		if err != nil {
			return nil, err
		}
		text = `SELECT p.id, p.hash, v.body, e.body FROM json_each(?) j CROSS JOIN photo p ON p.id = j.value
			CROSS JOIN explanation e ON e.hash = p.hash JOIN provenance v ON v.id = e.provenance_id
			ORDER BY e.written_at DESC, e.id DESC`
		args = []any{list}
	}
	out := map[library.ID][]library.Explanation{}
	err := query(ctx, c.r, func(s scanner) error {
		id, e, err := scanExplanation(s)
		if errors.Is(err, ErrDamagedRow) {
			c.skipped.Add(1)
			return nil
		}
		if _, ofFace := e.Face(); err == nil && ofFace == ofFaces {
			out[id] = append(out[id], e)
		}
		return err
	}, text, args...)
	if err != nil {
		return nil, fmt.Errorf("reading explanations: %w", err)
	}
	return out, nil
}

func scanExplanation(s scanner) (id library.ID, e library.Explanation, err error) {
	var hash library.Hash
	var by, body []byte
	if err := s.Scan(&id, &hash, &by, &body); err != nil {
		return 0, e, err
	}
	if e, err = decodeExplanation(body); err != nil {
		return 0, e, err
	}
	e.Hash = hash
	if e.By, err = decodeProvenance(by); err != nil {
		return 0, e, err
	}
	return id, e, nil
}
