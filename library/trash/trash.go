package trash

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/adrg/xdg"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/volumes"
)

// The reasons why a file stays where it is.
var (
	ErrNoTrash  = errors.New("its volume has no trash that can be used")
	ErrOnCard   = errors.New("it is on a memory card, where Keeplight writes nothing")
	ErrOccupied = errors.New("another file has its place")
	ErrGone     = errors.New("it is not in the trash any more")
)

// Trash is the trash of one person on all volumes. It may be used from several
// goroutines at once.
type Trash struct {
	home  string           // the trash of the home folder's volume
	user  int              // the person's number
	now   func() time.Time // of what goes into the trash
	cards func() ([]volumes.Volume, error)
	mount func(path string) (mountID, error)
}

// Home is the trash folder of the home folder's volume: "Trash" in the user's data
// folder.
func Home() string { return filepath.Join(xdg.DataHome, "Trash") }

// New gives the trash of whoever runs the program. home is the trash folder for the
// files of its volume; other volumes have their own.
func New(home string) *Trash {
	return &Trash{
		home: home, user: os.Getuid(), now: time.Now,
		cards: volumes.Connected, mount: mountOf,
	}
}

// bin is one trash folder.
type bin struct {
	dir string // which holds "files" and "info"
	top string // the folder that paths in info are relative to, "" where they are absolute
}

// Item is a file with its place in the trash. Both paths are absolute.
type Item struct {
	Path    string // where the file is, or was
	Trashed string // where it is in the trash, or will be
}

// Check says whether a file can be put into the trash, and changes nothing. Errors wrap
// ErrNoTrash, ErrOnCard, or are the file system's.
func (t *Trash) Check(path string) error {
	_, err := t.find(path, false)
	return err
}

// find gives the trash for a file, and with make has its folders made.
func (t *Trash) find(path string, make bool) (bin, error) {
	dir, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err != nil {
		return bin{}, fmt.Errorf("finding its folder: %w", err)
	}
	if err := t.refuseCard(dir); err != nil {
		return bin{}, err
	}
	on, err := t.mount(dir)
	if err != nil {
		return bin{}, err
	}
	if t.isOn(existing(t.home), on) {
		return bin{dir: t.home}, t.prepare(t.home, make, true)
	}
	top := t.topOf(dir, on)
	shared := filepath.Join(top, ".Trash")
	if isShared(shared) {
		own := filepath.Join(shared, fmt.Sprint(t.user))
		if err := t.prepare(own, make, false); err == nil {
			return bin{own, top}, nil
		}
	}
	own := filepath.Join(top, fmt.Sprintf(".Trash-%d", t.user))
	return bin{own, top}, t.prepare(own, make, false)
}

// refuseCard gives ErrOnCard for a folder of a volume that a camera formats and writes
// on.
func (t *Trash) refuseCard(dir string) error {
	all, err := t.cards()
	if err != nil {
		return err
	}
	var around volumes.Volume
	for _, v := range all {
		if library.Below(dir, v.Path) && len(v.Path) > len(around.Path) {
			around = v
		}
	}
	// Cards are FAT by their makers' specifications; a drive of photos with a folder
	// DCIM on it seldom is.
	if !slices.Contains([]string{"vfat", "exfat", "msdos", "fuseblk"}, around.Type) {
		return nil
	}
	if _, ok := around.Pictures(); ok {
		return ErrOnCard
	}
	return nil
}

// topOf gives the highest folder of the mount that dir is on.
func (t *Trash) topOf(dir string, on mountID) string {
	for {
		parent := filepath.Dir(dir)
		if parent == dir || !t.isOn(parent, on) {
			return dir
		}
		dir = parent
	}
}

func (t *Trash) isOn(path string, on mountID) bool {
	m, err := t.mount(path)
	return err == nil && m == on
}

// existing gives the nearest folder on the way to path that is there, with its links
// resolved.
func existing(path string) string {
	for {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			return real
		}
		parent := filepath.Dir(path)
		if parent == path {
			return path
		}
		path = parent
	}
}

// resolved is path with the links resolved of what is there of it.
func resolved(path string) string {
	for rest := ""; ; {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			return filepath.Join(real, rest)
		}
		rest = filepath.Join(filepath.Base(path), rest)
		parent := filepath.Dir(path)
		if parent == path {
			return filepath.Join(path, rest)
		}
		path = parent
	}
}

// isShared is true for a folder in which every person of the volume has a trash. The
// specification asks for the sticky bit, and that it is no symbolic link.
func isShared(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.IsDir() && info.Mode()&fs.ModeSticky != 0
}

// prepare checks a trash folder, and with make has it and what is in it made. linked
// allows it to be a symbolic link, as a person may make of their own.
func (t *Trash) prepare(dir string, make, linked bool) error {
	for _, path := range []string{dir, filepath.Join(dir, "files"), filepath.Join(dir, "info")} {
		stat := os.Lstat
		if linked && path == dir {
			stat = os.Stat
		}
		info, err := stat(path)
		if errors.Is(err, fs.ErrNotExist) {
			if !make {
				return t.canMake(existing(path))
			}
			if err = os.MkdirAll(path, 0o700); err == nil {
				info, err = stat(path)
			}
		}
		switch {
		case err != nil:
			return fmt.Errorf("%w: %w", ErrNoTrash, err)
		case !info.IsDir():
			return fmt.Errorf("%w: %s is not a folder", ErrNoTrash, library.Display(path))
		case ownerOf(info, t.user) != t.user:
			return fmt.Errorf("%w: %s belongs to somebody else", ErrNoTrash, library.Display(path))
		}
	}
	return t.canMake(filepath.Join(dir, "info"))
}

// canMake gives ErrNoTrash where nothing can be written into a folder.
func (t *Trash) canMake(dir string) error {
	if err := writable(dir); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrNoTrash, library.Display(dir), err)
	}
	return nil
}
