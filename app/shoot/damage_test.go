package shoot

import (
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/phototest"
)

func TestAJPEGThatAnOlderVersionDidNotShowIsReadAgain(t *testing.T) {
	for name, stored := range map[string]library.Message{
		"as a code": message.New(message.FileCut),
		"in words":  library.Verbatim(message.English(message.New(message.FileCut))),
	} {
		t.Run(name, func(t *testing.T) {
			dir, home := t.TempDir(), t.TempDir()
			whole := phototest.PlainJPEG(phototest.Scene(96, 64, 2), 90)
			write(t, filepath.Join(dir, "a.jpg"), whole[:len(whole)-2])
			opts := Options{CatalogDir: home, Folders: []string{dir}, Scorer: &counter{}}
			p := once(t, opts).photos["a.jpg"]
			s := open(t, opts)
			old := catalog.Read{ID: p.ID, Hash: p.Hash, Problem: stored}
			if err := s.cat.SetRead(t.Context(), []catalog.Read{old}); err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			h := once(t, opts)
			if p := h.photos["a.jpg"]; !p.Problem.IsZero() || p.Damage.Code() != message.DamageNoEnd || h.results["a.jpg"].Score == nil {
				t.Errorf("%+v, %+v", p, h.results["a.jpg"])
			}
		})
	}
}
