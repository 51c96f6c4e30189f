package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOnlyThisProgramUsesLibheif holds the wall for which this program was
// built: depguard sees Go imports, and libheif comes by cgo.
func TestOnlyThisProgramUsesLibheif(t *testing.T) {
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
		uses := strings.Contains(string(text), "#include <libheif/") || strings.Contains(string(text), "pkg-config: "+"libheif")
		switch {
		case uses && filepath.Dir(path) == here:
			inHere++
		case uses:
			t.Errorf("%s uses libheif, which can crash, hang or take all memory: only cmd/keeplight-media may", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if inHere == 0 {
		t.Error("not even this program uses libheif: the test looks in the wrong place")
	}
}
