package catalog

import (
	"context"
	"fmt"

	"keeplight.app/keeplight/library"
)

// Provenances gives how the stored scores were made that scorers of this name gave,
// the one that was stored under first at the end. One without any score is left
// out, and so is one that is damaged, which Skipped counts.
func (c *Catalog) Provenances(ctx context.Context, name string) ([]library.Provenance, error) {
	var all []library.Provenance
	err := query(ctx, c.r, func(s scanner) error {
		var body []byte
		if err := s.Scan(&body); err != nil {
			return err
		}
		p, err := decodeProvenance(body)
		if err != nil {
			c.skipped.Add(1)
			return nil
		}
		if p.Name == name {
			all = append(all, p)
		}
		return nil
	}, `SELECT body FROM provenance v WHERE EXISTS (SELECT 1 FROM score s WHERE s.provenance_id = v.id) ORDER BY id DESC`)
	if err != nil {
		return nil, fmt.Errorf("listing what made the scores: %w", err)
	}
	return all, nil
}
