package main

import (
	"path/filepath"

	"keeplight.app/keeplight/library"
)

// finder finds photos by paths that were printed by an earlier run, which may have named
// the folders otherwise: by another path, or by a link.
type finder struct {
	folders []string          // absolute, as they are named now
	real    []string          // the same with all links resolved
	dirs    map[string]string // folders of paths, with all links resolved
}

func newFinder(folders []string) finder {
	f := finder{folders: folders, dirs: map[string]string{}}
	for _, folder := range folders {
		f.real = append(f.real, resolved(folder))
	}
	return f
}

// resolved is a path with all links resolved, or as it is where nothing is there.
func resolved(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

// find gives a photo's absolute path as it is come to now; ok is false where it lies in
// none of the folders.
func (f *finder) find(shown string) (path string, ok bool) {
	abs, err := filepath.Abs(shown)
	if err != nil {
		return "", false
	}
	for _, folder := range f.folders {
		if library.Below(abs, folder) {
			return abs, true
		}
	}
	dir := filepath.Dir(abs)
	real, asked := f.dirs[dir]
	if !asked {
		real = resolved(dir)
		f.dirs[dir] = real
	}
	real = filepath.Join(real, filepath.Base(abs))
	for i, folder := range f.real {
		if library.Below(real, folder) {
			return filepath.Join(f.folders[i], real[len(folder):]), true
		}
	}
	return "", false
}
