package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOnlyThisProgramUsesItsLibraries holds the wall for which this program was
// built: depguard sees Go imports, and these libraries come by cgo.
func TestOnlyThisProgramUsesItsLibraries(t *testing.T) {
	for _, name := range []string{"heif", "webp", "tiff", "jxl", "raw"} {
		t.Run("lib"+name, func(t *testing.T) { onlyHere(t, name) })
	}
}

// onlyHere checks that no other folder uses a C library.
func onlyHere(t *testing.T, name string) {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	here, inHere := filepath.Join(root, "cmd", "keeplight-media"), 0
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if d != nil && strings.HasPrefix(d.Name(), ".git") {
				return fs.SkipDir
			}
			return err
		}
		switch filepath.Ext(path) {
		case ".go", ".c", ".h", ".cc", ".cpp":
		default:
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		uses := strings.Contains(string(text), "#include <lib"+name+"/") || strings.Contains(string(text), "#include <"+name+"/") ||
			strings.Contains(string(text), "pkg-config: "+"lib"+name)
		switch {
		case uses && filepath.Dir(path) == here:
			inHere++
		case uses:
			t.Errorf("%s uses lib%s, which can crash, hang or take all memory: only cmd/keeplight-media may", path, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if inHere == 0 {
		t.Error("not even this program uses lib" + name + ": the test looks in the wrong place")
	}
}
