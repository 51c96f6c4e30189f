package shoot

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring"
)

// measuring is a counter that goes by the built-in scorer's name.
type measuring struct{ counter }

func (*measuring) Provenance() library.Provenance {
	return library.Provenance{Name: "builtin", Version: "1"}
}

// spotter finds one face in each photo, at whose scores it looks.
type spotter struct {
	scorer *measuring
	mu     sync.Mutex
	seen   []int // how many photos were scored when each was looked at
}

func (*spotter) Provenance() library.Provenance { return library.Provenance{Name: "spotter"} }

func (f *spotter) Find(_ context.Context, s *scoring.Subject) ([]library.Face, error) {
	if w, h := s.Full.Size(); w != 400 || h != 300 || s.Preview.Rect.Dx() != 400 {
		return nil, errors.New("it is another photo")
	}
	f.scorer.mu.Lock()
	scored := len(f.scorer.asked)
	f.scorer.mu.Unlock()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seen = append(f.seen, scored)
	return []library.Face{{Box: library.Box{Width: 0.5, Height: 0.5}, Score: 0.75, Turned: true}}, nil
}

func TestFacesAreLookedForOnceAllPhotosAreScored(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	const n = 4
	for i := range n {
		name := filepath.Join(dir, string(rune('a'+i))+".jpg")
		if err := os.WriteFile(name, phototest.JPEG(phototest.Scene(400, 300, uint64(i)), phototest.Exif{}), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	scorer := &measuring{}
	finder := &spotter{scorer: scorer}
	for start := range 2 {
		st, err := Open(t.Context(), Options{CatalogDir: home, Folders: []string{dir}, Scorer: scorer, Faces: finder})
		if err != nil {
			t.Fatal(err)
		}
		hashes := map[library.ID]library.Hash{}
		var told []library.ID
		err = st.Run(t.Context(), func(e Event) {
			for _, p := range e.Photos {
				hashes[p.ID] = p.Hash
			}
			told = append(told, e.Faces...)
		})
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(told)
		if told = slices.Compact(told); len(told) != n {
			t.Errorf("start %d: told of %v", start, told)
		}
		for _, id := range told {
			if found, looked := st.Faces().Of(&library.Photo{Hash: hashes[id]}); !looked || len(found) != 1 || !found[0].Turned {
				t.Errorf("start %d: photo %d: %v, %v", start, id, found, looked)
			}
		}
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if len(finder.seen) != n {
		t.Fatalf("%d photos were looked at, not each of %d once", len(finder.seen), n)
	}
	for looked, scored := range finder.seen { // all of them, but where a slow disk leaves the scorer at rest for a second
		if scored <= looked {
			t.Errorf("%d photos were looked at when %d were scored", looked+1, scored)
		}
	}
}

func TestAShootWithoutAFinderLooksForNoFaces(t *testing.T) {
	st, err := Open(t.Context(), Options{CatalogDir: t.TempDir(), Folders: []string{t.TempDir()}})
	if err != nil {
		t.Fatal(err)
	}
	if st.Faces() != nil {
		t.Error("it looks for faces")
	}
	if err := errors.Join(st.Run(t.Context(), func(Event) {}), st.Close()); err != nil {
		t.Error(err)
	}
}
