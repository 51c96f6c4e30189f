package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/fault"
	"keeplight.app/keeplight/library/safefile"
)

// Restore makes a backup the catalogue in dir. backup is a name that Restorable
// gives, the path of a backup elsewhere, or "" for the newest that is sound.
// The catalogue that was there is kept beside it as "catalog.db.replaced-" and
// the time. Nothing changes before the copy of the backup is checked and whole.
//
// Errors: ErrLocked while a program has the catalogue open, ErrNoBackup,
// ErrDamaged when the backup is not sound, ErrNewer.
func Restore(dir, backup string) error {
	cfg, err := defaults()
	if err != nil {
		return err
	}
	return restoreWith(context.Background(), dir, backup, cfg)
}

func restoreWith(ctx context.Context, dir, backup string, cfg config) (err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("finding the catalogue's folder: %w", err)
	}
	candidates, err := candidates(dir, backup, cfg.now())
	if err != nil {
		return err
	}
	lock, err := takeLock(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Unlock()) }()
	temp := filepath.Join(dir, restoredName)
	if err := copyFirstSound(ctx, candidates, temp, len(cfg.steps)); err != nil {
		return errors.Join(err, removeDatabase(temp))
	}
	if err := setAside(dir, cfg.now()); err != nil {
		return errors.Join(err, removeDatabase(temp))
	}
	if err := settle(temp, filepath.Join(dir, fileName)); err != nil {
		return err
	}
	return removeDatabase(temp) // what was beside it
}

// candidates gives the paths of the backups to try, best first.
func candidates(dir, backup string, now time.Time) ([]string, error) {
	if backup == "" {
		all, err := backupsAt(dir, now)
		if err != nil {
			return nil, err
		}
		var paths []string
		for _, b := range all {
			paths = append(paths, b.Path)
		}
		if !exists(filepath.Join(dir, fileName)) {
			for _, b := range keptBeside(dir) {
				paths = append(paths, b.Path)
			}
		}
		if len(paths) == 0 {
			return nil, fmt.Errorf("%w in %s", ErrNoBackup, library.Display(filepath.Join(dir, backupFolder)))
		}
		return paths, nil
	}
	if filepath.Base(backup) == backup {
		for _, folder := range []string{filepath.Join(dir, backupFolder), dir} {
			if path := filepath.Join(folder, backup); backup != fileName && backup != restoredName && exists(path) {
				return []string{path}, nil
			}
		}
	}
	if !exists(backup) || isSame(backup, filepath.Join(dir, restoredName)) {
		return nil, fmt.Errorf("%w named %s", ErrNoBackup, library.Display(backup))
	}
	return []string{backup}, nil
}

func isSame(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// copyFirstSound copies the first backup that is sound to temp.
func copyFirstSound(ctx context.Context, paths []string, temp string, newest int) error {
	var errs []error
	for _, path := range paths {
		err := copyBackup(ctx, path, temp, newest)
		if err == nil {
			return nil
		}
		errs = append(errs, fmt.Errorf("backup %s: %w", library.Display(path), err))
		if ctx.Err() != nil {
			break
		}
	}
	return errors.Join(errs...)
}

func copyBackup(ctx context.Context, path, temp string, newest int) error {
	if err := removeDatabase(temp); err != nil {
		return err
	}
	// A catalogue whose program crashed has its last decisions in its WAL, or is
	// put right by its journal.
	for _, suffix := range []string{"", "-wal", "-journal"} {
		if suffix != "" && !exists(path+suffix) {
			continue
		}
		if err := copyFile(path+suffix, temp+suffix); err != nil {
			return err
		}
	}
	// The copy must be in WAL mode before it gets its name: read-only opening
	// cannot mend a file that was caught while it changed its mode.
	db := connect(temp, writeAccess("rw"), 1)
	err := takeInWAL(ctx, db)
	if err := errors.Join(damageOf(err), db.Close()); err != nil {
		return err
	}
	_, err = inspect(ctx, temp, newest, thorough)
	return err
}

// takeInWAL brings everything into the database file itself, which alone is renamed.
func takeInWAL(ctx context.Context, db *sql.DB) error {
	var busy, pages, taken int
	if err := db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &taken); err != nil {
		return err
	}
	if busy != 0 {
		return errors.New("its last changes could not be read: is a program using it?")
	}
	return nil
}

func copyFile(from, to string) (err error) {
	in, _, err := safefile.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("making the copy: %w", err)
	}
	err = fault.Do("catalog.copy", func() error { _, err := io.Copy(out, in); return err })
	if err := errors.Join(err, out.Close()); err != nil {
		return fmt.Errorf("copying: %w", err)
	}
	return nil
}

// setAside renames the present catalogue and what belongs to it.
func setAside(dir string, now time.Time) error {
	path := filepath.Join(dir, fileName)
	aside := filepath.Join(dir, replacedPrefix) + now.UTC().Format(backupStamp)
	// The catalogue itself goes first: were the program killed in between, Open
	// finds no catalogue, not one without the decisions in its WAL.
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		if !exists(path + suffix) {
			continue
		}
		if exists(aside + suffix) {
			return fmt.Errorf("keeping the present catalogue: %s exists", library.Display(aside+suffix))
		}
		rename := func() error { return os.Rename(path+suffix, aside+suffix) }
		if err := fault.Do("catalog.aside", rename); err != nil {
			return fmt.Errorf("keeping the present catalogue: %w", err)
		}
	}
	return nil
}
