package taste

import (
	"context"
	"errors"
	"fmt"

	"keeplight.app/keeplight/app/features"
	"keeplight.app/keeplight/app/pictures"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// Catalog is what the tastes are kept in.
func (t *Tastes) Catalog() *catalog.Catalog { return t.o.Catalog }

// Open gets the tastes of a catalogue ready without a window: photos are grouped by the
// thumbnails that are stored in dir. Call the function that it gives at the end. Options'
// Catalog is needed; Looks, Features and Describe are filled in. Errors are those of both stores.
func Open(ctx context.Context, dir string, o Options) (t *Tastes, closeAll func() error, err error) {
	thumbs, err := catalog.OpenThumbs(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("opening the thumbnails in %s: %w", library.Display(dir), err)
	}
	looks := pictures.Open(pictures.Options{Dir: dir, ReadOnly: true, Store: thumbs, Log: o.Log})
	closeAll = func() error { looks.Close(); return thumbs.Close() }
	o.Looks = looks
	describing := features.New(features.Options{Pictures: looks, Log: o.Log})
	o.Features, o.Describe = Vectors(describing.Vectors), describing.Describe
	if t, err = New(ctx, o); err != nil {
		return nil, nil, errors.Join(err, closeAll())
	}
	return t, closeAll, nil
}
