package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// DeleteFindings deletes all findings of a kind, of every search ever made for it, with
// Faces also what models wrote about single faces, and
// stores the settings that say so, by their keys, in the same transaction. No byte of
// them stays in the catalogue's files: what is deleted is overwritten (secure_delete,
// connect.go), and the WAL that held it is emptied; where somebody reads at that moment
// this waits for Close. Backups hold no findings. A catalogue that a restore put aside
// is not touched.
func (c *Catalog) DeleteFindings(ctx context.Context, kind FindingKind, settings map[string]any) error {
	if c.ReadOnly() {
		return ErrReadOnly
	}
	err := unbound(ctx, c.w, func(tx *sql.Tx) error {
		if err := deleteFindings(ctx, tx, kind); err != nil {
			return err
		}
		if kind == Faces {
			if err := deleteFaceTexts(ctx, tx); err != nil {
				return err
			}
		}
		for key, v := range settings {
			if err := writeSetting(ctx, tx, key, v); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("deleting findings: %w", explain(err))
	}
	_ = takeInWAL(ctx, c.w) // they are deleted whatever comes of it
	return nil
}

// unbound runs f in a transaction of a connection that follows no references for so
// long: SQLite zeroes the pages of a table that is emptied at once only where no
// reference has to be followed from row to row.
func unbound(ctx context.Context, db *sql.DB, f func(*sql.Tx) error) (err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() {
		_, onErr := conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA foreign_keys = ON")
		err = errors.Join(err, onErr, conn.Close())
	}()
	if _, err := conn.ExecContext(ctx, "PRAGMA foreign_keys = OFF"); err != nil {
		return err
	}
	return inTx(ctx, conn, f)
}

// deleteFindings deletes the searches of a kind and what they found. Where single rows
// are deleted SQLite leaves copies of them in the gaps of pages that it has put
// together, also with secure_delete. So both tables are emptied at once, and what is to
// stay is written anew.
func deleteFindings(ctx context.Context, tx *sql.Tx, kind FindingKind) error {
	if err := run(ctx, tx, `CREATE TEMP TABLE kept_search AS SELECT * FROM finding_search WHERE kind <> ?`, string(kind)); err != nil {
		return err
	}
	for _, statement := range []string{
		`CREATE TEMP TABLE kept_finding AS SELECT f.* FROM finding f JOIN kept_search s ON s.id = f.search_id`,
		`DELETE FROM finding`,
		`DELETE FROM finding_search`,
		`INSERT INTO finding_search SELECT * FROM kept_search`,
		`INSERT INTO finding SELECT * FROM kept_finding`,
		`DROP TABLE kept_finding`,
		`DROP TABLE kept_search`,
	} {
		if err := run(ctx, tx, statement); err != nil {
			return err
		}
	}
	return nil
}

// tablesOfFindings are those that backups leave empty.
func tablesOfFindings() []string { return []string{"finding", "finding_search"} }

// withoutFindings empties a backup's tables of findings: they can be found again, and
// whoever switches a search off must not have to think of seven backups. One of an older
// version has no such tables.
func withoutFindings(ctx context.Context, path string) (err error) {
	db := connect(path, access{mode: "rw", pragmas: []string{overwrites}}, 1)
	defer func() { err = errors.Join(err, db.Close()) }()
	for _, table := range tablesOfFindings() {
		var there bool
		err := db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?)`, table).Scan(&there)
		if err != nil || !there {
			return err
		}
	}
	var some bool
	if err := db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM finding_search) OR EXISTS (SELECT 1 FROM provenance WHERE `+ofFace+`)`).Scan(&some); err != nil || !some {
		return err
	}
	return unbound(ctx, db, func(tx *sql.Tx) error {
		if err := run(ctx, tx, `DELETE FROM finding`); err != nil {
			return err
		}
		if err := run(ctx, tx, `DELETE FROM finding_search`); err != nil {
			return err
		}
		return deleteFaceTexts(ctx, tx)
	})
}
