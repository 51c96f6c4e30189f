package trash

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/fault"
)

// holds is nil where the trash has this very file of this path: its trashinfo says
// so. A trash that was emptied may have given the name to another file.
func (t *Trash) holds(i Item) error {
	if _, err := os.Lstat(i.Trashed); err != nil {
		return fmt.Errorf("%w: %w", ErrGone, err)
	}
	was, err := readInfo(i.info())
	if err != nil {
		return fmt.Errorf("%w: %w", ErrGone, err)
	}
	if !t.isOf(was, i) {
		return fmt.Errorf("%w: another file has its name there", ErrGone)
	}
	return nil
}

// isOf is true where a trashinfo's path is that of an item.
func (*Trash) isOf(was string, i Item) bool {
	if filepath.IsAbs(was) {
		return was == i.Path
	}
	// Relative to the top of the volume, which is not known any more, but whose links
	// were resolved.
	at := filepath.Join(resolved(filepath.Dir(i.Path)), filepath.Base(i.Path))
	return strings.HasSuffix(at, string(filepath.Separator)+was)
}

// CanBack says whether Back would work: nil also for a file that never left. Errors wrap
// ErrGone and ErrOccupied.
func (t *Trash) CanBack(i Item) error {
	gone := t.holds(i)
	switch _, err := os.Lstat(i.Path); {
	case err == nil && gone == nil:
		return fmt.Errorf("%s: %w", library.Display(i.Path), ErrOccupied)
	case err == nil:
		return nil
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("looking for the place of %s: %w", library.Display(i.Path), err)
	}
	return gone
}

// Back brings a file to where it was, in a folder that is made again where it is gone,
// and never over another file. Of a file that never left it only takes back the claim.
// Errors wrap ErrGone and ErrOccupied.
func (t *Trash) Back(i Item) error {
	if err := t.CanBack(i); err != nil {
		return err
	}
	if t.holds(i) == nil {
		if err := os.MkdirAll(filepath.Dir(i.Path), 0o777); err != nil {
			return fmt.Errorf("making the folder of %s: %w", library.Display(i.Path), err)
		}
		err := fault.Do("trash.back", func() error { return renameNew(i.Trashed, i.Path) })
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%s: %w", library.Display(i.Path), ErrOccupied)
		}
		if err != nil {
			return fmt.Errorf("bringing %s back: %w", library.Display(i.Path), err)
		}
		if err := syncFolders(i); err != nil {
			return err
		}
	}
	return t.Release(i)
}

// Again claims the very name that an item had in the trash, for a step that is done
// again. Errors: fs.ErrExist where another file has it now.
func (t *Trash) Again(i Item) error {
	if t.holds(i) == nil {
		return nil
	}
	b, err := t.find(i.Path, true)
	if err != nil {
		return err
	}
	if b.dir != filepath.Dir(filepath.Dir(i.Trashed)) {
		return fmt.Errorf("%w: it is another one than before", ErrNoTrash)
	}
	shown, err := b.shown(i.Path)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(i.Trashed); err == nil {
		return fmt.Errorf("%s: %w in the trash", library.Display(i.Trashed), ErrOccupied)
	}
	err = writeNew(i.info(), encodeInfo(shown, t.now()))
	if was, readErr := readInfo(i.info()); errors.Is(err, fs.ErrExist) && readErr == nil && was == shown {
		return nil
	}
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s: %w in the trash", library.Display(i.Trashed), ErrOccupied)
	}
	return err
}

// IsClaimed is true for a file that was claimed and has not moved: the program ended
// before.
func (t *Trash) IsClaimed(i Item) bool {
	if _, err := os.Lstat(i.Trashed); !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	if _, err := os.Lstat(i.Path); err != nil {
		return false
	}
	was, err := readInfo(i.info())
	return err == nil && t.isOf(was, i)
}
