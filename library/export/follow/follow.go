package follow

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/scan"
)

// Catalog is the part of the catalogue that is written.
type Catalog interface {
	SetMissing(ctx context.Context, ids []library.ID) error
	Rebind(ctx context.Context, lost library.ID, file catalog.File) (library.Photo, error)
}

// Photo binds a photo's row to where its file is now. moved is false where the
// original could not leave: then nothing is written. After an error the photo
// counts as missing at the latest when its old folder is read, and is found again
// by its contents when its new one is. Use it with a context that the end of the
// export does not cancel: what has moved has moved.
func Photo(ctx context.Context, cat Catalog, done *export.Done) (photo library.Photo, moved bool, err error) {
	old := &done.Photo
	defer func() {
		if err != nil {
			err = fmt.Errorf("%s was moved, but the catalogue still has its old place (open its new folder to correct that): %w", library.Display(old.Path), err)
		}
	}()
	if _, err := os.Lstat(old.Path); !errors.Is(err, fs.ErrNotExist) {
		return library.Photo{}, false, nil
	}
	file, err := fileOf(done)
	if err != nil {
		return library.Photo{}, true, err
	}
	if err := cat.SetMissing(ctx, []library.ID{old.ID}); err != nil {
		return library.Photo{}, true, fmt.Errorf("marking the old place as empty: %w", err)
	}
	if photo, err = cat.Rebind(ctx, old.ID, file); err != nil {
		return library.Photo{}, true, fmt.Errorf("binding it to its new place: %w", err)
	}
	return photo, true, nil
}

// fileOf reads the photo in its new place, with the companions that came along.
func fileOf(done *export.Done) (catalog.File, error) {
	to := map[string]string{}
	for _, f := range done.Files {
		to[f.From] = f.To
	}
	var companions []library.Companion
	dir := filepath.Dir(to[done.Photo.Path])
	for _, c := range done.Photo.Companions {
		// Settings in folders of other programs are looked for when they are needed.
		if path, ok := to[c.Path]; ok && filepath.Dir(path) == dir {
			companions = append(companions, library.Companion{Path: path, Kind: c.Kind})
		}
	}
	return scan.Stat(to[done.Photo.Path], done.Photo.Format, companions)
}
