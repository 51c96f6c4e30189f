package catalog

import (
	"context"
	"database/sql"
	"fmt"
)

// printsSchema keeps fingerprints apart from the thumbnails that they were made
// from: they are a fiftieth of their size, and groups are to stay when thumbnails
// are evicted.
const printsSchema = `
CREATE TABLE print (
    id    INTEGER PRIMARY KEY,
    key   BLOB NOT NULL UNIQUE,
    print BLOB NOT NULL
);`

const (
	// printsShare is which part of the room fingerprints may take beside the
	// thumbnails: of 2 GB some 200,000.
	printsShare = 16
	// printRoom is what one takes with its key, in bytes.
	printRoom = 700
	// printsChunk is how many are asked for at once.
	printsChunk = 4096
)

// PutPrint stores the fingerprint that was made from what is kept under a key. When
// there are too many, those that were stored first go.
func (t *Thumbs) PutPrint(ctx context.Context, key string, print []byte) error {
	most := max(t.limit/printsShare/printRoom, 1)
	err := t.use(ctx, func(db *sql.DB) error {
		return inTx(ctx, db, func(tx *sql.Tx) error {
			err := run(ctx, tx, `INSERT INTO print (key, print) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET print = excluded.print`, []byte(key), print)
			if err != nil {
				return err
			}
			return run(ctx, tx, `DELETE FROM print WHERE id <= (SELECT max(id) FROM print) - ?`, most)
		})
	})
	if err != nil {
		return fmt.Errorf("storing a fingerprint: %w", err)
	}
	return nil
}

// Prints gives the stored fingerprints of those of the keys that have one.
func (t *Thumbs) Prints(ctx context.Context, keys []string) (map[string][]byte, error) {
	prints := make(map[string][]byte, len(keys))
	err := t.eachOf(ctx, keys, `SELECT key, print FROM print WHERE key IN (SELECT unhex(value) FROM json_each(?))`, prints)
	if err != nil {
		return nil, fmt.Errorf("reading fingerprints: %w", err)
	}
	return prints, nil
}
