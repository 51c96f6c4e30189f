package explain

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"keeplight.app/keeplight/library"
)

// source is a model that takes a second for each of three pieces.
type source struct {
	mu      sync.Mutex
	busy    bool // photos are to be scored
	inSight bool // photos in view are
	changed chan struct{}
	inView  []library.ID
	written map[library.ID]bool
	fails   error
}

func newSource(inView ...library.ID) *source {
	return &source{inView: inView, written: map[library.ID]bool{}}
}

func (s *source) setBusy(busy bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy = busy
	close(s.changed)
	s.changed = make(chan struct{})
}

func (s *source) setInSight(busy bool) {
	s.mu.Lock()
	s.inSight = busy
	s.mu.Unlock()
	s.setBusy(busy)
}

func (s *source) wait(ctx context.Context, what *bool, busy bool) error {
	for {
		s.mu.Lock()
		is, changed := *what, s.changed
		s.mu.Unlock()
		if is == busy {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-changed:
		}
	}
}

func (s *source) WaitIdle(ctx context.Context) error       { return s.wait(ctx, &s.busy, false) }
func (s *source) WaitBusy(ctx context.Context) error       { return s.wait(ctx, &s.busy, true) }
func (s *source) WaitViewScored(ctx context.Context) error { return s.wait(ctx, &s.inSight, false) }
func (s *source) WaitViewBusy(ctx context.Context) error   { return s.wait(ctx, &s.inSight, true) }

func (s *source) Unexplained(context.Context, library.ExplanationForm) (photos []library.Photo, scores []library.Score, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range s.inView {
		if !s.written[id] {
			photos, scores = append(photos, photo(id)), append(scores, library.Score{})
		}
	}
	return photos, scores, nil
}

func (s *source) ExplainFace(ctx context.Context, p library.Photo, score library.Score, form library.ExplanationForm, face library.Box, emit func(string) error) (library.Explanation, error) {
	e, err := s.Explain(ctx, p, score, form, emit)
	e.By.Settings = map[string]string{library.CloseUpSetting: library.CloseUpOf(face)}
	return e, err
}

func (s *source) Explain(ctx context.Context, p library.Photo, _ library.Score, form library.ExplanationForm, emit func(string) error) (library.Explanation, error) {
	e := library.Explanation{Form: form, End: library.Stopped}
	for _, piece := range []string{"It ", "is ", "calm."} {
		select {
		case <-ctx.Done():
			return e, ctx.Err()
		case <-time.After(time.Second):
		}
		if s.fails != nil {
			e.End = library.CutOff
			return e, s.fails
		}
		e.Text += piece
		if err := emit(piece); err != nil {
			return e, err
		}
	}
	e.End = library.Whole
	s.mu.Lock()
	defer s.mu.Unlock()
	s.written[p.ID] = true
	return e, nil
}

func photo(id library.ID) library.Photo {
	return library.Photo{ID: id, Hash: library.Hash(fmt.Sprint(id))}
}

// heard is what a desk told.
type heard struct {
	mu   sync.Mutex
	news []string
}

func (h *heard) add(n News) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case n.Waits:
		h.news = append(h.news, fmt.Sprintf("%d waits", n.ID))
	case n.Began:
		h.news = append(h.news, fmt.Sprintf("%d begins", n.ID))
	case n.Ended:
		h.news = append(h.news, fmt.Sprintf("%d %s: %s", n.ID, n.Written.End, n.Written.Text))
	}
}

func (h *heard) want(t *testing.T, want ...string) {
	t.Helper()
	h.mu.Lock()
	defer h.mu.Unlock()
	if !slices.Equal(h.news, want) {
		t.Errorf("told %q, want %q", h.news, want)
	}
	h.news = nil
}

// at runs a desk in virtual time.
func at(t *testing.T, s *source, story func(d *Desk, h *heard)) {
	synctest.Test(t, func(t *testing.T) {
		s.changed = make(chan struct{}) // of the bubble
		h := &heard{}
		d := New(s, h.add)
		ctx, cancel := context.WithCancel(t.Context())
		var running sync.WaitGroup
		running.Go(func() { d.Run(ctx) })
		story(d, h)
		cancel()
		running.Wait()
	})
}

func after(d time.Duration) { time.Sleep(d); synctest.Wait() }

func TestWhatIsAskedForIsWrittenAlsoWhilePhotosAreScored(t *testing.T) {
	s := newSource()
	at(t, s, func(d *Desk, h *heard) {
		s.setBusy(true)
		d.Ask(photo(1), library.Score{}, library.Prose)
		after(4 * time.Second)
		h.want(t, "1 begins", "1 whole: It is calm.")
	})
}

func TestARequestDelaysNoScoringInView(t *testing.T) {
	s := newSource()
	at(t, s, func(d *Desk, h *heard) {
		s.setInSight(true)
		d.Ask(photo(1), library.Score{}, library.Prose)
		after(time.Hour)
		h.want(t, "1 waits")
		s.setInSight(false)
		after(1500 * time.Millisecond)
		h.want(t, "1 begins")
		s.setInSight(true) // others came into view in the middle of the text
		after(time.Hour)
		h.want(t, "1 waits")
		s.setInSight(false)
		after(time.Hour)
		h.want(t, "1 begins", "1 whole: It is calm.")
	})
}

func TestAPendingRequestCanBeCancelledOrReplaced(t *testing.T) {
	s := newSource()
	at(t, s, func(d *Desk, h *heard) {
		s.setInSight(true)
		d.Ask(photo(1), library.Score{}, library.Prose)
		after(time.Second)
		d.Stop()
		after(time.Second)
		h.want(t, "1 waits", "1 stopped: ")
		d.Ask(photo(2), library.Score{}, library.Prose)
		after(time.Second)
		d.Ask(photo(3), library.Score{}, library.Prose)
		after(time.Second)
		h.want(t, "2 waits", "2 stopped: ", "3 waits")
		s.setInSight(false)
		after(1500 * time.Millisecond)
		d.Stop()
		s.setInSight(true)
		after(time.Second)
		s.setInSight(false)
		after(time.Hour)
		h.want(t, "3 begins", "3 stopped: It ")
	})
}

func TestTheNewestRequestReplacesTheLast(t *testing.T) {
	at(t, newSource(), func(d *Desk, h *heard) {
		d.Ask(photo(1), library.Score{}, library.Prose)
		after(1500 * time.Millisecond)
		d.Ask(photo(2), library.Score{}, library.Prose)
		after(4 * time.Second)
		h.want(t, "1 begins", "1 stopped: It ", "2 begins", "2 whole: It is calm.")
	})
}

func TestWritingCanBeStoppedAndAskedForAgain(t *testing.T) {
	at(t, newSource(), func(d *Desk, h *heard) {
		d.Ask(photo(1), library.Score{}, library.Prose)
		after(2500 * time.Millisecond)
		d.Stop()
		after(0)
		h.want(t, "1 begins", "1 stopped: It is ")
		d.Ask(photo(1), library.Score{}, library.Prose)
		after(4 * time.Second)
		h.want(t, "1 begins", "1 whole: It is calm.")
	})
}

func TestPhotosInViewAreExplainedOnlyWhileNothingIsToBeScored(t *testing.T) {
	s := newSource(1, 2)
	at(t, s, func(d *Desk, h *heard) {
		s.setBusy(true)
		d.Automatic(true, library.Prose)
		after(time.Minute)
		h.want(t)
		s.setBusy(false)
		after(4500 * time.Millisecond) // the first is whole, the second has one piece
		s.setBusy(true)
		after(time.Minute)
		h.want(t, "1 begins", "1 whole: It is calm.", "2 begins", "2 stopped: It ")
		s.setBusy(false)
		after(time.Minute)
		h.want(t, "2 begins", "2 whole: It is calm.")
	})
}

func TestARequestGoesBeforeAutomaticExplanations(t *testing.T) {
	s := newSource(1)
	at(t, s, func(d *Desk, h *heard) {
		d.Automatic(true, library.Prose)
		after(1500 * time.Millisecond)
		d.Ask(photo(7), library.Score{}, library.Fields)
		after(time.Minute)
		h.want(t, "1 begins", "1 stopped: It ", "7 begins", "7 whole: It is calm.", "1 begins", "1 whole: It is calm.")
	})
}

func TestARequestIsTakenWhileThePhotosInViewWaitForScoring(t *testing.T) {
	s := newSource(1)
	at(t, s, func(d *Desk, h *heard) {
		s.setBusy(true)
		d.Automatic(true, library.Prose)
		after(time.Second)
		d.Ask(photo(7), library.Score{}, library.Prose)
		after(time.Minute)
		h.want(t, "7 begins", "7 whole: It is calm.")
	})
}

func TestWhatWasStoppedOrFailedDoesNotBeginAgainByItself(t *testing.T) {
	s := newSource(1)
	at(t, s, func(d *Desk, h *heard) {
		d.Automatic(true, library.Prose)
		after(1500 * time.Millisecond)
		d.Stop()
		after(time.Minute)
		h.want(t, "1 begins", "1 stopped: It ")
	})
	s = newSource(1)
	s.fails = errors.New("the engine stopped")
	at(t, s, func(d *Desk, h *heard) {
		d.Automatic(true, library.Prose)
		after(time.Minute)
		d.LookAgain()
		after(time.Minute)
		h.want(t, "1 begins", "1 cut_off: ")
	})
}

func TestSwitchedOffNothingIsWrittenByItself(t *testing.T) {
	s := newSource(1)
	at(t, s, func(d *Desk, h *heard) {
		d.Automatic(true, library.Prose)
		after(1500 * time.Millisecond)
		d.Automatic(false, library.Prose)
		after(time.Minute)
		h.want(t, "1 begins", "1 stopped: It ")
	})
}
