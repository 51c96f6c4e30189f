package main

import (
	"context"

	"keeplight/library"
	"keeplight/library/catalog"
	"keeplight/library/export"
	"keeplight/library/export/follow"
)

// follow tells the catalogue where a moved photo is now. It does so at once: the
// program may end before the next one.
func (p *program) follow(cat *catalog.Catalog, done *export.Done) {
	if _, _, err := follow.Photo(context.WithoutCancel(p.ctx), cat, done); err != nil {
		p.note("keeplight: %s was moved, but the catalogue could not follow it (open its new folder and it will): %v",
			library.Display(done.Photo.Path), err)
	}
}
