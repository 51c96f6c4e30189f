package catalog

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// settle gives a finished, closed file its final name, so that after a power
// cut there is either the whole file under that name or none.
func settle(temp, path string) error {
	if err := syncPath(temp, os.O_RDWR); err != nil {
		return err
	}
	if err := os.Rename(temp, path); err != nil {
		return fmt.Errorf("naming the finished file: %w", err)
	}
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there
	}
	return syncPath(filepath.Dir(path), os.O_RDONLY)
}

// syncPath asks the disk to keep a file or folder.
func syncPath(path string, flag int) error {
	f, err := os.OpenFile(path, flag, 0)
	if err != nil {
		return fmt.Errorf("opening to sync: %w", err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("writing to the disk: %w", err)
	}
	return nil
}

// removeDatabase deletes a database and what SQLite puts beside it.
func removeDatabase(path string) error {
	for _, suffix := range []string{"-wal", "-shm", "-journal", ""} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("removing: %w", err)
		}
	}
	return nil
}
