package catalog

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
)

// openBefore0005 opens a copy of the catalogue of the version before schema 0005.
func openBefore0005(t *testing.T) *Catalog {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "before-0005", fileName))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, fileName), b, 0o600); err != nil {
		t.Fatal(err)
	}
	return reopen(t, dir)
}

func TestACatalogueWithoutSeriesFactsKeepsAllAndTakesThem(t *testing.T) {
	c := openBefore0005(t)
	if up := c.Upgrade(); up.From != 4 || up.To != 8 {
		t.Errorf("%+v", up)
	}
	photos, err := c.Photos(t.Context(), nil)
	if err != nil || len(photos) != 6 {
		t.Fatalf("%d photos, %v", len(photos), err)
	}
	for i := range photos {
		f := photos[i].Capture
		if f.Camera != "Canon EOS R5" || f.FocalLength != 50 || !f.Focus.Known || f.Serial != "" || f.Bracketing != "" || f.ExposureBias != 0 || f.FocusDistance != 0 {
			t.Errorf("photo %d: %+v", photos[i].ID, f)
		}
	}
	if photos[0].Decision != (library.Decision{Flag: library.Pick, Rating: 4}) || photos[1].Rotation != 1 {
		t.Errorf("%+v, %+v", photos[0].Decision, photos[1].Rotation)
	}
	facts := photos[3].Capture
	facts.Serial, facts.ExposureBias, facts.Bracketing, facts.FocusDistance = "0123", -2./3, library.ExposureBracketing, 1.25
	if err := c.SetRead(t.Context(), []Read{{ID: photos[3].ID, Hash: photos[3].Hash, Capture: facts}}); err != nil {
		t.Fatal(err)
	}
	got, err := c.Photo(t.Context(), photos[3].ID)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(facts, got.Capture); d != "" {
		t.Error(d)
	}
	if err := c.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestCorrectionsOfTheVersionBeforeAreUndoneAndRedone(t *testing.T) {
	c := openBefore0005(t)
	want := []map[library.ID]Correction{
		{3: {Kind: Split}, 5: {Kind: Join, Other: 2}},
		{3: {Kind: Split}},
		{},
	}
	for i, w := range want {
		if i > 0 {
			if _, step, err := c.Undo(t.Context()); err != nil || step.Kind != library.GroupingStep {
				t.Fatalf("undo %d: %+v, %v", i, step, err)
			}
		}
		got, err := c.Corrections(t.Context())
		if d := cmp.Diff(w, got); err != nil || d != "" {
			t.Errorf("after %d undos: %v\n%s", i, err, d)
		}
	}
	for range 3 {
		if _, _, err := c.Redo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	got, err := c.Corrections(t.Context())
	if d := cmp.Diff(map[library.ID]Correction{3: {Kind: Split}, 4: {Kind: Split}, 5: {Kind: Join, Other: 2}}, got); err != nil || d != "" {
		t.Errorf("after all redos: %v\n%s", err, d)
	}
}
