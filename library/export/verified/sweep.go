package verified

import (
	"fmt"
	"io/fs"
	"os"

	"keeplight.app/keeplight/library/filelock"
)

// Sweep removes from a folder what runs that were killed left unfinished under hidden
// names, and gives how many it removed and the names of those that another program
// may be at work on. Nothing else is touched. Call it before anything is staged there.
func Sweep(dir *os.Root) (swept int, left []string, err error) {
	d, err := dir.Open(".")
	if err != nil {
		return 0, nil, fmt.Errorf("opening the destination: %w", err)
	}
	defer d.Close()
	entries, err := d.ReadDir(-1)
	if err != nil {
		err = fmt.Errorf("listing the destination: %w", err)
	}
	for _, e := range entries {
		switch {
		case !isHiddenName(e.Name()) || e.Type()&fs.ModeType != 0:
		case isAbandoned(dir, e.Name()) && dir.Remove(e.Name()) == nil:
			swept++
		default:
			left = append(left, e.Name())
		}
	}
	return swept, left, err
}

// IsHidden is true for the names under which files are staged.
func IsHidden(name string) bool { return isHiddenName(name) }

// isAbandoned is true where nobody holds the lock of a hidden file, be it a copy or a
// second name of an original.
func isAbandoned(dir *os.Root, name string) bool {
	f, err := dir.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	return filelock.Try(f) == nil // where nobody can say, somebody may be at work
}
