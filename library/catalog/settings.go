package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// PutSetting stores v as JSON under key.
func (c *Catalog) PutSetting(ctx context.Context, key string, v any) error {
	return c.PutSettings(ctx, map[string]any{key: v})
}

// PutSettings stores several settings, by their keys, all or none.
func (c *Catalog) PutSettings(ctx context.Context, all map[string]any) error {
	return c.write(ctx, func(tx *sql.Tx) error {
		for key, v := range all {
			if err := writeSetting(ctx, tx, key, v); err != nil {
				return err
			}
		}
		return nil
	})
}

func writeSetting(ctx context.Context, tx *sql.Tx, key string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encoding setting %q: %w", key, err)
	}
	err = run(ctx, tx, `INSERT INTO setting (key, value) VALUES (?, ?)
		ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, b)
	if err != nil {
		return fmt.Errorf("storing setting %q: %w", key, err)
	}
	return nil
}

// Setting reads the setting at key into v, a pointer. found is false when it
// was never stored; v is then as it was. A value that does not fit v gives
// ErrDamagedRow: v may be partly filled, so the caller goes back to its default.
func (c *Catalog) Setting(ctx context.Context, key string, v any) (found bool, err error) {
	return readSetting(ctx, c.r, key, v)
}

func readSetting(ctx context.Context, q querier, key string, v any) (found bool, err error) {
	var b []byte
	err = q.QueryRowContext(ctx, `SELECT value FROM setting WHERE key = ?`, key).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("reading setting %q: %w", key, explain(err))
	}
	if err := json.Unmarshal(b, v); err != nil {
		return true, fmt.Errorf("%w: setting %q: %w", ErrDamagedRow, key, err)
	}
	return true, nil
}

func validJSON(b []byte) bool { return json.Valid(b) }
