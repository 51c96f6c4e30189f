package shoot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"keeplight.app/keeplight/app/pictures"
	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// GroupStored groups photos by what the catalogue and the thumbnails in its folder
// hold, without reading any photo; unseen of them have no thumbnail yet. Errors are
// those of the two stores.
func GroupStored(ctx context.Context, cat *catalog.Catalog, dir string, photos []library.Photo, log func(string)) (g *stacks.Grouping, unseen int, err error) {
	thumbs, err := catalog.OpenThumbs(dir)
	if err != nil {
		return nil, 0, fmt.Errorf("opening the thumbnails in %s: %w", library.Display(dir), err)
	}
	defer func() { err = errors.Join(err, thumbs.Close()) }()
	looks := pictures.Open(pictures.Options{Dir: dir, ReadOnly: true, Store: thumbs, Log: log})
	defer looks.Close()
	return stacks.OfStored(ctx, cat, looks, photos)
}

// tellStacks keeps Options.Stacks up to date with photos that are told of.
func tellStacks(ctx context.Context, s *Shoot, e *Event) {
	if s.opts.Stacks == nil {
		return
	}
	s.opts.Stacks.Drop(e.Missing)
	if len(e.Photos) == 0 {
		return
	}
	// Of a photo that was not read yet none is looked for: it is told of again.
	read, isUnread := e.Photos, func(p library.Photo) bool { return p.Hash == "" }
	if slices.ContainsFunc(read, isUnread) {
		read = slices.DeleteFunc(slices.Clone(read), isUnread)
	}
	prints, err := s.pictures.Prints(ctx, read)
	if err != nil {
		s.opts.Log(err.Error()) // without them photos are grouped by time
	}
	s.opts.Stacks.Put(e.Photos, prints)
}
