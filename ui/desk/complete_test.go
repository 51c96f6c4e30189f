package desk

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"keeplight.app/keeplight/ui/change"
)

func TestATypedPathIsCompletedByTheFirstFolderThatFits(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	for _, dir := range []string{"Pictures/2026-11-20 Lund", "Pictures/2026.11.21", "Pictures/.hidden", "pictures2", "Zoo"} {
		if err := os.MkdirAll(filepath.Join(home, dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(home, "Pictures", "2026 is a file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(home, "Zoo"), filepath.Join(home, "Pictures", "link")); err != nil {
		t.Fatal(err)
	}
	d := New(func(f func()) { f() }, func(change.Set) {}, func(text string) { t.Log(text) })
	for text, want := range map[string]string{
		"~":                                "/",
		"~/Pic":                            "tures/",
		"~/pic":                            "tures2/",
		"~/zO":                             "o/",
		"~/Pictures/":                      "2026-11-20 Lund/",
		"~/Pictures/2026.":                 "11.21/",
		"~/Pictures/2026-11-20 L":          "und/",
		"~/Pictures/li":                    "nk/",
		"~/Pictures/.h":                    "idden/",
		"~/Pictures/nothing":               "",
		home + "/Pictures/2026-11-20 Lund": "/",
		"relative":                         "",
		"":                                 "",
		"/does/not/exist/at":               "",
	} {
		if got := d.CompleteFolder(text); got != want {
			t.Errorf("%q is completed by %q, want %q", text, got, want)
		}
	}
	if files, err := d.FilesIn(filepath.Join(home, "Pictures")); err != nil || !slices.Equal(files, []string{"2026 is a file"}) {
		t.Errorf("files %q, %v", files, err)
	}
	if !d.IsFolder(home) || d.IsFolder(filepath.Join(home, "Pictures", "2026 is a file")) || d.IsFolder("/nowhere") {
		t.Error("folders and other things are not told apart")
	}
}
