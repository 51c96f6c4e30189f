package shoot

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"keeplight.app/keeplight/library/catalog"
)

func mkdir(t *testing.T, path string) string {
	t.Helper()
	if err := os.MkdirAll(path, 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestCopiesOfAnExportAreNoNewPhotos makes a folder of copies inside a folder
// that is being watched.
func TestCopiesOfAnExportAreNoNewPhotos(t *testing.T) {
	dir, home := shoot(t, 1), t.TempDir()
	out := filepath.Join(dir, "out")
	s, err := Open(t.Context(), Options{CatalogDir: home, Folders: []string{dir}, Scorer: &counter{}, Watch: true})
	if err != nil {
		t.Fatal(err)
	}
	h := newHeard()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, h.hear) }()
	waitFor(t, h, "img0.jpg")
	if err := s.NeverRead(ctx, out); err != nil {
		t.Error(err)
	}
	write(t, filepath.Join(mkdir(t, out), "copy.jpg"), scene(0))
	write(t, filepath.Join(mkdir(t, filepath.Join(dir, "more")), "later.jpg"), scene(9))
	waitFor(t, h, "later.jpg")
	cancel()
	if err := errors.Join(<-ended, s.Close()); err != nil {
		t.Fatal(err)
	}
	want := []string{"img0.jpg", "later.jpg"}
	if got := slices.Sorted(maps.Keys(h.photos)); !slices.Equal(got, want) || len(h.missing) > 0 {
		t.Errorf("while it ran there were %v, missing %v", got, h.missing)
	}

	// Also after a restart, and when the folder of copies has been looked at.
	for _, folders := range [][]string{{dir}, {dir, out}, {dir}} {
		h = once(t, Options{CatalogDir: home, Folders: folders, Scorer: &counter{}})
		if _, copied := h.photos["copy.jpg"]; len(h.photos) != 1+len(folders) || copied != (len(folders) == 2) {
			t.Errorf("with %v open there are %v", folders, slices.Sorted(maps.Keys(h.photos)))
		}
	}
}

func TestADestinationInsideAnOpenFolderIsAFolderOfItsOwn(t *testing.T) {
	dir := t.TempDir()
	out := mkdir(t, filepath.Join(dir, "out"))
	for name, folders := range map[string][]string{
		"opened later": {dir, out},
		"opened first": {out, dir},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, Options{CatalogDir: t.TempDir()})
			if err := s.NeverRead(t.Context(), out); err != nil {
				t.Fatal(err)
			}
			for _, f := range folders {
				if err := s.AddFolder(f); err != nil {
					t.Fatal(err)
				}
			}
			if got := s.Folders(); !slices.Equal(got, []string{dir, out}) || len(s.LeftOut()) > 0 {
				t.Errorf("open folders: %v, left out %v", got, s.LeftOut())
			}
			photo := filepath.Join(out, "copy.jpg")
			open := s.IsOpen(photo)
			if err := s.RemoveFolder(out); err != nil {
				t.Fatal(err)
			}
			if !open || s.IsOpen(photo) || !slices.Equal(s.LeftOut(), []string{out}) {
				t.Errorf("read while open: %v, afterwards: %v, left out then: %v", open, s.IsOpen(photo), s.LeftOut())
			}
		})
	}
}

func TestAFolderThatPhotosWereReadFromIsNeverLeftOut(t *testing.T) {
	dir := shoot(t, 1)
	s := open(t, Options{CatalogDir: t.TempDir(), Folders: []string{dir}})
	if err := s.Run(t.Context(), newHeard().hear); err != nil {
		t.Fatal(err)
	}
	if err := s.NeverRead(t.Context(), dir); !errors.Is(err, catalog.ErrKnownPhotos) {
		t.Errorf("error %v", err)
	}
	if !s.IsOpen(filepath.Join(dir, "img0.jpg")) {
		t.Error("the folder is left out")
	}
}

func TestADestinationThatWasDeletedIsForgotten(t *testing.T) {
	home, dir := t.TempDir(), t.TempDir()
	out := mkdir(t, filepath.Join(dir, "out"))
	away := filepath.Join(mkdir(t, filepath.Join(dir, "mount")), "out") // of a drive that is not connected
	s, err := Open(t.Context(), Options{CatalogDir: home})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.NeverRead(t.Context(), out, away), s.Close(), os.Remove(out)); err != nil {
		t.Fatal(err)
	}
	s = open(t, Options{CatalogDir: home})
	if got, err := s.Catalog().Destinations(t.Context()); err != nil || !slices.Equal(got, []string{away}) {
		t.Errorf("destinations %v, %v", got, err)
	}
}
