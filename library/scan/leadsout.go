package scan

import (
	"errors"
	"path/filepath"
	"slices"

	"keeplight.app/keeplight/library"
)

// ErrLeadsOut says that nothing is written beside a photo, and the photo not moved.
var ErrLeadsOut = errors.New("its folder is reached by a symbolic link that leads out of the opened folder, where nothing is written; open that folder itself")

// Bounds knows which folders lie in the opened ones, with all links resolved. A walk
// reads what links lead to; what is written stays in the folders that a person named.
// It asks the file system once for each folder and belongs to one goroutine.
type Bounds struct {
	roots   []string // as they were opened
	real    []string // the same, with links resolved
	folders map[string]error
}

// NewBounds gives the bounds of folders that were opened, absolute and clean.
func NewBounds(roots []string) *Bounds {
	b := &Bounds{roots: roots, folders: map[string]error{}}
	for _, root := range roots {
		if real, err := filepath.EvalSymlinks(root); err == nil {
			b.real = append(b.real, real)
		}
	}
	return b
}

// Check gives ErrLeadsOut for a folder that lies in an opened one by its path and in
// none in truth. Of a folder outside all of them, or one that is not there, it says
// nothing.
func (b *Bounds) Check(folder string) error {
	err, asked := b.folders[folder]
	if !asked {
		err = b.check(folder)
		b.folders[folder] = err
	}
	return err
}

func (b *Bounds) check(folder string) error {
	if !slices.ContainsFunc(b.roots, func(root string) bool { return library.Below(folder, root) }) {
		return nil
	}
	real, err := filepath.EvalSymlinks(folder)
	if err != nil || slices.ContainsFunc(b.real, func(root string) bool { return library.Below(real, root) }) {
		return nil //nolint:nilerr // who uses the folder meets the same error
	}
	return ErrLeadsOut
}
