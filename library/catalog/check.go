package catalog

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"keeplight.app/keeplight/library"
)

// depth is how closely a file is checked before it is used.
type depth bool

// SQLite notices many kinds of damage as soon as it opens a file; reading all of
// it takes about a second for a hundred thousand scored photos.
const (
	fleeting depth = false
	thorough depth = true
)

// depthFor says how closely the catalogue is checked when it is opened:
// thoroughly before the day's backup, which is checked when it is made, and
// fleetingly after that.
func depthFor(dir string, now time.Time) depth {
	all, err := Backups(dir)
	isToday := func(b BackupInfo) bool {
		age := now.Sub(b.Made)
		return b.Kind == BackupDaily && age >= 0 && age < backupEvery
	}
	return depth(err != nil || !slices.ContainsFunc(all, isToday))
}

// endedBadly is true when the last program that wrote to the file did not close
// it, as in a crash or a power cut. While a program has it open it is true too.
func endedBadly(path string) depth {
	info, err := os.Stat(path + "-wal")
	return depth(err == nil && info.Size() > 0)
}

// inspect opens the file at path for reading only, checks it, and gives its
// version, at most newest. It changes nothing.
func inspect(ctx context.Context, path string, newest int, how depth) (v int, err error) {
	return inspectBy(ctx, path, readAccess(), newest, how)
}

// inspectBy is inspect with a way to open the file.
func inspectBy(ctx context.Context, path string, by access, newest int, how depth) (v int, err error) {
	if info, err := os.Stat(path); err != nil {
		return 0, fmt.Errorf("checking the catalogue: %w", err)
	} else if !info.Mode().IsRegular() || info.Size() == 0 {
		return 0, fmt.Errorf("%w: it is empty or not a file", ErrDamaged)
	}
	db := connect(path, by, 1)
	defer func() { err = errors.Join(err, db.Close()) }()
	v, err = version(ctx, db)
	if err != nil {
		return 0, damageOf(err)
	}
	if v > newest {
		return 0, fmt.Errorf("%w (%d, this one knows %d): install that version again; nothing was changed", ErrNewer, v, newest)
	}
	if how == thorough {
		err = pragmaCheck(ctx, db, "quick_check(1)")
	}
	return v, err
}

// pragmaCheck runs one of SQLite's checks and gives what it found.
func pragmaCheck(ctx context.Context, db querier, pragma string) error {
	var found string
	if err := db.QueryRowContext(ctx, "PRAGMA "+pragma).Scan(&found); err != nil {
		return damageOf(fmt.Errorf("checking: %w", err))
	}
	if found != "ok" {
		return fmt.Errorf("%w: %s", ErrDamaged, library.Display(found))
	}
	return nil
}

func damageOf(err error) error {
	if isDamage(err) {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}

// withWayOut adds to ErrDamaged what the person can do.
func withWayOut(dir string, err error) error {
	if !errors.Is(err, ErrDamaged) {
		return err
	}
	path := library.Display(filepath.Join(dir, fileName))
	newest, ok := newestBackup(dir)
	if kept := keptBeside(dir); !ok && len(kept) > 0 {
		name := library.Display(kept[0].Name)
		return fmt.Errorf("%s: %w; nothing was changed. The command `keeplight catalog restore %s` brings that catalogue of %s back; move it away to start with an empty one",
			path, err, name, kept[0].Made.Local().Format("2 January 2006 15:04"))
	}
	if !ok {
		return fmt.Errorf("%s: %w; there is no backup; nothing was changed: move the file away to start with an empty catalogue", path, err)
	}
	return fmt.Errorf("%s: %w; nothing was changed. The newest backup is %s of %s: the command `keeplight catalog restore` restores it and keeps the damaged file under another name",
		path, err, newest.Name, newest.Made.Local().Format("2 January 2006 15:04"))
}

// Check examines the whole catalogue: SQLite's own full check, the references
// between tables, and every stored value. It gives ErrDamaged when
// the file is broken, ErrDamagedRow when single values are; photos whose score
// is damaged count as not scored and can be scored again.
func (c *Catalog) Check(ctx context.Context) error {
	if err := pragmaCheck(ctx, c.r, "integrity_check(1)"); err != nil {
		return withWayOut(c.dir, err)
	}
	rows, err := c.r.QueryContext(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return fmt.Errorf("checking references: %w", explain(err))
	}
	broken := rows.Next()
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return fmt.Errorf("checking references: %w", explain(err))
	}
	if broken {
		return withWayOut(c.dir, fmt.Errorf("%w: a row refers to one that is not there", ErrDamaged))
	}
	return c.checkValues(ctx)
}
