package catalog

import (
	"context"
	"database/sql"
	"fmt"
)

// usesBatch is how many uses of thumbnails are noted in one write.
const usesBatch = 512

// note remembers that a row was used and writes that down once in a while.
func (t *Thumbs) note(ctx context.Context, id int64) error {
	t.tally.Lock()
	t.uses[id] = struct{}{}
	full := len(t.uses) >= usesBatch
	t.tally.Unlock()
	if full {
		return t.writeUses(ctx)
	}
	return nil
}

func (t *Thumbs) writeUses(ctx context.Context) error {
	t.tally.Lock()
	t.clock++ // what was read counts as later than what was only stored
	uses, clock := t.uses, t.clock
	t.uses = map[int64]struct{}{}
	t.tally.Unlock()
	if len(uses) == 0 {
		return nil
	}
	return t.use(ctx, func(db *sql.DB) error {
		return inTx(ctx, db, func(tx *sql.Tx) error {
			stmt, err := tx.PrepareContext(ctx, `UPDATE thumb SET used = ? WHERE id = ?`)
			if err != nil {
				return err
			}
			defer stmt.Close()
			for id := range uses {
				if _, err := stmt.ExecContext(ctx, clock, id); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// evict takes away the longest unused until a tenth of the room is free, so
// that not every Put has to.
func (t *Thumbs) evict(ctx context.Context) error {
	if err := t.writeUses(ctx); err != nil {
		return err
	}
	var total int64
	err := t.use(ctx, func(db *sql.DB) error {
		return inTx(ctx, db, func(tx *sql.Tx) error {
			err := tx.QueryRowContext(ctx, `SELECT coalesce(sum(size), 0) FROM thumb`).Scan(&total)
			if err != nil || total <= t.limit {
				return err
			}
			err = run(ctx, tx, `DELETE FROM thumb WHERE id IN (
				SELECT id FROM (SELECT id, sum(size) OVER (ORDER BY used, size, id) - size AS before FROM thumb)
				WHERE before < ?)`, total-t.limit*9/10)
			if err != nil {
				return err
			}
			return tx.QueryRowContext(ctx, `SELECT coalesce(sum(size), 0) FROM thumb`).Scan(&total)
		})
	})
	if err != nil {
		return fmt.Errorf("making room for thumbnails: %w", err)
	}
	t.tally.Lock()
	t.bytes = total
	t.tally.Unlock()
	return nil
}
