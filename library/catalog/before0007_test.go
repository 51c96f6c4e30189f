package catalog

import (
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
)

func TestACatalogueOfBeforeTastesKeepsEverythingAndHasNone(t *testing.T) {
	ctx := t.Context()
	b, err := os.ReadFile(filepath.Join("testdata", "before-0007", fileName))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, fileName), b, 0o600); err != nil {
		t.Fatal(err)
	}
	c := reopen(t, dir)
	if up := c.Upgrade(); up.From != 6 || up.To != 8 {
		t.Errorf("%+v", up)
	}
	photos, err := c.Photos(ctx, nil)
	if err != nil || len(photos) != 2 || photos[0].Decision != (library.Decision{Flag: library.Pick, Rating: 4}) || photos[1].Decision.Flag != library.Reject {
		t.Fatalf("%+v, %v", photos, err)
	}
	by, err := c.Provenances(ctx, "builtin")
	if err != nil || len(by) != 1 {
		t.Fatalf("%+v, %v", by, err)
	}
	scores, err := c.Scores(ctx, []library.ID{1, 2}, by[0].Key())
	if err != nil || len(scores) != 1 || scores[1].Overall.Mean != 6.5 {
		t.Errorf("%+v, %v", scores, err)
	}
	trees, err := c.SidecarTrees(ctx)
	if err != nil || len(trees) != 1 || trees[0] != (SidecarTree{"/shoot", NoSidecars}) {
		t.Errorf("%+v, %v", trees, err)
	}
	if tastes, err := c.Tastes(ctx); err != nil || tastes != nil {
		t.Errorf("%+v, %v", tastes, err)
	}
	if sessions, err := c.BlindSessions(ctx); err != nil || sessions != nil {
		t.Errorf("%+v, %v", sessions, err)
	}
	if err := c.PutTaste(ctx, "", &Taste{Name: "birds", Used: true, Tested: []library.ID{1}}); err != nil {
		t.Error(err)
	}
	if err := c.Check(ctx); err != nil {
		t.Error(err)
	}
}
