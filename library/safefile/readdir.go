package safefile

import (
	"io/fs"
	"os"
	"slices"
	"strings"
)

// ReadDir gives what is in a folder in order of name, as os.ReadDir does, and where
// the system allows it leaves the folder's access time alone. With an error it holds
// what could be read before it.
func ReadDir(path string) ([]fs.DirEntry, error) {
	d, err := os.Open(path)
	if err != nil {
		return nil, err //nolint:wrapcheck // it names what was opened, as that of os.ReadDir does
	}
	defer d.Close()
	keepAccessTime(d)
	entries, err := d.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err //nolint:wrapcheck // the same
}
