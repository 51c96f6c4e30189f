package catalog

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"keeplight.app/keeplight/library/fault"
)

//go:embed schema/*.sql
var schemaFiles embed.FS

// applicationID marks a SQLite file as a Keeplight catalogue: "Kepl".
const applicationID = 0x4b65706c

// migration leads from one version to the next.
type migration struct {
	sql string
	// then does what SQL cannot, in the same transaction; nil for nothing.
	then func(ctx context.Context, tx *sql.Tx) error
}

// migrations gives what leads from version i to version i+1 at place i.
func migrations() ([]migration, error) {
	then := map[int]func(context.Context, *sql.Tx) error{4: splitSettings}
	var steps []migration
	for n := 1; ; n++ {
		text, err := schemaFiles.ReadFile(fmt.Sprintf("schema/%04d.sql", n))
		if errors.Is(err, fs.ErrNotExist) {
			return steps, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading migration %d: %w", n, err)
		}
		steps = append(steps, migration{sql: string(text), then: then[n]})
	}
}

// version gives the number of migrations that made the file's tables. A file
// that is a SQLite database of another program is refused as damaged.
func version(ctx context.Context, db *sql.DB) (int, error) {
	var id, v int
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return 0, fmt.Errorf("reading whose file it is: %w", err)
	}
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&v); err != nil {
		return 0, fmt.Errorf("reading the version: %w", err)
	}
	if id != applicationID || v < 1 {
		return 0, fmt.Errorf("%w: this is no Keeplight catalogue", ErrDamaged)
	}
	return v, nil
}

// migrate runs the steps after version from, each in a transaction that also
// writes the new number.
func migrate(ctx context.Context, db *sql.DB, from int, steps []migration) error {
	for n := from; n < len(steps); n++ {
		err := inTx(ctx, db, func(tx *sql.Tx) error {
			if _, err := tx.ExecContext(ctx, steps[n].sql); err != nil {
				return err
			}
			if then := steps[n].then; then != nil {
				if err := then(ctx, tx); err != nil {
					return err
				}
			}
			_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", n+1))
			return err
		})
		if err != nil {
			return fmt.Errorf("bringing the catalogue to version %d: %w", n+1, err)
		}
	}
	return nil
}

// beginner is what a pool and one connection of it have in common.
type beginner interface {
	BeginTx(ctx context.Context, opts *sql.TxOptions) (*sql.Tx, error)
}

// inTx runs f in a transaction and commits it when f gives no error.
func inTx(ctx context.Context, db beginner, f func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("beginning: %w", err)
	}
	if err := f(tx); err != nil {
		// The rollback's own error says nothing that f's does not: a lost
		// connection rolls back by itself.
		_ = tx.Rollback()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return err
	}
	if err := fault.Point("catalog.commit"); err != nil {
		_ = tx.Rollback()
		return fmt.Errorf("committing: %w", err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("committing: %w", err)
	}
	_ = fault.Point("catalog.committed") // what is committed cannot fail any more
	return nil
}
