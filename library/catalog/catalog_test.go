package catalog

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// newCatalog opens an empty catalogue without daily backups.
func newCatalog(t testing.TB) *Catalog {
	t.Helper()
	return reopen(t, t.TempDir())
}

// reopen opens the catalogue in dir and closes it when the test ends.
func reopen(t testing.TB, dir string) *Catalog {
	t.Helper()
	cfg := testConfig(t)
	c, err := openWith(dir, cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error("closing:", err)
		}
	})
	return c
}

func testConfig(t testing.TB) config {
	t.Helper()
	cfg, err := defaults()
	if err != nil {
		t.Fatal(err)
	}
	cfg.daily = false
	return cfg
}

var testTime = time.Date(2026, 5, 4, 3, 2, 1, 987654321, time.UTC)

// abs gives an absolute path of the system under test.
func abs(parts ...string) string {
	root, err := filepath.Abs(string(filepath.Separator))
	if err != nil {
		panic(err)
	}
	return filepath.Join(append([]string{root}, parts...)...)
}

func testFile(path string) File {
	return File{Path: path, Format: library.JPEG, Size: 1000, ModTime: testTime}
}

// put records files at paths and gives their rows.
func put(t testing.TB, c *Catalog, paths ...string) []library.Photo {
	t.Helper()
	files := make([]File, len(paths))
	for i, p := range paths {
		files[i] = testFile(p)
	}
	photos, err := c.PutFiles(context.Background(), files)
	if err != nil {
		t.Fatal(err)
	}
	return photos
}

func TestACatalogueKeepsWhatWasWrittenAfterReopening(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	c, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	p := put(t, c, abs("a", "1.jpg"))
	pick := library.Pick
	if _, err := c.Decide(ctx, []Mark{{ID: p[0].ID, Flag: &pick}}); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	c, err = Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.Photo(ctx, p[0].ID)
	if err != nil || got.Decision.Flag != library.Pick {
		t.Fatalf("got %+v, %v", got, err)
	}
	if err := c.Check(ctx); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	backups, err := Backups(dir)
	if err != nil || len(backups) != 1 || backups[0].Kind != BackupDaily {
		t.Fatalf("backups: %+v, %v", backups, err)
	}
}

// wordsUndo and wordsRedo give the English words of the step instead of it.
func wordsUndo(ctx context.Context, c *Catalog) ([]library.Photo, string, error) {
	photos, step, err := c.Undo(ctx)
	return photos, message.English(step.Message), err
}

func wordsRedo(ctx context.Context, c *Catalog) ([]library.Photo, string, error) {
	photos, step, err := c.Redo(ctx)
	return photos, message.English(step.Message), err
}
