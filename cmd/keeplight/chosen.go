package main

import (
	"errors"
	"io/fs"

	"keeplight/library/catalog"
	"keeplight/scoring/local"
)

// chosenModel gives the model that was chosen last, here or in the window. That
// none was, or that it cannot be read, is no reason to stop.
func (p *program) chosenModel() local.Settings {
	cat, err := catalog.OpenReadOnly(p.catalogDir)
	if errors.Is(err, fs.ErrNotExist) {
		return local.Settings{}
	}
	if err != nil {
		p.note("keeplight: %v", err)
		return local.Settings{}
	}
	s, _, err := local.Chosen(p.ctx, cat)
	if err = errors.Join(err, cat.Close()); err != nil {
		p.note("keeplight: %v", err)
	}
	return s
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
