package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"keeplight.app/keeplight/library"
)

// Pending is a photo whose sidecar has still to be written.
type Pending struct {
	Number int64 // for Written; a photo that changes again gets another one
	ID     library.ID
}

const fillOutbox = `INSERT OR REPLACE INTO outbox (photo_id) `

// queueSidecars queues those of the photos that a query gives whose sidecars are
// written at once. A photo that waits already goes to the end. It asks in the
// transaction of the change: an answer kept at hand could be older than what
// SetSidecarPolicy queued.
func queueSidecars(ctx context.Context, tx *sql.Tx, photos string, args ...any) error {
	var any bool
	err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM sidecar_tree WHERE policy = 'at once')`).Scan(&any)
	if err != nil || !any {
		return err
	}
	return run(ctx, tx, fillOutbox+`SELECT p.id FROM photo p WHERE p.id IN (`+photos+`) AND `+policyOf+` = 'at once'`, args...)
}

// QueueSidecars queues photos because the person asked for it, whatever the answer for
// their folders is. Errors: ErrUnknownPhoto.
func (c *Catalog) QueueSidecars(ctx context.Context, ids []library.ID) error {
	list, err := idList(ids)
	if err != nil {
		return err
	}
	err = c.write(ctx, func(tx *sql.Tx) error {
		return explainReference(run(ctx, tx, fillOutbox+`SELECT value FROM json_each(?)`, list))
	})
	if err != nil {
		return fmt.Errorf("queueing sidecars: %w", err)
	}
	return nil
}

// PendingSidecars gives the photos of the queue behind a number, at most so many, that
// which has waited longest first. What is not there is of no use to write beside,
// so missing photos wait until they are found again.
func (c *Catalog) PendingSidecars(ctx context.Context, behind int64, most int) ([]Pending, error) {
	var all []Pending
	err := query(ctx, c.r, func(s scanner) error {
		var p Pending
		if err := s.Scan(&p.Number, &p.ID); err != nil {
			return err
		}
		all = append(all, p)
		return nil
	}, `SELECT o.id, o.photo_id FROM outbox o JOIN photo p ON p.id = o.photo_id WHERE p.missing = 0 AND o.id > ? ORDER BY o.id LIMIT ?`, behind, most)
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

// CountPendingSidecars is how many photos wait for their sidecars to be written; those
// that are missing are not among them.
func (c *Catalog) CountPendingSidecars(ctx context.Context) (n int, err error) {
	err = c.r.QueryRowContext(ctx, `SELECT count(*) FROM outbox o JOIN photo p ON p.id = o.photo_id WHERE p.missing = 0`).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("counting the sidecars that are to be written: %w", explain(err))
	}
	return n, nil
}
