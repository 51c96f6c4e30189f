package queue

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

func TestPhotosAreScoredInOrderOfRankBehindThoseInView(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(1)
		b.cfg.Rank = func(p *library.Photo) Rank {
			return map[library.ID]Rank{1: Rest, 2: Uncertain, 3: Burst, 4: Rest, 5: Burst}[p.ID]
		}
		b.Add(photos(upTo(6)...)) // 6 has the zero rank, Burst
		b.InView([]library.ID{4})
		b.Promote([]library.ID{1, 99}, Burst)
		b.Promote([]library.ID{3}, Rest) // never later than it was
		b.drain(t)
		if want := []library.ID{4, 3, 5, 6, 1, 2}; !slices.Equal(b.scored, want) {
			t.Errorf("scored %v, want %v", b.scored, want)
		}
	})
}

func TestWhatIsAtHandIsScoredFirstOfItsRankAndBehindThoseInView(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(1)
		b.cfg.Rank = func(p *library.Photo) Rank {
			return map[library.ID]Rank{2: Rest, 3: Rest, 4: Rest, 5: Rest}[p.ID]
		}
		b.cfg.AtHand = func() func(*library.Photo) bool {
			return func(p *library.Photo) bool { return p.ID == 4 || p.ID == 7 }
		}
		b.Add(photos(upTo(7)...)) // 1, 6 and 7 have the zero rank, Burst
		b.InView([]library.ID{5})
		b.drain(t)
		if want := []library.ID{5, 7, 1, 6, 4, 2, 3}; !slices.Equal(b.scored, want) {
			t.Errorf("scored %v, want %v", b.scored, want)
		}
	})
}

func TestAPhotoIsScoredOnceHoweverOftenItIsPromoted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(1)
		b.Add(photos(1, 2, 3))
		b.Promote([]library.ID{3}, Uncertain)
		b.Promote([]library.ID{3}, Burst)
		b.Add(photos(3))
		b.drain(t)
		if want := []library.ID{3, 1, 2}; !slices.Equal(b.scored, want) {
			t.Errorf("scored %v, want %v", b.scored, want)
		}
	})
}

// TestAScorerThatCannotWorkBlamesNoPhoto has a model that is not there for the
// third photo, and is there again after Resume.
func TestAScorerThatCannotWorkBlamesNoPhoto(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(1)
		broken := true
		well := b.score
		b.score = func(p *library.Photo) (library.Score, error) {
			b.mu.Lock()
			gone := p.ID == 3 && broken
			b.mu.Unlock()
			if gone {
				return library.Score{}, fmt.Errorf("the model's file is gone: put it back: %w", scoring.ErrUnavailable)
			}
			return well(p)
		}
		b.Add(photos(upTo(4)...))
		stop := b.start(t)
		if err := b.Wait(t.Context()); !errors.Is(err, scoring.ErrUnavailable) {
			t.Errorf("waiting gave %v", err)
		}
		synctest.Wait()
		if p := b.Progress(); !errors.Is(p.Err, scoring.ErrUnavailable) || !p.Paused || p.Failed != 0 {
			t.Errorf("progress %+v", p)
		}
		b.mu.Lock()
		broken = false
		b.mu.Unlock()
		b.Resume()
		if err := b.Wait(t.Context()); err != nil {
			t.Error(err)
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
		if got := idsOf(b.saved); !slices.Equal(got, upTo(4)) {
			t.Errorf("saved %v", got)
		}
		for _, r := range b.saved {
			if r.Score == nil || r.By != b.Provenance().Key() {
				t.Errorf("%d was saved as %+v", r.ID, r)
			}
		}
	})
}
