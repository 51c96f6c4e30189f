package ingest

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNoTimeOnTheCardChanges holds for files and folders, access times included.
func TestNoTimeOnTheCardChanges(t *testing.T) {
	card := newCard(t)
	long := shotAt.AddDate(0, -1, 0)
	paths := []string{card}
	for name := range tree(t, card) {
		paths = append(paths, filepath.Join(card, filepath.FromSlash(name)), filepath.Dir(filepath.Join(card, filepath.FromSlash(name))))
	}
	for _, path := range paths {
		if err := os.Chtimes(path, long, long.AddDate(0, 0, 1)); err != nil {
			t.Fatal(err)
		}
	}
	stat := func() map[string][3]syscall.Timespec {
		all := map[string][3]syscall.Timespec{}
		for _, path := range paths {
			info, err := os.Lstat(path)
			if err != nil {
				t.Fatal(err)
			}
			st := info.Sys().(*syscall.Stat_t)
			all[path] = [3]syscall.Timespec{st.Atim, st.Mtim, st.Ctim}
		}
		return all
	}
	before := stat()
	known := memory{}
	o := Options{Card: card, To: t.TempDir(), Second: t.TempDir()}
	run(t, o, known)
	run(t, o, known)
	if diff := cmp.Diff(before, stat()); diff != "" {
		t.Errorf("times on the card have changed:\n%s", diff)
	}
}
