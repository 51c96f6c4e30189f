package shoot

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring/measure"
)

func TestAShootKeepsItsStacksUpToDate(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	noon := time.Date(2026, time.May, 30, 12, 0, 0, 5e6, time.UTC)
	for i, name := range []string{"1.jpg", "2.jpg", "3.jpg"} { // too far apart to be one burst unseen
		data := phototest.JPEG(phototest.Scene(300, 200, 1), phototest.Exif{Model: "A", Time: noon.Add(time.Duration(i) * 3 * time.Second), ISO: 100 + i})
		if i == 2 {
			data = phototest.JPEG(phototest.Scene(300, 200, 2), phototest.Exif{Model: "A", Time: noon.Add(time.Minute)})
		}
		if err := os.WriteFile(filepath.Join(dir, name), append(data, byte(i)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, when := range []string{"first read", "known"} {
		st := stacks.New(nil)
		s, err := Open(t.Context(), Options{CatalogDir: home, Folders: []string{dir}, Scorer: measure.New(), Stacks: st})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Run(t.Context(), func(Event) {}); err != nil {
			t.Fatal(err)
		}
		g := st.Renew()
		if len(g.Groups) != 2 || len(g.Groups[0].Members) != 2 {
			t.Errorf("%s: %+v", when, g.Groups)
		}
		st.Close()
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
