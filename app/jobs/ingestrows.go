package jobs

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/ingest"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/scan"
)

// ingested brings photos that were copied in into the catalogue.
type ingested struct{ catalog Noted }

// note gives each photo a row where it has none yet, with the decision that the person
// made about it on the card, and makes one step of the journal for all.
func (n *ingested) note(ctx context.Context, o ingest.Options, arrived []ingest.Done) ([]library.Photo, error) {
	if len(arrived) == 0 {
		return nil, nil
	}
	here, err := n.rows(ctx, o.To)
	if err != nil {
		return nil, err
	}
	onCard, err := n.rows(ctx, o.Card)
	if err != nil {
		return nil, err
	}
	if err := n.put(ctx, here, arrived); err != nil {
		return nil, err
	}
	var files []library.MovedFile
	for i := range arrived {
		from, to := arrived[i].Photo.Path, arrived[i].Files[0].To
		if row, ok := here[to]; ok {
			files = append(files, library.MovedFile{ID: row.ID, Before: from, After: to})
			if before, known := onCard[from]; known {
				err = errors.Join(err, n.takeOver(ctx, &before, &row))
			}
		}
	}
	photos, stepErr := n.catalog.RecordImport(ctx, files)
	return photos, errors.Join(err, stepErr)
}

// rows gives the photos below a folder by their paths.
func (n *ingested) rows(ctx context.Context, folder string) (map[string]library.Photo, error) {
	photos, err := n.catalog.Photos(ctx, []string{folder})
	if err != nil {
		return nil, fmt.Errorf("looking up %s: %w", library.Display(folder), err)
	}
	rows := map[string]library.Photo{}
	for _, p := range photos {
		rows[p.Path] = p
	}
	return rows, nil
}

// put makes rows for the photos that have none. What is gone again has none.
func (n *ingested) put(ctx context.Context, here map[string]library.Photo, arrived []ingest.Done) error {
	var files []catalog.File
	for i := range arrived {
		d := &arrived[i]
		if _, known := here[d.Files[0].To]; known {
			continue
		}
		var companions []library.Companion
		for _, f := range d.Files[1:] {
			if filepath.Dir(f.To) != filepath.Dir(d.Files[0].To) {
				continue // settings in folders of other programs are looked for when they are needed
			}
			c := library.Companion{Path: f.To, Kind: library.CompanionSidecar}
			if f.Image {
				c.Kind = library.CompanionImage
			}
			companions = append(companions, c)
		}
		if f, err := scan.Stat(d.Files[0].To, picture.FormatByName(d.Files[0].To), companions); err == nil {
			files = append(files, f)
		}
	}
	photos, err := n.catalog.PutFiles(ctx, files)
	for _, p := range photos {
		here[p.Path] = p
	}
	return err
}

// takeOver gives a copy what the person decided about its original on the card.
func (n *ingested) takeOver(ctx context.Context, before, row *library.Photo) error {
	if before.Decision == (library.Decision{}) && before.Rotation == 0 || before.Hash == "" {
		return nil
	}
	if row.Hash == "" {
		// The bytes are the same, and so is all that they tell.
		err := n.catalog.SetRead(ctx, []catalog.Read{{
			ID: row.ID, Hash: before.Hash, Width: before.Width, Height: before.Height, Capture: before.Capture,
			Problem: before.Problem, Damage: before.Damage, Size: row.Size, ModTime: row.ModTime,
		}})
		if err != nil {
			return err
		}
	}
	_, err := n.catalog.TakeOver(ctx, before.ID, row.ID)
	if errors.Is(err, catalog.ErrConflict) {
		return nil // the person has decided about the copy already
	}
	return err
}
