package scan

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"keeplight.app/keeplight/library/catalog"
)

// write makes a file, and the folders that it needs, below dir.
func write(t testing.TB, dir, name string, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	must(t, os.MkdirAll(filepath.Dir(path), 0o755))
	must(t, os.WriteFile(path, []byte(content), 0o644))
	return path
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// walkAll gives the paths that a walk finds, relative to dir and sorted.
func walkAll(t testing.TB, o Options, dir string) ([]string, Report) {
	t.Helper()
	found := []string{}
	report, err := o.Walk(context.Background(), dir, func(batch []catalog.File) error {
		for _, f := range batch {
			rel, err := filepath.Rel(dir, f.Path)
			must(t, err)
			found = append(found, rel)
		}
		return nil
	})
	must(t, err)
	slices.Sort(found)
	return found, report
}
