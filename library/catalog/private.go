package catalog

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// private is the mode of everything that tells of a person's photos: nobody else on the
// computer may read it.
const private fs.FileMode = 0o600

// makePrivate makes an empty file that nobody else can read, for SQLite to fill: it
// gives its own new files the rights that the umask leaves.
func makePrivate(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, private)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("making the file: %w", err)
	}
	return f.Close()
}

// keepPrivate takes the rights of others from a database and what SQLite puts beside it,
// and from the backups and replaced files of a catalogue: an older version, or a copy
// by hand, may have left them.
func keepPrivate(dir, name string) error {
	var all error
	for _, folder := range []string{dir, filepath.Join(dir, backupFolder)} {
		entries, err := os.ReadDir(folder)
		if err != nil {
			continue // where nothing can be listed there is nothing of ours
		}
		for _, e := range entries {
			ours := strings.HasPrefix(e.Name(), name) || folder != dir && strings.HasPrefix(e.Name(), "catalog-")
			info, err := e.Info()
			if !ours || err != nil || !info.Mode().IsRegular() || info.Mode().Perm()&^private == 0 {
				continue
			}
			if err := os.Chmod(filepath.Join(folder, e.Name()), private); err != nil {
				all = errors.Join(all, fmt.Errorf("keeping the catalogue private: %w", err))
			}
		}
	}
	return all
}
