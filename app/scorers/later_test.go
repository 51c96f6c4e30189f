package scorers

import (
	"context"
	"errors"
	"image"
	"testing"
	"testing/synctest"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/queue"
)

// silent scores nothing until it is let.
type silent struct{ let chan struct{} }

func (silent) Provenance() library.Provenance { return library.Provenance{Name: "silent"} }

func (s silent) Score(ctx context.Context, _ *scoring.Subject) (library.Score, error) {
	select {
	case <-s.let:
		return library.Score{}, nil
	case <-ctx.Done():
		return library.Score{}, ctx.Err()
	}
}

// listOf gives a list with one scorer of this name, which runs until the test ends.
func listOf(t *testing.T, id ID) (*List, *queue.Queue, chan struct{}) {
	let := make(chan struct{})
	q := queue.New(queue.Config{
		Scorer: silent{let}, Workers: 1,
		Load: func(context.Context, *library.Photo) (*image.RGBA, error) { return nil, nil },
		Save: func(context.Context, []queue.Result) error { return nil },
	})
	l := New(Options{})
	l.entries = []*entry{{spec: Spec{ID: id}, queue: q}}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- q.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return l, q, let
}

func TestLaterWorkWaitsForTheBuiltInScorerAlsoWhileThatIsPaused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, q, let := listOf(t, BuiltIn)
		later := NewLater(l)
		if err := later.WaitAtRest(t.Context()); err != nil {
			t.Fatal(err)
		}
		q.Add([]library.Photo{{ID: 1, Hash: "h:1"}})
		if err := later.WaitAtWork(t.Context()); err != nil {
			t.Fatal(err)
		}
		q.Pause()
		rested := make(chan error, 1)
		go func() { rested <- later.WaitAtRest(t.Context()) }()
		synctest.Wait()
		select {
		case <-rested:
			t.Fatal("it is at rest with a photo to score")
		default:
		}
		q.Resume()
		let <- struct{}{}
		if err := <-rested; err != nil {
			t.Error(err)
		}
	})
}

func TestLaterWorkWaitsForWhatIsInViewOfAModelOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, q, let := listOf(t, Model)
		later := NewLater(l)
		q.Add([]library.Photo{{ID: 1, Hash: "h:1"}, {ID: 2, Hash: "h:2"}})
		if err := later.WaitAtRest(t.Context()); err != nil {
			t.Fatal(err)
		}
		l.InView([]library.ID{2})
		if err := later.WaitAtWork(t.Context()); err != nil {
			t.Fatal(err)
		}
		let <- struct{}{}
		let <- struct{}{}
		if err := later.WaitAtRest(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAScorerThatComesLaterIsWaitedForToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, q, _ := listOf(t, BuiltIn)
		late := l.entries
		l.entries = nil
		atWork := make(chan error, 1)
		go func() { atWork <- NewLater(l).WaitAtWork(t.Context()) }()
		synctest.Wait()
		q.Add([]library.Photo{{ID: 1, Hash: "h:1"}})
		if err := l.enter(late[0]); err != nil {
			t.Fatal(err)
		}
		if err := <-atWork; err != nil {
			t.Error(err)
		}
	})
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, _, _ := listOf(t, BuiltIn)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := NewLater(l).WaitAtWork(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("gave %v", err)
		}
	})
}

func TestLaterWorkIsPausedHeldAndToldOfTheViewWithTheScorers(t *testing.T) {
	l := New(Options{})
	l.InView([]library.ID{7})
	l.Hold(true)
	q := queue.New(queue.Config{})
	NewLater(l).AddLater(q)
	q.Add([]library.Photo{{ID: 7, Hash: "h:7"}})
	if err := q.WaitForView(t.Context(), true); err != nil { // it knows the view
		t.Error(err)
	}
	l.Pause()
	if !q.Progress().Paused {
		t.Error("it goes on while all is paused")
	}
	l.Resume()
	if q.Progress().Paused {
		t.Error("it stays paused")
	}
	l.Drop([]library.ID{7})
	if p := q.Progress(); p.Total != 0 {
		t.Errorf("a photo that was dropped waits: %+v", p)
	}
	l.Hold(false)
}
