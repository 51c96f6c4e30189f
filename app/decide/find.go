package decide

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"keeplight.app/keeplight/library"
)

// PhotoLister lists what the catalogue knows of folders.
type PhotoLister interface {
	Photos(ctx context.Context, folders []string) ([]library.Photo, error)
}

// Find gives the photos that files belong to, each once, in the order of the
// paths, which are absolute. A RAW file and the JPEG of the same shot are one
// photo. unknown are the paths that the catalogue has no photo for. The error is
// the catalogue's.
func Find(ctx context.Context, in PhotoLister, paths []string) (photos []library.Photo, unknown []string, err error) {
	known := map[string][]library.Photo{} // by folder
	found := map[library.ID]bool{}
	for _, path := range paths {
		dir := filepath.Dir(path)
		if _, asked := known[dir]; !asked {
			if known[dir], err = in.Photos(ctx, []string{dir}); err != nil {
				return nil, nil, fmt.Errorf("looking up %s: %w", library.Display(path), err)
			}
		}
		p, ok := photoOf(known[dir], path)
		switch {
		case !ok:
			unknown = append(unknown, path)
		case !found[p.ID]:
			found[p.ID] = true
			photos = append(photos, p)
		}
	}
	return photos, unknown, nil
}

// photoOf gives the photo that a file is, or is a picture of.
func photoOf(photos []library.Photo, path string) (library.Photo, bool) {
	isPart := func(c library.Companion) bool { return c.Path == path && c.Kind == library.CompanionImage }
	for _, p := range photos {
		if p.Path == path || slices.ContainsFunc(p.Companions, isPart) {
			return p, true
		}
	}
	return library.Photo{}, false
}
