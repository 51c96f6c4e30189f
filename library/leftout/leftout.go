package leftout

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Verdict says what becomes of a folder.
type Verdict uint8

// The verdicts.
const (
	Read  Verdict = iota // photos are looked for in it
	Quiet                // left out, and nobody misses anything in it
	Told                 // left out, but it may hold photos that are nowhere else
)

// IsHidden is true for the names of files and folders that systems do not show:
// .dtrash of digiKam, .Trash-1000, .thumbnails, .@__thumb and .picasaoriginals are
// among them.
func IsHidden(name string) bool { return strings.HasPrefix(name, ".") }

// Of judges a folder by its path; for a few names it looks at what lies beside it.
// Links count by their own names.
func Of(path string) Verdict {
	around, name := filepath.Dir(path), filepath.Base(path)
	if IsHidden(name) {
		return Quiet
	}
	o := ownFolderOf(around, name, os.ReadDir)
	switch {
	case o == nil:
		return Read
	case o.photos:
		return Told
	}
	return Quiet
}

// OnTheWay is true for a path below root that a walk from root does not come to,
// because it is hidden or lies in a folder that is left out. The last part of path is
// taken for a folder's name where isFolder is set.
func OnTheWay(root, path string, isFolder bool) bool {
	return onTheWay(root, path, isFolder, os.ReadDir)
}

// lister tells what lies in a folder.
type lister func(dir string) ([]os.DirEntry, error)

func onTheWay(root, path string, isFolder bool, list lister) bool {
	rel, err := filepath.Rel(root, path)
	if err != nil || rel == "." || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return false
	}
	at, parts := root, strings.Split(rel, string(filepath.Separator))
	for i, name := range parts {
		if IsHidden(name) || ((isFolder || i < len(parts)-1) && ownFolderOf(at, name, list) != nil) {
			return true
		}
		at = filepath.Join(at, name)
	}
	return false
}

// ownFolderOf gives the entry for a folder in another one, nil for one that is to be
// read.
func ownFolderOf(around, name string, list lister) *ownFolder {
	folded, in := strings.ToLower(name), strings.ToLower(filepath.Base(around))
	for i := range ownFolders {
		if o := &ownFolders[i]; o.isNamed(folded) && o.isIn(in) && o.hasBeside(around, list) {
			return o
		}
	}
	return nil
}

func (o *ownFolder) isNamed(name string) bool {
	if o.name != "" {
		return name == o.name
	}
	return strings.HasPrefix(name, o.prefix) && strings.HasSuffix(name, o.suffix)
}

func (o *ownFolder) isIn(around string) bool {
	return around == o.in || o.in == "" || (o.in[0] == '.' && strings.HasSuffix(around, o.in))
}

// hasBeside looks at the disk, where what lies beside the folder decides.
func (o *ownFolder) hasBeside(around string, list lister) bool {
	if o.beside == "" {
		return true
	}
	entries, err := list(around)
	if err != nil {
		return false // who cannot list it does not walk there either
	}
	return slices.ContainsFunc(entries, func(e os.DirEntry) bool {
		return strings.HasSuffix(strings.ToLower(e.Name()), o.beside)
	})
}
