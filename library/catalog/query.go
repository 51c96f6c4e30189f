package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"keeplight.app/keeplight/library"
)

// querier is what a pool and a transaction have in common.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// scanner is one row of an answer.
type scanner interface {
	Scan(dest ...any) error
}

// query calls f for every row of the answer.
func query(ctx context.Context, q querier, f func(scanner) error, text string, args ...any) error {
	rows, err := q.QueryContext(ctx, text, args...)
	if err != nil {
		return explain(err)
	}
	return each(rows, f)
}

// each calls f for every row and closes the answer.
func each(rows *sql.Rows, f func(scanner) error) error {
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return explain(rows.Err())
}

// run executes a statement whose answer says nothing.
func run(ctx context.Context, tx *sql.Tx, text string, args ...any) error {
	_, err := tx.ExecContext(ctx, text, args...)
	return err
}

// idList spells IDs for json_each, which takes any number of them in one
// parameter.
func idList(ids []library.ID) (string, error) {
	if ids == nil {
		ids = []library.ID{}
	}
	b, err := json.Marshal(ids)
	if err != nil {
		return "", fmt.Errorf("listing photos: %w", err)
	}
	return string(b), nil
}
