package shoot

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
)

func TestFilesAreScoredByThemselvesAndTheNextStartUsesTheStoredScores(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	var files []string
	for i := range 2*fileBatch + 3 { // more than two transactions
		path := filepath.Join(dir, fmt.Sprintf("IMG_%03d.jpg", i))
		write(t, path, scene(uint64(i%7)))
		files = append(files, path)
	}
	write(t, filepath.Join(dir, "not asked for.jpg"), scene(1))
	write(t, filepath.Join(dir, "no photo.bmp"), []byte("BM not much"))
	files = append(files, filepath.Join(dir, "no photo.bmp"), filepath.Join(dir, "gone.jpg"))
	for _, first := range []bool{true, false} {
		scorer := &counter{}
		h := once(t, Options{CatalogDir: home, Files: slices.Clone(files), Scorer: scorer})
		if _, there := h.photos["not asked for.jpg"]; there || len(h.photos) != len(files)-1 {
			t.Errorf("%d photos were told of", len(h.photos))
		}
		for _, path := range files[:len(files)-2] {
			if r := h.results[filepath.Base(path)]; r.Score == nil {
				t.Errorf("%s has no score: %+v", path, r)
			}
		}
		if h.photos["no photo.bmp"].Problem.IsZero() || len(h.problems) != 1 {
			t.Errorf("problems: %+v, %q", h.photos["no photo.bmp"], h.problems)
		}
		if again := len(scorer.asked) > 0; again != first {
			t.Errorf("first run %v: %d photos were scored", first, len(scorer.asked))
		}
	}
}

func TestAFileOfAPairIsItsPhoto(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	write(t, filepath.Join(dir, "a.jpg"), scene(1))
	write(t, filepath.Join(dir, "a.cr2"), []byte("II*\x00 not much of a RAW file"))
	once(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: &counter{}})
	h := once(t, Options{CatalogDir: home, Files: []string{filepath.Join(dir, "a.jpg")}, Scorer: &counter{}})
	if len(h.photos) != 1 {
		t.Fatalf("%+v", h.photos)
	}
	for _, p := range h.photos {
		if len(p.Companions) != 1 {
			t.Errorf("the pair was torn: %+v", p)
		}
	}
}
