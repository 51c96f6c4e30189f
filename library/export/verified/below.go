package verified

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"keeplight.app/keeplight/library"
)

// Below is the folders below one that files are brought to as well. They are made where
// they are missing, and no link leads out of them. The zero value is ready; it belongs
// to one goroutine.
type Below struct{ open map[string]*os.Root }

// In gives a folder below dir, dir itself for "".
func (b *Below) In(dir *os.Root, sub string) (*os.Root, error) {
	if sub == "" {
		return dir, nil
	}
	if in := b.open[sub]; in != nil {
		return in, nil
	}
	if err := dir.MkdirAll(sub, 0o777); err != nil {
		return nil, fmt.Errorf("making the folder %s: %w", library.Display(sub), err)
	}
	in, err := dir.OpenRoot(sub)
	if err != nil {
		return nil, fmt.Errorf("opening the folder %s: %w", library.Display(sub), err)
	}
	if b.open == nil {
		b.open = map[string]*os.Root{}
	}
	b.open[sub] = in
	return in, nil
}

// Sync is SyncFolder for dir and for all folders below it that were used.
func (b *Below) Sync(dir *os.Root) error {
	for sub, in := range b.open {
		if err := SyncFolder(in); err != nil {
			return err
		}
		for up := filepath.Dir(sub); up != "."; up = filepath.Dir(up) {
			between, err := dir.OpenRoot(up)
			if err != nil {
				return fmt.Errorf("opening the folder %s: %w", library.Display(up), err)
			}
			if err := errors.Join(SyncFolder(between), between.Close()); err != nil {
				return err
			}
		}
	}
	return SyncFolder(dir)
}

// Close closes the folders, and not the one that they are below.
func (b *Below) Close() error {
	var all error
	for _, in := range b.open {
		all = errors.Join(all, in.Close())
	}
	b.open = nil
	return all
}
