package catalog

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// vectorsSchema keeps numbers that a network says of pictures, which take seconds of a
// processor for each hundred.
const vectorsSchema = `
CREATE TABLE vector (
    id     INTEGER PRIMARY KEY,
    key    BLOB NOT NULL UNIQUE,
    vector BLOB NOT NULL
);
PRAGMA user_version = 3;`

const (
	// vectorsShare is which part of the room vectors may take beside the thumbnails: of
	// 2 GB some 170,000.
	vectorsShare = 4
	// vectorRoom is what one of 736 numbers takes with its key, in bytes.
	vectorRoom = 3100
)

// PutVectors stores some vectors by their keys, all or none. When there are too many,
// those that were stored first go.
func (t *Thumbs) PutVectors(ctx context.Context, vectors map[string][]byte) error {
	most := max(t.limit/vectorsShare/vectorRoom, 1)
	err := t.use(ctx, func(db *sql.DB) error {
		return inTx(ctx, db, func(tx *sql.Tx) error {
			for key, vector := range vectors {
				err := run(ctx, tx, `INSERT INTO vector (key, vector) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET vector = excluded.vector`, []byte(key), vector)
				if err != nil {
					return err
				}
			}
			return run(ctx, tx, `DELETE FROM vector WHERE id <= (SELECT max(id) FROM vector) - ?`, most)
		})
	})
	if err != nil {
		return fmt.Errorf("storing features of photos: %w", err)
	}
	return nil
}

// Vectors gives the stored vectors of those of the keys that have one.
func (t *Thumbs) Vectors(ctx context.Context, keys []string) (map[string][]byte, error) {
	vectors := make(map[string][]byte, len(keys))
	err := t.eachOf(ctx, keys, `SELECT key, vector FROM vector WHERE key IN (SELECT unhex(value) FROM json_each(?))`, vectors)
	if err != nil {
		return nil, fmt.Errorf("reading features of photos: %w", err)
	}
	return vectors, nil
}

// eachOf reads what a query gives of some keys at a time, which it takes as a JSON list of
// hexadecimal texts: a key may hold any bytes.
func (t *Thumbs) eachOf(ctx context.Context, keys []string, text string, into map[string][]byte) error {
	for len(keys) > 0 {
		chunk := keys[:min(len(keys), printsChunk)]
		keys = keys[len(chunk):]
		spelled := make([]string, len(chunk))
		for i, key := range chunk {
			spelled[i] = hex.EncodeToString([]byte(key))
		}
		list, err := json.Marshal(spelled)
		if err != nil {
			return err
		}
		err = t.use(ctx, func(db *sql.DB) error {
			return query(ctx, db, func(s scanner) error {
				var key, value []byte
				if err := s.Scan(&key, &value); err != nil {
					return err
				}
				into[string(key)] = value
				return nil
			}, text, string(list))
		})
		if err != nil {
			return err
		}
	}
	return nil
}
