package trash

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/fault"
	"keeplight.app/keeplight/library/safefile"
)

const (
	// maxName is the most bytes of a name in the trash: with its ending the name of
	// its trashinfo stays below the 255 that file systems allow.
	maxName = 255 - len(infoSuffix)

	// maxExt is the most bytes of an ending that stays at the end.
	maxExt = 32

	// maxTries is how many names are tried for a file.
	maxTries = 10_000
)

// Claim gives a file its name in the trash and writes down there where it comes from.
// The file itself stays where it is until Move; Release takes a claim back. A claim of
// the same file that was never moved, by a program that ended, is taken over. Errors are
// those of Check, or the file system's.
func (t *Trash) Claim(path string) (Item, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return Item{}, fmt.Errorf("finding the file: %w", err)
	}
	b, err := t.find(path, true)
	if err != nil {
		return Item{}, err
	}
	shown, err := b.shown(path)
	if err != nil {
		return Item{}, err
	}
	data := encodeInfo(shown, t.now())
	for n := 1; n <= maxTries; n++ {
		name := nth(filepath.Base(path), n)
		item := Item{Path: path, Trashed: filepath.Join(b.dir, "files", name)}
		if _, err := os.Lstat(item.Trashed); !errors.Is(err, fs.ErrNotExist) {
			continue // also where it cannot be told
		}
		err := writeNew(item.info(), data)
		if errors.Is(err, fs.ErrExist) {
			if was, err := readInfo(item.info()); err == nil && was == shown {
				return item, nil
			}
			continue
		}
		if err != nil {
			return Item{}, fmt.Errorf("%w: %w", ErrNoTrash, err)
		}
		return item, nil
	}
	return Item{}, fmt.Errorf("%w: it holds too many files of this name", ErrNoTrash)
}

// shown is how a path is written into a trashinfo: with its folder's links resolved
// where it is relative to the volume's top.
func (b *bin) shown(path string) (string, error) {
	if b.top == "" {
		return path, nil
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err != nil {
		return "", fmt.Errorf("finding its folder: %w", err)
	}
	return filepath.Rel(b.top, filepath.Join(dir, filepath.Base(path)))
}

// info is the path of the item's trashinfo.
func (i *Item) info() string {
	return filepath.Join(filepath.Dir(filepath.Dir(i.Trashed)), "info", filepath.Base(i.Trashed)+infoSuffix)
}

// nth is the n-th name to try: "IMG_1.jpg", "IMG_1.2.jpg", "IMG_1.3.jpg".
func nth(name string, n int) string {
	ext := filepath.Ext(name)
	if ext == name || len(ext) > maxExt {
		ext = ""
	}
	stem := strings.TrimSuffix(name, ext)
	if n > 1 {
		ext = fmt.Sprintf(".%d%s", n, ext)
	}
	for len(stem) > maxName-len(ext) {
		_, size := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-size]
	}
	return stem + ext
}

// writeNew writes a file that is not there yet, and has the disk keep it.
func writeNew(path string, data []byte) error {
	if err := fault.Point("trash.info"); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = fault.Do("trash.sync", f.Sync)
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

func readInfo(path string) (string, error) {
	data, err := safefile.ReadAll(path, maxInfo)
	if err != nil {
		return "", err
	}
	return decodeInfo(data)
}

// Move puts a claimed file into the trash. Of a file that is there already, by a
// program that ended, it does nothing. Errors: fs.ErrNotExist where the file is
// nowhere; after any error the file is where it was.
func (t *Trash) Move(i Item) error {
	err := fault.Do("trash.rename", func() error { return renameNew(i.Path, i.Trashed) })
	if errors.Is(err, fs.ErrNotExist) && t.holds(i) == nil {
		return nil
	}
	if isOtherVolume(err) {
		err = fmt.Errorf("%w: %w", ErrNoTrash, err)
	}
	if err != nil {
		return fmt.Errorf("moving %s to the trash: %w", library.Display(i.Path), err)
	}
	if err := syncFolders(i); err != nil {
		return err
	}
	_ = fault.Point("trash.done") // what is moved cannot fail any more
	return nil
}

// syncFolders has the disk keep both names' folders, where the system can do that.
func syncFolders(i Item) error {
	for _, dir := range []string{filepath.Dir(i.Trashed), filepath.Dir(i.Path)} {
		d, err := os.Open(dir)
		if err != nil {
			continue // one that can be written need not be readable
		}
		_ = fault.Do("trash.syncfolder", d.Sync) // some file systems cannot, and there is nothing else to try
		if err := d.Close(); err != nil {
			return fmt.Errorf("closing a folder: %w", err)
		}
	}
	return nil
}

// Release takes a claim back whose file was not moved.
func (t *Trash) Release(i Item) error {
	if _, err := os.Lstat(i.Trashed); !errors.Is(err, fs.ErrNotExist) {
		return nil // what lies there keeps its trashinfo
	}
	return forget(i)
}

func forget(i Item) error {
	err := fault.Do("trash.forget", func() error { return os.Remove(i.info()) })
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("tidying the trash: %w", err)
	}
	return nil
}
