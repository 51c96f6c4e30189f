package shoot

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/measure"
)

// portraitist finds in each photo one face whose nearer eye is blurred.
type portraitist struct{}

func (portraitist) Provenance() library.Provenance { return library.Provenance{Name: "portraitist"} }

func (portraitist) Find(context.Context, *scoring.Subject) ([]library.Face, error) {
	return []library.Face{{Box: library.Box{X: 0.4, Y: 0.3, Width: 0.2, Height: 0.3}, Score: 0.9, Detail: 0.05}}, nil
}

// soft is true for a score that a soft eye moved.
func soft(s *library.Score) bool {
	return s.Reasons[library.Clarity].Code() == message.ClarityEyeSoft
}

func TestFacesMoveScoresAtOnceAndAtEveryStartUntilTheyAreSwitchedOff(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	img := phototest.Scene(1800, 1200, 5)
	if err := os.WriteFile(filepath.Join(dir, "a.jpg"), phototest.JPEG(img, phototest.Exif{}), 0o600); err != nil {
		t.Fatal(err)
	}
	options := Options{CatalogDir: home, Folders: []string{dir}, Scorer: measure.New(), Faces: portraitist{}, Watch: true}
	run := func(then func(st *Shoot, photo library.ID, told <-chan *library.Score)) {
		t.Helper()
		st, err := Open(t.Context(), options)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		told, id, ended := make(chan *library.Score, 100), make(chan library.ID, 100), make(chan error, 1)
		go func() {
			ended <- st.Run(ctx, func(e Event) {
				for i := range e.Photos {
					id <- e.Photos[i].ID
				}
				for i := range e.Scored {
					told <- e.Scored[i].Score
				}
			})
		}()
		then(st, <-id, told)
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}
	var plain, moved *library.Score
	run(func(_ *Shoot, _ library.ID, told <-chan *library.Score) {
		plain, moved = <-told, <-told
	})
	by := moved.Of(library.Clarity).Mean - plain.Of(library.Clarity).Mean
	if soft(plain) || !soft(moved) || by >= 0 || by < -0.5-1e-9 || moved.Overall.Mean >= plain.Overall.Mean {
		t.Fatalf("clarity went from %+v to %+v", plain.Of(library.Clarity), moved.Of(library.Clarity))
	}
	run(func(st *Shoot, id library.ID, told <-chan *library.Score) {
		if again := <-told; !soft(again) || again.Overall.Mean != moved.Overall.Mean {
			t.Errorf("the next start tells %+v first, not %+v", again.Overall, moved.Overall)
		}
		photo, err := st.Catalog().Photo(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		settled := func() *library.Score {
			t.Helper()
			s, err := scorers.SettledScores(t.Context(), st.Catalog(), []library.Photo{photo}, st.Provenance(), finderKeys(&Options{Faces: portraitist{}}))
			if err != nil {
				t.Fatal(err)
			}
			return s.Scores[id]
		}
		if s := settled(); !soft(s) || s.Overall.Mean != moved.Overall.Mean {
			t.Errorf("the command line sees %+v, the window %+v", s.Overall, moved.Overall)
		}
		if err := st.Faces().SetOn(t.Context(), false); err != nil {
			t.Fatal(err)
		}
		for _, s := range []*library.Score{<-told, settled()} {
			if soft(s) || math.Abs(s.Overall.Mean-plain.Overall.Mean) > 1e-12 {
				t.Errorf("switched off it is %+v, not %+v", s.Overall, plain.Overall)
			}
		}
	})
}
