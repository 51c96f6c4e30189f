package reconcile

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library/scan"
)

func TestWhatAScanPassesOverIsTold(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.jpg", jpegBytes(1))
	write(t, dir, "c.mov", []byte("x")) // one beside a photo would belong to it
	write(t, dir, "day/b.mov", []byte("x"))
	write(t, dir, "P.photoslibrary/originals/c.jpg", jpegBytes(2))
	m := once(t, openCatalog(t), Options{}, dir)
	last := m.scanned[len(m.scanned)-1]
	want := scan.PassedOver{
		Kinds: []scan.Kind{{Ext: ".mov", Files: 2}}, LeftOut: []string{filepath.Join(dir, "P.photoslibrary")}, Folders: 1,
	}
	if diff := cmp.Diff(want, last.PassedOver); diff != "" || !last.Done || len(m.photos) != 1 {
		t.Errorf("of %d photos, want -, got +:\n%s", len(m.photos), diff)
	}
}

func TestPhotosOfALibraryThatWasOpenedItselfStayWhatTheyAre(t *testing.T) {
	cat, dir := openCatalog(t), t.TempDir()
	within := filepath.Join(dir, "P.photoslibrary")
	path := write(t, within, "originals/a.jpg", jpegBytes(1))
	write(t, dir, "b.jpg", jpegBytes(2))
	if m := once(t, cat, Options{}, within); m.at(path) == nil {
		t.Fatal("it was opened itself and is not read")
	}
	if m := once(t, cat, Options{}, dir); m.at(path) != nil || len(m.photos) != 1 {
		t.Errorf("from the folder around it: %+v", m.photos)
	}
	photos, err := cat.Photos(t.Context(), []string{within})
	must(t, err)
	if len(photos) != 1 || photos[0].Missing {
		t.Errorf("in the catalogue: %+v", photos)
	}
}
