package catalog

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
)

// overallBytes is how much of a stored score holds its overall value: a number has
// at most 24 bytes in JSON.
const overallBytes = 64

// Overalls gives the overall values (0..10) that the scorer with this provenance key
// gave all photos' present image data, in no order; photos without one are left
// out. It reads no more of a score than that, so that it is quick for a whole
// library. A damaged value is passed over and counted in Skipped.
func (c *Catalog) Overalls(ctx context.Context, provenanceKey string) ([]float64, error) {
	_, by, err := c.provenance(ctx, provenanceKey)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading overall scores: %w", err)
	}
	var all []float64
	err = query(ctx, c.r, func(s scanner) error {
		var head []byte
		if err := s.Scan(&head); err != nil {
			return err
		}
		mean, known, ok := overallOf(head)
		switch {
		case !ok:
			c.skipped.Add(1)
		case known:
			all = append(all, mean)
		}
		return nil
	}, `SELECT substr(s.body, 1, ?) FROM score s CROSS JOIN photo p ON p.hash = s.hash WHERE s.provenance_id = ?`, overallBytes, by)
	if err != nil {
		return nil, fmt.Errorf("reading overall scores: %w", err)
	}
	return all, nil
}

// overallOf reads the overall value at the beginning of what encodeScore wrote; ok
// is false for anything else.
func overallOf(head []byte) (mean float64, known, ok bool) {
	rest, ok := bytes.CutPrefix(head, []byte(`{"o":{`))
	if !ok {
		return 0, false, false
	}
	rest, known = bytes.CutPrefix(rest, []byte(`"m":`))
	if !known {
		return 0, false, true
	}
	end := bytes.IndexAny(rest, ",}")
	if end < 0 {
		return 0, false, false
	}
	mean, err := strconv.ParseFloat(string(rest[:end]), 64)
	if err != nil || !(mean >= 0 && mean <= 10) {
		return 0, false, false
	}
	return mean, true, true
}
