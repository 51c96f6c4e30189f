package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"keeplight/library"
	"keeplight/library/catalog"
	"keeplight/library/export"
	"keeplight/library/scan"
)

// follow tells the catalogue where a moved photo is now, so that decisions and
// scores stay with it. It does so at once: the program may end before the next one.
// A photo that cannot be followed stays in the catalogue as missing, and is found
// again by its contents when its new folder is opened.
func (p *program) follow(cat *catalog.Catalog, done *export.Done) {
	if _, err := os.Lstat(done.Photo.Path); !errors.Is(err, fs.ErrNotExist) {
		return // it could not leave, which the report says
	}
	if err := followOne(context.WithoutCancel(p.ctx), cat, done); err != nil {
		p.note("keeplight: %s was moved, but the catalogue could not follow it (open its new folder and it will): %v",
			library.Display(done.Photo.Path), err)
	}
}

func followOne(ctx context.Context, cat *catalog.Catalog, done *export.Done) error {
	photo := &done.Photo
	moved := map[string]string{}
	for _, f := range done.Files {
		moved[f.From] = f.To
	}
	var companions []library.Companion
	for _, c := range photo.Companions {
		if to, ok := moved[c.Path]; ok {
			companions = append(companions, library.Companion{Path: to, Kind: c.Kind})
		}
	}
	file, err := scan.Stat(moved[photo.Path], photo.Format, companions)
	if err != nil {
		return err
	}
	if err := cat.SetMissing(ctx, []library.ID{photo.ID}); err != nil {
		return fmt.Errorf("marking the old place as empty: %w", err)
	}
	if _, err := cat.Rebind(ctx, photo.ID, file); err != nil {
		return fmt.Errorf("binding it to its new place: %w", err)
	}
	return nil
}
