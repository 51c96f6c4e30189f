package scan

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"testing"
)

func TestSidecarsBelongToTheImagesOfTheirShot(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"A.JPG", "A.CR2", "A.CR2.xmp", "a.pp3", "B.jpg", "C.xmp", "A.txt"} {
		write(t, dir, name, name)
	}
	all, err := Sidecars(dir)
	must(t, err)
	for name, want := range map[string][]string{"A.JPG": {"A.CR2.xmp", "a.pp3"}, "A.CR2": {"A.CR2.xmp", "a.pp3"}, "B.jpg": nil, "C.jpg": nil} {
		var got []string
		for _, path := range all[filepath.Join(dir, name)] {
			got = append(got, filepath.Base(path))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s has %q, want %q", name, got, want)
		}
	}
	if _, err := Sidecars(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("of a folder that is not there: %v", err)
	}
}
