package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"

	"keeplight.app/keeplight/library"
)

// Upgrade is what opening did to a catalogue that an older version made, or that a
// restore was to replace. The zero value is nothing.
type Upgrade struct {
	From, To int    // versions of the tables
	Backup   string // path of the catalogue as it was before, checked
	Restored bool   // a restore that had been interrupted was finished
}

// Upgrade gives what Open did to the catalogue, the zero value where it was up to
// date.
func (c *Catalog) Upgrade() Upgrade { return c.upgrade }

// Note tells the person in one sentence, "" for nothing.
func (u Upgrade) Note() string {
	if u.Backup == "" && u.Restored {
		return "A restore of the catalogue had been interrupted, and is finished now. The catalogue that was there before it is kept beside it."
	}
	if u.Backup == "" {
		return ""
	}
	return fmt.Sprintf("The catalogue was upgraded from version %d to %d. A checked backup of it is in %s.",
		u.From, u.To, library.Display(u.Backup))
}

// way names the backup where an upgrade fails.
func (u Upgrade) way() string {
	if u.Backup == "" {
		return ""
	}
	return ", and " + library.Display(u.Backup) + " is a checked copy"
}

// backUpToUpgrade makes the backup before a migration and checks that it is
// whole and holds every row. Nobody writes meanwhile.
func (c *Catalog) backUpToUpgrade(ctx context.Context, from, to int) (Upgrade, error) {
	path, err := c.backup(ctx, BackupMigration)
	if err != nil {
		return Upgrade{}, err
	}
	if err := sameRows(ctx, filepath.Join(c.dir, fileName), path); err != nil {
		return Upgrade{}, fmt.Errorf("checking the backup %s: %w", library.Display(path), err)
	}
	return Upgrade{From: from, To: to, Backup: path}, nil
}

// sameRows fails where a copy of a database is damaged, or has other tables or
// other numbers of rows than the original. Findings and tastes are not backed up.
func sameRows(ctx context.Context, original, duplicate string) error {
	want, err := countRows(ctx, original)
	if err != nil {
		return err
	}
	got, err := countRows(ctx, duplicate)
	if err != nil {
		return err
	}
	for _, table := range append(tablesOfFindings(), tablesOfTastes()...) {
		delete(want, table)
	}
	for table, n := range want {
		if m, ok := got[table]; !ok || m != n {
			return fmt.Errorf("%w: it has %d rows of %d in table %s", ErrDamaged, m, n, table)
		}
	}
	return nil
}

// countRows checks a whole file and counts the rows of its tables, those apart that are
// about faces.
func countRows(ctx context.Context, path string) (rows map[string]int64, err error) {
	db := connect(path, readAccess(), 1)
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := pragmaCheck(ctx, db, "integrity_check(1)"); err != nil {
		return nil, err
	}
	var tables []string
	err = query(ctx, db, func(s scanner) error {
		var name string
		if err := s.Scan(&name); err != nil {
			return err
		}
		tables = append(tables, name)
		return nil
	}, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`)
	if err != nil {
		return nil, err
	}
	rows = make(map[string]int64, len(tables))
	for _, name := range tables {
		if rows[name], err = countTable(ctx, db, name); err != nil {
			return nil, err
		}
	}
	return rows, withoutFaceTexts(ctx, db, rows)
}

// countTable counts the rows of one table, whose name the schema gave.
func countTable(ctx context.Context, db *sql.DB, name string) (n int64, err error) {
	var quoted string
	if err := db.QueryRowContext(ctx, `SELECT format('"%w"', ?)`, name).Scan(&quoted); err != nil {
		return 0, err
	}
	err = db.QueryRowContext(ctx, "SELECT count(*) FROM "+quoted).Scan(&n)
	return n, err
}
