//go:build unix

package filelock

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestAFileOrFolderIsHeldByOneUntilItIsClosed(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{file, dir} {
		open := func() *os.File {
			f, err := os.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			return f
		}
		first, second := open(), open()
		if err := Try(first); err != nil {
			t.Skip("no locks here: " + err.Error())
		}
		if err := Try(first); err != nil {
			t.Errorf("%s: again by who has it: %v", path, err)
		}
		if err := Try(second); !errors.Is(err, ErrHeld) {
			t.Errorf("%s: by another: %v", path, err)
		}
		if err := first.Close(); err != nil {
			t.Error(err)
		}
		if err := Try(second); err != nil {
			t.Errorf("%s: after the first: %v", path, err)
		}
		if err := second.Close(); err != nil {
			t.Error(err)
		}
		if err := Try(second); err == nil {
			t.Errorf("%s: one that is closed is locked", path)
		}
	}
}
