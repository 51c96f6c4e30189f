package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"keeplight.app/keeplight/library"
)

// FindingKind is what was looked for in a picture, such as "face".
type FindingKind string

// Faces are the findings of those who look for faces.
const Faces FindingKind = "face"

// Finding is something that was found in image data.
type Finding struct {
	ID     int64 // given once, never again; 0 until it is stored
	Box    library.Box
	Values map[string]float64 // by names that the kind defines, such as "confidence"
}

// isInside is false for a box that is none, or leaves the picture.
func isInside(b library.Box) bool {
	return b.X >= 0 && b.Y >= 0 && b.Width > 0 && b.Height > 0 && b.X+b.Width <= 1 && b.Y+b.Height <= 1
}

// Search is what was looked for in which image data, and by what.
type Search struct {
	By   library.Provenance
	Hash library.Hash
	Kind FindingKind
}

// Searched is what came of a search.
type Searched struct {
	Search
	Found []Finding // none is an answer too
}

// PutFindings stores what searches found, all or none, also that one found nothing,
// in place of what the same one found before.
//
// Errors: ErrNoHash; ErrInvalidValue for a box outside the picture and for values
// that are no numbers.
func (c *Catalog) PutFindings(ctx context.Context, all ...Searched) error {
	err := c.write(ctx, func(tx *sql.Tx) error {
		by := saver{tx: tx, provenances: map[string]int64{}}
		for i := range all {
			if err := by.searched(ctx, &all[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("storing findings: %w", err)
	}
	return nil
}

func (by *saver) searched(ctx context.Context, s *Searched) error {
	if s.Hash == "" {
		return ErrNoHash
	}
	provenance, err := by.provenance(ctx, s.By)
	if err != nil {
		return err
	}
	args := []any{provenance, string(s.Hash), string(s.Kind)}
	if err := run(ctx, by.tx, `DELETE FROM finding_search WHERE provenance_id = ? AND hash = ? AND kind = ?`, args...); err != nil {
		return err
	}
	res, err := by.tx.ExecContext(ctx, `INSERT INTO finding_search (provenance_id, hash, kind) VALUES (?, ?, ?)`, args...)
	if err != nil {
		return err
	}
	search, err := res.LastInsertId()
	if err != nil {
		return err
	}
	for i := range s.Found {
		if err := writeFinding(ctx, by.tx, search, &s.Found[i]); err != nil {
			return err
		}
	}
	return nil
}

func writeFinding(ctx context.Context, tx *sql.Tx, search int64, f *Finding) error {
	if !isInside(f.Box) {
		return fmt.Errorf("%w: a box %+v", ErrInvalidValue, f.Box)
	}
	body, err := json.Marshal(f.Values)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrInvalidValue, err)
	}
	return run(ctx, tx, `INSERT INTO finding (search_id, x, y, width, height, body) VALUES (?, ?, ?, ?, ?, ?)`,
		search, f.Box.X, f.Box.Y, f.Box.Width, f.Box.Height, string(body))
}

// Findings gives what searches of a kind, by the provenance with this key, found
// in image data, in the order in which it was stored; image data in which nothing
// was found has an empty list, one in which nobody looked is not in the map.
// Damaged findings are passed over and counted in Skipped.
func (c *Catalog) Findings(ctx context.Context, provenanceKey string, kind FindingKind, hashes []library.Hash) (map[library.Hash][]Finding, error) {
	all, err := c.FindingsBy(ctx, []string{provenanceKey}, kind, hashes)
	return all[provenanceKey], err
}

// FindingsBy is Findings for several provenance keys, in one reading. The map has all of
// the keys.
func (c *Catalog) FindingsBy(ctx context.Context, provenanceKeys []string, kind FindingKind, hashes []library.Hash) (map[string]map[library.Hash][]Finding, error) {
	list, err := json.Marshal(append([]library.Hash{}, hashes...))
	if err != nil {
		return nil, fmt.Errorf("listing image data: %w", err)
	}
	by, err := json.Marshal(append([]string{}, provenanceKeys...))
	if err != nil {
		return nil, fmt.Errorf("listing provenance keys: %w", err)
	}
	found := make(map[string]map[library.Hash][]Finding, len(provenanceKeys))
	for _, key := range provenanceKeys {
		found[key] = map[library.Hash][]Finding{}
	}
	err = query(ctx, c.r, func(s scanner) error {
		var key string
		var hash library.Hash
		var id sql.NullInt64
		var x, y, w, h sql.NullFloat64
		var body []byte
		if err := s.Scan(&key, &hash, &id, &x, &y, &w, &h, &body); err != nil {
			return err
		}
		all := found[key]
		if all[hash] == nil {
			all[hash] = []Finding{}
		}
		if !id.Valid {
			return nil
		}
		f := Finding{ID: id.Int64, Box: library.Box{X: x.Float64, Y: y.Float64, Width: w.Float64, Height: h.Float64}}
		if json.Unmarshal(body, &f.Values) != nil || !isInside(f.Box) {
			c.skipped.Add(1)
			return nil
		}
		all[hash] = append(all[hash], f)
		return nil
	}, `SELECT v.key, s.hash, f.id, f.x, f.y, f.width, f.height, f.body
		FROM json_each(?) j CROSS JOIN finding_search s ON s.hash = j.value AND s.kind = ?
		JOIN provenance v ON v.id = s.provenance_id AND v.key IN (SELECT value FROM json_each(?))
		LEFT JOIN finding f ON f.search_id = s.id ORDER BY f.id`, string(list), string(kind), string(by))
	if err != nil {
		return nil, fmt.Errorf("reading findings: %w", err)
	}
	return found, nil
}
