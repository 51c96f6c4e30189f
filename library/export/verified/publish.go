package verified

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/fault"
)

// Rename gives a file another name in its folder, and replaces nothing: the error is
// fs.ErrExist where the name is taken.
func Rename(dir *os.Root, from, to string) error {
	if err := fault.Do("export.aside", func() error { return publish(dir, from, to) }); err != nil {
		return fmt.Errorf("giving %s another name: %w", library.Display(from), err)
	}
	return SyncFolder(dir)
}

// publish renames within one folder and never replaces what has the new name;
// then the error is fs.ErrExist.
func publish(dir *os.Root, from, to string) error {
	err := renameNoReplace(dir, from, to)
	if err == nil || errors.Is(err, fs.ErrExist) || !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	// A link fails where the name is taken, on every system that has links.
	if err = dir.Link(from, to); err == nil {
		return dir.Remove(from)
	}
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	return replacePlaceholder(dir, from, to)
}

// replacePlaceholder is the way for volumes without links: it takes the name
// with an empty file, which fails where the name is taken, and then replaces
// that file, which is its own.
func replacePlaceholder(dir *os.Root, from, to string) error {
	f, err := dir.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return fmt.Errorf("taking the name: %w", err)
	}
	if err := errors.Join(f.Close(), dir.Rename(from, to)); err != nil {
		return errors.Join(err, dir.Remove(to))
	}
	return nil
}
