package catalog

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"keeplight.app/keeplight/library/fault"
)

// settle gives a finished, closed file its final name, so that after a power
// cut there is either the whole file under that name or none.
func settle(temp, path string) error {
	if err := fault.Do("catalog.sync", func() error { return syncPath(temp, os.O_RDWR) }); err != nil {
		return err
	}
	if err := fault.Do("catalog.rename", func() error { return os.Rename(temp, path) }); err != nil {
		return fmt.Errorf("naming the finished file: %w", err)
	}
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there
	}
	return fault.Do("catalog.syncfolder", func() error { return syncPath(filepath.Dir(path), os.O_RDONLY) })
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
		remove := func() error { return os.Remove(path + suffix) }
		if err := fault.Do("catalog.remove", remove); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("removing: %w", err)
		}
	}
	return nil
}
