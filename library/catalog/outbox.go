package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"keeplight.app/keeplight/library"
)

// sidecarsKey is the setting that says whether sidecars are written.
const sidecarsKey = "sidecars"

// sidecarSetting is what is kept under sidecarsKey.
type sidecarSetting struct {
	Write bool `json:"write"`
}

// Pending is a photo whose sidecar has still to be written.
type Pending struct {
	Number int64 // for Written; a photo that changes again gets another one
	ID     library.ID
}

// WriteSidecars says whether sidecars are written, which a new catalogue does
// not do. Turning it on queues every photo that the person decided about, for
// nothing was queued before; turning it off empties the queue.
func (c *Catalog) WriteSidecars(ctx context.Context, on bool) error {
	err := c.write(ctx, func(tx *sql.Tx) error {
		was, err := writesSidecars(ctx, tx)
		if err != nil {
			return err
		}
		if err := writeSetting(ctx, tx, sidecarsKey, sidecarSetting{Write: on}); err != nil {
			return err
		}
		switch {
		case !on:
			return run(ctx, tx, `DELETE FROM outbox`)
		case !was:
			return run(ctx, tx, fillOutbox+`SELECT p.id FROM photo p WHERE `+hasMarks+` OR `+hasMetadata)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("noting whether sidecars are written: %w", err)
	}
	return nil
}

// WritesSidecars is true when decisions are queued for their sidecars.
func (c *Catalog) WritesSidecars(ctx context.Context) (bool, error) { return writesSidecars(ctx, c.r) }

// writesSidecars takes a damaged setting for off, as it is in a new catalogue:
// Check tells of it, and no decision fails for it.
func writesSidecars(ctx context.Context, q querier) (bool, error) {
	var s sidecarSetting
	_, err := readSetting(ctx, q, sidecarsKey, &s)
	if errors.Is(err, ErrDamagedRow) {
		return false, nil
	}
	return s.Write, err
}

const fillOutbox = `INSERT OR REPLACE INTO outbox (photo_id) `

// queueSidecars queues the photos that a query gives, if sidecars are written. A
// photo that waits already goes to the end. It asks in the transaction of the
// change: a setting kept at hand could be older than what WriteSidecars queued.
func queueSidecars(ctx context.Context, tx *sql.Tx, photos string, args ...any) error {
	if on, err := writesSidecars(ctx, tx); err != nil || !on {
		return err
	}
	return run(ctx, tx, fillOutbox+photos, args...)
}

// PendingSidecars gives the first photos of the queue, at most so many, that
// which has waited longest first. What is not there is of no use to write beside,
// so missing photos wait until they are found again.
func (c *Catalog) PendingSidecars(ctx context.Context, most int) ([]Pending, error) {
	var all []Pending
	err := query(ctx, c.r, func(s scanner) error {
		var p Pending
		if err := s.Scan(&p.Number, &p.ID); err != nil {
			return err
		}
		all = append(all, p)
		return nil
	}, `SELECT o.id, o.photo_id FROM outbox o JOIN photo p ON p.id = o.photo_id WHERE p.missing = 0 ORDER BY o.id LIMIT ?`, most)
	if err != nil {
		return nil, fmt.Errorf("reading which sidecars are to be written: %w", err)
	}
	return all, nil
}

// Written takes photos whose sidecars were written out of the queue, those apart
// that changed meanwhile, and notes the sidecars as they are now, all or none.
func (c *Catalog) Written(ctx context.Context, done []Pending, sidecars []Sidecar) error {
	numbers := make([]int64, len(done))
	for i := range done {
		numbers[i] = done[i].Number
	}
	list, err := json.Marshal(numbers)
	if err != nil {
		return fmt.Errorf("listing written sidecars: %w", err)
	}
	err = c.write(ctx, func(tx *sql.Tx) error {
		if err := run(ctx, tx, `DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(?))`, string(list)); err != nil {
			return err
		}
		return putSidecars(ctx, tx, sidecars)
	})
	if err != nil {
		return fmt.Errorf("recording written sidecars: %w", err)
	}
	return nil
}
