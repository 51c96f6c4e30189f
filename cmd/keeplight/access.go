package main

import (
	"errors"
	"fmt"
	"io/fs"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// openToRead opens the catalogue for reading, which works beside a window.
func (p *program) openToRead() (*catalog.Catalog, error) {
	cat, err := catalog.OpenReadOnly(p.catalogDir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, p.noCatalog(err)
	case errors.Is(err, catalog.ErrOlder), errors.Is(err, catalog.ErrInterrupted):
		// Only a writer brings it up to date, or finishes a restore.
		return p.openToWrite()
	case err != nil:
		return nil, fmt.Errorf("opening the catalogue in %s: %w", library.Display(p.catalogDir), err)
	}
	return cat, nil
}

// openExisting opens a catalogue that is there for writing.
func (p *program) openExisting() (*catalog.Catalog, error) {
	cat, err := p.openToRead()
	if err != nil {
		return nil, err
	}
	if !cat.ReadOnly() { // it was brought up to date
		return cat, nil
	}
	if err := cat.Close(); err != nil {
		return nil, fmt.Errorf("closing the catalogue: %w", err)
	}
	return p.openToWrite()
}

// noCatalog says that nothing was ever scored here.
func (p *program) noCatalog(cause error) error {
	return &exitError{status: exitProblems, cause: cause, text: fmt.Sprintf(
		"there is no catalogue in %s yet: run 'keeplight score DIR' first, or name another folder with --catalog", library.Display(p.catalogDir))}
}

// openToWrite opens the catalogue for writing, for which it must not be open
// elsewhere.
func (p *program) openToWrite() (*catalog.Catalog, error) {
	cat, err := catalog.Open(p.catalogDir)
	if errors.Is(err, catalog.ErrLocked) {
		return nil, fmt.Errorf("the catalogue in %s is open in another program: close Keeplight's window and try again: %w",
			library.Display(p.catalogDir), err)
	}
	if err != nil {
		return nil, fmt.Errorf("opening the catalogue in %s: %w", library.Display(p.catalogDir), err)
	}
	if note := cat.Upgrade().Note(); note != "" {
		p.note("%s", note)
	}
	return cat, nil
}
