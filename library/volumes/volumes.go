package volumes

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/safefile"
)

// mounts is where Linux lists what is mounted for this process.
const mounts = "/proc/self/mountinfo"

// Connected gives the cards and drives that are connected now; none on a system that
// has no such list.
func Connected() ([]Volume, error) {
	f, err := os.Open(mounts)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("opening the list of mounts: %w", err)
	}
	defer f.Close()
	return Parse(f)
}

// Pictures gives the folder of a volume in which cameras keep their photos (DCF, JEITA
// CP-3461, 2010), whatever its letters' case; ok is false where there is none. It asks
// the file system, which may take its time.
func (v *Volume) Pictures() (path string, ok bool) {
	entries, err := safefile.ReadDir(v.Path)
	if err != nil {
		return "", false
	}
	for _, e := range entries {
		if e.IsDir() && strings.EqualFold(e.Name(), "DCIM") {
			return filepath.Join(v.Path, e.Name()), true
		}
	}
	return "", false
}

// Card is a volume that a camera wrote on.
type Card struct {
	Volume
	Pictures string // the folder in which cameras keep their photos
}

// Around gives the innermost of some volumes that holds a path; ok is false where none
// does.
func Around(all []Volume, path string) (v Volume, ok bool) {
	for _, one := range all {
		if library.Below(path, one.Path) && (!ok || len(one.Path) > len(v.Path)) {
			v, ok = one, true
		}
	}
	return v, ok
}
