package main

import (
	"context"
	"errors"
	"io/fs"

	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/local"
)

// chosenModel gives the model that was chosen last, here or in the window. That
// none was, or that it cannot be read, is no reason to stop.
func (p *program) chosenModel() (s local.Settings) {
	p.readCatalog(func(ctx context.Context, cat *catalog.Catalog) (err error) {
		s, _, err = local.Chosen(ctx, cat)
		return err
	})
	return s
}

// readCatalog reads from the catalogue, if there is one; one of an older version is
// brought up to date first. What goes wrong is noted.
func (p *program) readCatalog(read func(context.Context, *catalog.Catalog) error) {
	cat, err := p.openToRead()
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err == nil {
		err = errors.Join(read(p.ctx, cat), cat.Close())
	}
	if err != nil {
		p.note("keeplight: %v", err)
	}
}

// chooseModel changes what is chosen. While the window has the catalogue it can
// only be chosen there.
func (p *program) chooseModel(change func(*local.Settings)) error {
	cat, err := p.openToWrite()
	if errors.Is(err, catalog.ErrLocked) {
		p.note("keeplight: Keeplight's window is open: choose it there, in the settings (Ctrl+,)")
		return nil
	}
	if err != nil {
		return err
	}
	s, _, err := local.Chosen(p.ctx, cat)
	if err == nil {
		change(&s)
		err = local.Choose(p.ctx, cat, s)
	}
	return errors.Join(err, cat.Close())
}
