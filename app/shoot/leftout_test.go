package shoot

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// libraryIn makes a library of Apple Photos with one photo in a folder.
func libraryIn(t *testing.T, dir string) (library, photo string) {
	t.Helper()
	library = filepath.Join(dir, "P.photoslibrary")
	photo = filepath.Join(library, "originals", "lib.jpg")
	if err := os.MkdirAll(filepath.Dir(photo), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, photo, scene(5))
	return library, photo
}

func TestALibraryOfAnotherProgramIsReadOnlyWhereItIsOpenedItself(t *testing.T) {
	dir, home := shoot(t, 1), t.TempDir()
	library, photo := libraryIn(t, dir)
	h := once(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: &counter{}})
	if len(h.photos) != 1 || h.passedOver[dir].Folders != 1 || !slices.Equal(h.passedOver[dir].LeftOut, []string{library}) {
		t.Errorf("with the folder around it: %v, passed over %+v", h.photos, h.passedOver[dir])
	}
	for _, folders := range [][]string{{dir, library}, {library, dir}} {
		s := open(t, Options{CatalogDir: t.TempDir(), Folders: folders, Scorer: &counter{}})
		h := newHeard()
		if err := s.Run(t.Context(), h.hear); err != nil {
			t.Fatal(err)
		}
		if len(h.photos) != 2 || len(s.Folders()) != 2 || !s.IsOpen(photo) {
			t.Errorf("with both open: %v of %v", h.photos, s.Folders())
		}
	}
	if h := once(t, Options{CatalogDir: home, Folders: []string{library}, Scorer: &counter{}}); len(h.photos) != 1 {
		t.Errorf("opened itself: %v", h.photos)
	}
	h = once(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: &counter{}})
	if _, told := h.photos["lib.jpg"]; told || len(h.missing) > 0 {
		t.Errorf("with the folder around it again: %v, missing %v", h.photos, h.missing)
	}
}
