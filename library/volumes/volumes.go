package volumes

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
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
	entries, err := os.ReadDir(v.Path)
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
