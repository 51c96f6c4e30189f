package scan

import (
	"errors"
	"path/filepath"
	"slices"
	"sync"

	"keeplight.app/keeplight/library"
)

// ErrLeadsOut says that nothing is written beside a photo, and the photo not moved.
var ErrLeadsOut = errors.New("its folder is reached by a symbolic link that leads out of the opened folder, where nothing is written; open that folder itself")

// Bounds knows which folders lie in the opened ones, with all links resolved. A walk
// reads what links lead to; what is written stays in the folders that a person named.
// It asks the file system once for each folder. Its methods may be called from any
// goroutine.
type Bounds struct {
	roots []string // as they were opened

	mu      sync.Mutex
	folders map[string]error
}

// NewBounds gives the bounds of folders that were opened, absolute and clean.
func NewBounds(roots []string) *Bounds {
	return &Bounds{roots: roots, folders: map[string]error{}}
}

// Check gives ErrLeadsOut for a folder that lies in an opened one by its path and in
// none in truth. Of a folder outside all of them, or one that is not there, it says
// nothing.
func (b *Bounds) Check(folder string) error {
	b.mu.Lock()
	err, asked := b.folders[folder]
	b.mu.Unlock()
	if asked {
		return err
	}
	err = b.check(folder) // which may take its time
	b.mu.Lock()
	defer b.mu.Unlock()
	b.folders[folder] = err
	return err
}

func (b *Bounds) check(folder string) error {
	if !slices.ContainsFunc(b.roots, func(root string) bool { return library.Below(folder, root) }) {
		return nil
	}
	within := func(root string) bool { return library.Below(folder, root) }
	real, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return nil //nolint:nilerr // who uses the folder meets the same error
	}
	// The roots around the folder first: another one may be on a drive that is away.
	for _, around := range []bool{true, false} {
		for _, root := range b.roots {
			if within(root) != around {
				continue
			}
			if root, err := filepath.EvalSymlinks(root); err == nil && library.Below(real, root) {
				return nil
			}
		}
	}
	return ErrLeadsOut
}
