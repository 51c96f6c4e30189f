package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"keeplight.app/keeplight/library/fault"
)

const (
	backupFolder = "backups"
	partSuffix   = ".part" // of one that is being made

	// keepBackups is how many of each kind stay.
	keepBackups = 7

	// backupEvery is a little less than a day, so that who opens the program
	// every morning gets one every morning.
	backupEvery = 20 * time.Hour

	backupStamp = "20060102T150405.000Z"
)

// BackupKind says why a backup was made.
type BackupKind string

// A backup is the day's, one that Backup was asked for, or the one before a
// newer version changed the tables.
const (
	BackupDaily     BackupKind = "daily"
	BackupAsked     BackupKind = "asked"
	BackupMigration BackupKind = "migration"

	// BackupReplaced is no backup but a catalogue that a restore put aside. It lies
	// beside the catalogue.
	BackupReplaced BackupKind = "replaced"
)

// BackupInfo is one backup of the catalogue.
type BackupInfo struct {
	Name string // file name, which Restore takes
	Path string
	Kind BackupKind
	Made time.Time // UTC
	Size int64     // bytes
}

// Backups lists the backups of the catalogue in dir, newest first. Those dated
// later than now come last: they were made while the clock was wrong.
func Backups(dir string) ([]BackupInfo, error) { return backupsAt(dir, time.Now()) }

func backupsAt(dir string, now time.Time) ([]BackupInfo, error) {
	folder := filepath.Join(dir, backupFolder)
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("listing backups: %w", err)
	}
	var all []BackupInfo
	for _, e := range entries {
		b, ok := parseBackupName(e.Name())
		if !ok || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue // deleted since
		}
		b.Path, b.Size = filepath.Join(folder, b.Name), info.Size()
		all = append(all, b)
	}
	slices.SortFunc(all, func(a, b BackupInfo) int {
		switch ahead := a.Made.After(now); {
		case ahead == b.Made.After(now):
			return b.Made.Compare(a.Made)
		case ahead:
			return 1
		}
		return -1
	})
	return all, nil
}

func backupName(kind BackupKind, made time.Time) string {
	return "catalog-" + made.UTC().Format(backupStamp) + "-" + string(kind) + ".db"
}

func parseBackupName(name string) (BackupInfo, bool) {
	rest, _ := strings.CutPrefix(name, "catalog-")
	rest, _ = strings.CutSuffix(rest, ".db")
	stamp, kind, _ := strings.Cut(rest, "-")
	made, err := time.Parse(backupStamp, stamp)
	b := BackupInfo{Name: name, Kind: BackupKind(kind), Made: made}
	if err != nil || backupName(b.Kind, made) != name {
		return BackupInfo{}, false
	}
	switch b.Kind {
	case BackupDaily, BackupAsked, BackupMigration:
		return b, true
	}
	return BackupInfo{}, false
}

// Restorable lists what Restore takes by name: the backups, newest first, and then the
// catalogues that restores put aside.
func Restorable(dir string) ([]BackupInfo, error) {
	all, err := Backups(dir)
	return append(all, keptBeside(dir)...), err
}

func newestBackup(dir string) (BackupInfo, bool) {
	all, err := Backups(dir)
	if err != nil || len(all) == 0 {
		return BackupInfo{}, false
	}
	return all[0], true
}

// Backup writes a copy of the catalogue as it is now, checks it, and gives its
// path. Findings are left out. Reading and deciding go on meanwhile. Of the backups that were asked
// for the newest 7 stay, and so of the daily ones.
func (c *Catalog) Backup(ctx context.Context) (path string, err error) {
	if c.ReadOnly() {
		return "", ErrReadOnly
	}
	return c.backup(ctx, BackupAsked)
}

// backup makes a backup under a temporary name and gives it its own when it is
// whole and on the disk.
func (c *Catalog) backup(ctx context.Context, kind BackupKind) (path string, err error) {
	folder := filepath.Join(c.dir, backupFolder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", fmt.Errorf("making the folder for backups: %w", err)
	}
	made := c.now()
	path = filepath.Join(folder, backupName(kind, made))
	temp := path + partSuffix
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("backing up the catalogue: %w", err), removeDatabase(temp))
		}
	}()
	if err := errors.Join(removeDatabase(temp), makePrivate(temp)); err != nil {
		return "", err
	}
	if err := c.copyTo(ctx, temp); err != nil {
		return "", err
	}
	if err := settle(temp, path); err != nil {
		return "", err
	}
	// By the clock of its own stamp: were the clock set back meanwhile, this
	// backup would be one from the future and the first to go.
	return path, rotate(c.dir, kind, made)
}

// copyTo writes a compact copy of one moment of the catalogue, without its findings
// and tastes, and checks it.
func (c *Catalog) copyTo(ctx context.Context, path string) (err error) {
	// query_only, which the reading pool has, refuses VACUUM INTO too.
	db := connect(filepath.Join(c.dir, fileName), access{mode: "ro"}, 1)
	err = fault.Do("catalog.vacuum", func() error { _, err := db.ExecContext(ctx, "VACUUM INTO ?", path); return err })
	if err := errors.Join(explain(err), db.Close()); err != nil {
		return err
	}
	if err := withoutFindings(ctx, path); err != nil {
		return fmt.Errorf("leaving findings out: %w", explain(err))
	}
	if err := withoutTastes(ctx, path); err != nil {
		return fmt.Errorf("leaving what was learnt out: %w", explain(err))
	}
	_, err = inspect(ctx, path, anyVersion, thorough)
	return err
}

// anyVersion lets inspect pass a file of any version.
const anyVersion = 1 << 30

// rotate removes all but the newest backups of one kind, first those dated later
// than now: else they would be kept for the one that was just made.
func rotate(dir string, kind BackupKind, now time.Time) error {
	all, err := backupsAt(dir, now)
	if err != nil {
		return err
	}
	kept := 0
	for _, b := range all {
		if b.Kind != kind {
			continue
		}
		if kept++; kept <= keepBackups {
			continue
		}
		if err := os.Remove(b.Path); err != nil {
			return fmt.Errorf("removing an old backup: %w", err)
		}
	}
	return nil
}

// startDailyBackup makes the day's backup beside the person's work, if it is
// due. Close waits for it.
func (c *Catalog) startDailyBackup(ctx context.Context) {
	if !c.dailyBackupDue(ctx) {
		return
	}
	c.backups.Go(func() { _, c.backupErr = c.backup(ctx, BackupDaily) })
}

func (c *Catalog) dailyBackupDue(ctx context.Context) bool {
	var id int64
	if err := c.r.QueryRowContext(ctx, `SELECT id FROM photo LIMIT 1`).Scan(&id); errors.Is(err, sql.ErrNoRows) {
		return false // nothing to lose yet
	}
	all, err := Backups(c.dir)
	if err != nil {
		return true // the backup itself will say what is wrong
	}
	for _, b := range all {
		// A clock that was set wrong must not stop backups for years.
		if age := c.now().Sub(b.Made); b.Kind == BackupDaily && age.Abs() < backupEvery {
			return false
		}
	}
	return true
}
