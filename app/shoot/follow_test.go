package shoot

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/export"
)

func TestDecisionsFollowAPhotoAsItIsMoved(t *testing.T) {
	for name, c := range map[string]struct {
		leave, open bool // whether the original leaves, and whether the new folder is read
		missing     []string
	}{
		"to a folder that is not open": {leave: true, missing: []string{"img0.jpg"}},
		"to one that is":               {leave: true, open: true},
		"where the original stays":     {},
	} {
		t.Run(name, func(t *testing.T) {
			dir, home, out := shoot(t, 1), t.TempDir(), t.TempDir()
			photo := once(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: &counter{}}).photos["img0.jpg"]
			folders := []string{dir}
			if c.open {
				folders = append(folders, out)
			}
			s, err := Open(t.Context(), Options{CatalogDir: home, Folders: folders, Scorer: &counter{}})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			pick := library.Pick
			if _, err := s.cat.Decide(t.Context(), []catalog.Mark{{ID: photo.ID, Flag: &pick}}); err != nil {
				t.Fatal(err)
			}
			want := photo.Path
			done := export.Done{Photo: photo, Files: []export.Placed{{From: photo.Path, To: filepath.Join(out, "best.jpg")}}}
			if c.leave {
				want = done.Files[0].To
				if err := os.Rename(photo.Path, want); err != nil {
					t.Fatal(err)
				}
			}
			h := newHeard()
			h.names[photo.ID] = "img0.jpg"
			s.told.set(h.hear)
			if err := s.Follow(t.Context(), &done); err != nil {
				t.Fatal(err)
			}
			got, err := s.cat.Photo(t.Context(), photo.ID)
			if err != nil || got.Missing || got.Path != want || got.Decision.Flag != library.Pick || got.Hash != photo.Hash {
				t.Errorf("the catalogue has %+v, %v", got, err)
			}
			if _, told := h.photos["best.jpg"]; told != c.open || !slices.Equal(h.missing, c.missing) {
				t.Errorf("told of %v, missing %v", h.photos, h.missing)
			}
		})
	}
}
