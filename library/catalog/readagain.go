package catalog

import (
	"context"
	"database/sql"
	"fmt"

	"keeplight.app/keeplight/library"
)

// ReadAgain forgets what reading these photos' files told, and why they could
// not be scored, as if their files had changed: the program can read now what it
// could not then. Decisions and scores stay. It gives the rows as they are now;
// IDs that do not exist, and photos without a problem, are passed over.
func (c *Catalog) ReadAgain(ctx context.Context, ids []library.ID) ([]library.Photo, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := idList(ids)
	if err != nil {
		return nil, err
	}
	const chosen = `id IN (SELECT value FROM json_each(?)) AND problem <> ''`
	err = c.write(ctx, func(tx *sql.Tx) error {
		for _, text := range []string{
			`DELETE FROM problem_by_hash WHERE hash IN (SELECT hash FROM photo WHERE ` + chosen + `)`,
			`DELETE FROM problem_by_file WHERE photo_id IN (SELECT id FROM photo WHERE ` + chosen + `)`,
			forgetRead + `, problem = '' WHERE ` + chosen,
		} {
			if err := run(ctx, tx, text, list); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("having photos read again: %w", err)
	}
	return photoRows(ctx, c.r, `WHERE p.id IN (SELECT value FROM json_each(?))`+byPath, list)
}
