package catalog

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
)

func TestSidecarsOfTheVersionBeforeAreReadAgainAndWhatWaitsStays(t *testing.T) {
	ctx := t.Context()
	b, err := os.ReadFile(filepath.Join("testdata", "before-0006", fileName))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, fileName), b, 0o600); err != nil {
		t.Fatal(err)
	}
	c := reopen(t, dir)
	if up := c.Upgrade(); up.From != 5 || up.To != 8 {
		t.Errorf("%+v", up)
	}
	photos, err := c.Photos(ctx, nil)
	if err != nil || len(photos) != 2 || photos[0].Decision != (library.Decision{Flag: library.Pick, Rating: 4}) || photos[0].Metadata.Title != "Gull" {
		t.Fatalf("%+v, %v", photos, err)
	}
	at := time.Date(2026, 5, 4, 3, 2, 1, 987654321, time.UTC).Local()
	want := map[library.ID][]Sidecar{
		1: {{ID: 1, Path: "/shoot/1.xmp", Size: 12, ModTime: at, Digest: "blake3:1", Written: &SidecarContent{Decision: library.Decision{Rating: 4}}}},
		2: {{ID: 2, Path: "/shoot/2.xmp", Size: 13, ModTime: at, Digest: "blake3:2"}},
	}
	got, err := c.Sidecars(ctx, nil)
	if d := cmp.Diff(want, got); err != nil || d != "" {
		t.Errorf("%v\n%s", err, d)
	}
	if d := cmp.Diff([]library.ID{1, 2}, pendingIDs(t, c)); d != "" && !cmp.Equal([]library.ID{2, 1}, pendingIDs(t, c)) {
		t.Error(d)
	}
	origins, err := c.DecisionOrigins(ctx, 2)
	if program, read := origins[RatingField].Origin.Sidecar(); err != nil || !read || program != "darktable" || origins[FlagField].Known {
		t.Errorf("%+v, %v", origins, err)
	}
	if err := c.Check(ctx); err != nil {
		t.Error(err)
	}
}
