package decide

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

func TestAStepThatMovedFilesIsNeitherUndoneNorRedone(t *testing.T) {
	ctx := t.Context()
	for name, record := range map[string]func(*catalog.Catalog, []library.MovedFile) error{
		"trash": func(c *catalog.Catalog, f []library.MovedFile) error { _, err := c.RecordTrash(ctx, f); return err },
	} {
		t.Run(name, func(t *testing.T) {
			c, err := catalog.Open(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			dir := t.TempDir()
			photos, err := c.PutFiles(ctx, []catalog.File{{Path: filepath.Join(dir, "1.jpg"), Size: 1}})
			if err != nil {
				t.Fatal(err)
			}
			id := photos[0].ID
			if err := record(c, []library.MovedFile{{ID: id, Before: photos[0].Path, After: filepath.Join(dir, "2.jpg")}}); err != nil {
				t.Fatal(err)
			}
			refused := func(ask func(*Writer)) {
				t.Helper()
				before, err := c.Photo(ctx, id)
				if err != nil {
					t.Fatal(err)
				}
				got := Once(c, ask)
				if !errors.Is(got.Err, ErrMovesFiles) || !strings.Contains(got.Err.Error(), "1.jpg") || got.Replayed() || got.Photos != nil {
					t.Errorf("gave %+v", got)
				}
				if after, err := c.Photo(ctx, id); err != nil || after.Missing != before.Missing {
					t.Errorf("missing was %v and is %v, %v", before.Missing, after.Missing, err)
				}
			}
			refused((*Writer).Undo)
			refused((*Writer).Undo) // it stays the next one
			if _, _, err := c.Undo(ctx); err != nil {
				t.Fatal(err)
			}
			refused((*Writer).Redo)
		})
	}
}
