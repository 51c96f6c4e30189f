package catalog

import (
	"context"
	"database/sql"
	"fmt"

	"keeplight.app/keeplight/library"
)

// UnqueueSidecars takes photos out of the queue again, those apart whose folders are
// written at once. One that does not wait is passed over.
func (c *Catalog) UnqueueSidecars(ctx context.Context, ids []library.ID) error {
	list, err := idList(ids)
	if err != nil {
		return err
	}
	err = c.write(ctx, func(tx *sql.Tx) error {
		return run(ctx, tx, `DELETE FROM outbox WHERE photo_id IN (SELECT p.id FROM photo p
			WHERE p.id IN (SELECT value FROM json_each(?)) AND `+policyOf+` IS NOT 'at once')`, list)
	})
	if err != nil {
		return fmt.Errorf("calling sidecars back: %w", err)
	}
	return nil
}
