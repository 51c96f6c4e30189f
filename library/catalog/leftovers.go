package catalog

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
)

const (
	restoredName   = fileName + ".restored"  // a checked copy that a restore is about to name
	replacedPrefix = fileName + ".replaced-" // and the time: what a restore replaced
)

// finishRestore goes on with a restore that was ended between its two renames: its copy
// was checked before the first of them. done is false where there is none.
func finishRestore(ctx context.Context, dir string, cfg config) (done bool, err error) {
	temp := filepath.Join(dir, restoredName)
	if !exists(temp) || exists(filepath.Join(dir, fileName)) {
		return false, nil
	}
	if _, err := inspect(ctx, temp, anyVersion, thorough); err != nil {
		return false, nil // it is named beside what it was to replace
	}
	if err := setAside(dir, cfg.now()); err != nil { // what belongs to the replaced one
		return false, err
	}
	if err := settle(temp, filepath.Join(dir, fileName)); err != nil {
		return false, err
	}
	return true, nil
}

// refuseToForget gives ErrDamaged where the catalogue is gone, and files lie there that
// may be it: a new one would hide that.
func refuseToForget(dir string) error {
	if newest, ok := newestBackup(dir); ok {
		return withWayOut(dir, fmt.Errorf("%w: %s is gone but its backup %s is there", ErrDamaged, fileName, newest.Name))
	}
	if exists(filepath.Join(dir, restoredName)) {
		return withWayOut(dir, fmt.Errorf("%w: %s is gone, and %s, which was to replace it, is not sound", ErrDamaged, fileName, restoredName))
	}
	if kept := keptBeside(dir); len(kept) > 0 {
		return withWayOut(dir, fmt.Errorf("%w: %s is gone but %s is there", ErrDamaged, fileName, library.Display(kept[0].Name)))
	}
	return nil
}

// isThere gives fs.ErrNotExist where there is no catalogue and never was, and else says
// what became of it.
func isThere(dir string) error {
	_, err := os.Stat(filepath.Join(dir, fileName))
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if exists(filepath.Join(dir, restoredName)) {
		return fmt.Errorf("%w: open it once for writing, which finishes it", ErrInterrupted)
	}
	if refused := refuseToForget(dir); refused != nil {
		return refused
	}
	return err
}

// keptBeside lists the catalogues that restores have put aside, newest first.
func keptBeside(dir string) []BackupInfo {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // what is wrong with the folder shows when it is used
	}
	var kept []BackupInfo
	for _, e := range entries {
		stamp, replaced := strings.CutPrefix(e.Name(), replacedPrefix)
		made, err := time.Parse(backupStamp, stamp)
		info, infoErr := e.Info()
		if !replaced || err != nil || infoErr != nil || !e.Type().IsRegular() {
			continue
		}
		kept = append(kept, BackupInfo{Name: e.Name(), Path: filepath.Join(dir, e.Name()), Kind: BackupReplaced, Made: made, Size: info.Size()})
	}
	slices.SortFunc(kept, func(a, b BackupInfo) int { return b.Made.Compare(a.Made) })
	return kept
}

// sweep removes what backups and restores leave when they are ended in the middle. The
// lock is held, and only its holder makes such files. One that cannot be removed takes
// room and stops nothing.
func sweep(dir string) {
	names := []string{filepath.Join(dir, restoredName), filepath.Join(dir, fileName+".new")}
	entries, _ := os.ReadDir(filepath.Join(dir, backupFolder)) // the next backup says what is wrong with it
	for _, e := range entries {
		whole, part, isPart := strings.Cut(e.Name(), partSuffix)
		_, ours := parseBackupName(whole)
		if isPart && ours && slices.Contains([]string{"", "-wal", "-shm", "-journal"}, part) {
			names = append(names, filepath.Join(dir, backupFolder, whole+partSuffix))
		}
	}
	for _, path := range slices.Compact(names) {
		_ = removeDatabase(path)
	}
}
