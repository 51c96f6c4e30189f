package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"keeplight.app/keeplight/library"
)

// Ingested is a file that was copied in from a card, known by its content.
type Ingested struct {
	Digest string // of the file's bytes, with a prefix that says how it was made
	Size   int64  // bytes
	At     time.Time
	Source string // absolute path on the card, the bytes the operating system gave
}

// PutIngested notes files that were copied in, all or none. Of content that is
// known already the first note stays.
func (c *Catalog) PutIngested(ctx context.Context, files []Ingested) error {
	err := c.write(ctx, func(tx *sql.Tx) error {
		for _, f := range files {
			source, err := cleanPath(f.Source)
			if err != nil {
				return err
			}
			if f.Digest == "" {
				return fmt.Errorf("%w: %s has no digest", ErrInvalidValue, library.Display(f.Source))
			}
			err = run(ctx, tx, `INSERT INTO ingested (digest, size, at, source) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
				f.Digest, f.Size, f.At.Unix(), []byte(source))
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("noting what was copied in: %w", err)
	}
	return nil
}

// Ingested gives what was copied in before of content with these digests, by
// digest. Whether the sizes are equal too is for the caller to compare.
func (c *Catalog) Ingested(ctx context.Context, digests []string) (map[string]Ingested, error) {
	list, err := json.Marshal(append([]string{}, digests...))
	if err != nil {
		return nil, fmt.Errorf("listing digests: %w", err)
	}
	known := map[string]Ingested{}
	err = query(ctx, c.r, func(s scanner) error {
		var f Ingested
		var at int64
		var source []byte
		if err := s.Scan(&f.Digest, &f.Size, &at, &source); err != nil {
			return err
		}
		f.At, f.Source = time.Unix(at, 0), string(source)
		known[f.Digest] = f
		return nil
	}, `SELECT digest, size, at, source FROM json_each(?) j CROSS JOIN ingested ON digest = j.value`, string(list))
	if err != nil {
		return nil, fmt.Errorf("reading what was copied in: %w", err)
	}
	return known, nil
}

// IngestedSizes gives those of the sizes, in bytes, that something copied in before
// has: only such a file can be one of those.
func (c *Catalog) IngestedSizes(ctx context.Context, sizes []int64) (map[int64]bool, error) {
	list, err := json.Marshal(append([]int64{}, sizes...))
	if err != nil {
		return nil, fmt.Errorf("listing sizes: %w", err)
	}
	known := map[int64]bool{}
	err = query(ctx, c.r, func(s scanner) error {
		var size int64
		if err := s.Scan(&size); err != nil {
			return err
		}
		known[size] = true
		return nil
	}, `SELECT DISTINCT size FROM ingested WHERE size IN (SELECT value FROM json_each(?))`, string(list))
	if err != nil {
		return nil, fmt.Errorf("reading the sizes of what was copied in: %w", err)
	}
	return known, nil
}
