package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

func TestListShowsDamagedFilesAlone(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 3)
	path := filepath.Join(dir, "a", "IMG_1.jpg")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := picture.DamageOf(whole[:len(whole)/2], library.JPEG); err != nil {
		t.Skip("this build shows no damaged JPEG: ", err)
	}
	for name, c := range map[string]struct {
		size, status int
	}{
		"without its end": {len(whole) - 2, 0},
		"half":            {len(whole) / 2, exitProblems}, // it is shown, but not scored
	} {
		if err := os.WriteFile(path, whole[:c.size], 0o600); err != nil {
			t.Fatal(err)
		}
		if status, _, stderr := sh.keeplight("score", dir); status != c.status {
			t.Errorf("%s: scoring ended with %d, %s", name, status, stderr)
		}
		for _, more := range [][]string{nil, {"--misfires", "without"}} {
			got := names(sh.must(append([]string{"list", dir, "--print0", "--damaged"}, more...)...))
			if !slices.Equal(got, []string{"IMG_1.jpg"}) {
				t.Errorf("%s: with %v it listed %v", name, more, got)
			}
		}
	}
}
