package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight/scoring/engine/enginetest"
)

func TestEngineVerifySaysOfEveryDeviceWhetherItSees(t *testing.T) {
	t.Setenv("PATH", filepath.Dir(enginetest.Program(t))+string(os.PathListSeparator)+os.Getenv("PATH"))
	library := enginetest.Library(t)
	status, out, errOut := newShell(t).keeplight("engine", "verify", "--engine-dir", library)
	if status != exitOK || !strings.Contains(out, "sees rightly") || !strings.Contains(out, "CPU") {
		t.Errorf("status %d:\n%s%s", status, out, errOut)
	}
	status, out, errOut = newShell(t).keeplight("engine", "verify", "--engine-dir", damaged(t, library))
	if status != exitProblems || strings.Contains(out, "sees rightly") || errOut == "" {
		t.Errorf("a damaged library: status %d:\n%s%s", status, out, errOut)
	}
}

// damaged gives a folder in which the library that the others lead to is cut off.
func damaged(t *testing.T, library string) string {
	t.Helper()
	dir := t.TempDir()
	entries, err := os.ReadDir(library)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		whole, err := os.ReadFile(filepath.Join(library, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, e.Name()), whole[:len(whole)/2], 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
