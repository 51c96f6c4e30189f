package main

import (
	"context"

	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/export/follow"
)

// follow tells the catalogue where a moved photo is now. It does so at once: the
// program may end before the next one.
func (p *program) follow(cat *catalog.Catalog, done *export.Done) {
	if _, _, err := follow.Photo(context.WithoutCancel(p.ctx), cat, done); err != nil {
		p.note("keeplight: %v", err)
	}
}
