package queue

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring"
)

// bench is a queue whose scorer, loader and store are fakes. Scoring a photo
// takes a second of the test's virtual time.
type bench struct {
	*Queue
	mu      sync.Mutex
	scored  []library.ID // in the order in which scoring began
	saved   []Result
	batches [][]Result
	told    []Result
	notes   []string

	load    func(p *library.Photo) (*image.RGBA, error)
	score   func(p *library.Photo) (library.Score, error)
	saveErr error
}

func newBench(workers int) *bench {
	b := &bench{}
	b.load = func(*library.Photo) (*image.RGBA, error) { return image.NewRGBA(image.Rect(0, 0, 1, 1)), nil }
	b.score = func(p *library.Photo) (library.Score, error) {
		time.Sleep(time.Second)
		return library.Score{Overall: library.Value{Known: true, Mean: float64(p.ID)}}, nil
	}
	b.Queue = New(Config{
		Scorer:  b,
		Workers: workers,
		Load:    func(_ context.Context, p *library.Photo) (*image.RGBA, error) { return b.load(p) },
		Save:    b.save,
		Done:    b.done,
		Log:     func(n string) { b.mu.Lock(); defer b.mu.Unlock(); b.notes = append(b.notes, n) },
	})
	return b
}

func (b *bench) Provenance() library.Provenance { return library.Provenance{Name: "fake"} }

func (b *bench) Score(_ context.Context, s *scoring.Subject) (library.Score, error) {
	b.mu.Lock()
	b.scored = append(b.scored, s.Photo.ID)
	b.mu.Unlock()
	return b.score(&s.Photo)
}

func (b *bench) save(_ context.Context, rs []Result) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.saveErr != nil {
		return b.saveErr
	}
	b.saved = append(b.saved, rs...)
	b.batches = append(b.batches, rs)
	return nil
}

func (b *bench) done(rs []Result) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.told = append(b.told, rs...)
}

func (b *bench) setSaveErr(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.saveErr = err
}

// start runs the queue; stop ends it and gives Run's error.
func (b *bench) start(t *testing.T) (stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	return func() error { cancel(); return <-ended }
}

func (b *bench) drain(t *testing.T) {
	t.Helper()
	stop := b.start(t)
	if err := b.Wait(t.Context()); err != nil {
		t.Errorf("waiting: %v", err)
	}
	if err := stop(); err != nil {
		t.Errorf("running: %v", err)
	}
}

func photos(ids ...library.ID) []library.Photo {
	out := make([]library.Photo, len(ids))
	for i, id := range ids {
		out[i] = library.Photo{ID: id, Path: fmt.Sprintf("/p/%d.jpg", id), Hash: library.Hash(fmt.Sprintf("h%d", id))}
	}
	return out
}

func upTo(n int) []library.ID {
	ids := make([]library.ID, n)
	for i := range ids {
		ids[i] = library.ID(i + 1)
	}
	return ids
}

func idsOf(rs []Result) []library.ID {
	var ids []library.ID
	for _, r := range rs {
		ids = append(ids, r.ID)
	}
	return ids
}

func TestPhotosInViewAreScoredFirstAndTheRestInOrderOfAdd(t *testing.T) {
	for name, c := range map[string]struct {
		add, view, want []library.ID
	}{
		"nothing in view":         {upTo(4), nil, upTo(4)},
		"the view's order":        {upTo(5), []library.ID{4, 2}, []library.ID{4, 2, 1, 3, 5}},
		"unknown photos in view":  {upTo(3), []library.ID{99, 3}, []library.ID{3, 1, 2}},
		"the same photo twice":    {[]library.ID{2, 1, 2}, []library.ID{1, 1}, []library.ID{1, 2}},
		"everything is in view":   {upTo(3), []library.ID{3, 2, 1}, []library.ID{3, 2, 1}},
		"nothing waits, but view": {nil, []library.ID{1}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBench(1)
				b.Add(photos(c.add...))
				b.InView(c.view)
				b.drain(t)
				if !slices.Equal(b.scored, c.want) {
					t.Errorf("scored %v, want %v", b.scored, c.want)
				}
			})
		})
	}
}

func TestANewViewReplacesTheOldOneWhileTheQueueRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(1)
		b.Add(photos(upTo(6)...))
		b.InView([]library.ID{6, 5})
		stop := b.start(t)
		time.Sleep(500 * time.Millisecond) // 6 is in flight
		b.InView([]library.ID{3})
		if err := b.Wait(t.Context()); err != nil {
			t.Error(err)
		}
		_ = stop()
		if want := []library.ID{6, 3, 1, 2, 4, 5}; !slices.Equal(b.scored, want) {
			t.Errorf("scored %v, want %v", b.scored, want)
		}
	})
}

func TestAddingAgainScoresOnlyWhatChanged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(2)
		b.Add(photos(1, 2))
		b.drain(t)
		again := photos(1, 2)
		again[1].Hash = "other pixels"
		b.Add(again)
		b.drain(t)
		if got := idsOf(b.saved); len(got) != 3 || got[2] != 2 {
			t.Errorf("saved %v, want 2 again and nothing else", got)
		}
		if last := b.saved[2]; last.Hash != "other pixels" || last.Score.Hash != "other pixels" {
			t.Errorf("the second score of 2 is for %q", last.Hash)
		}
		if p := b.Progress(); p.Total != 2 || p.Done != 2 || !p.Idle {
			t.Errorf("progress %+v", p)
		}
	})
}

func TestAPhotoWhoseFileMovedIsScoredFromWhereItIsNow(t *testing.T) {
	for name, after := range map[string]time.Duration{
		"while it waits":          500 * time.Millisecond,  // 1 is in flight, 2 waits
		"while it is in flight":   1500 * time.Millisecond, // 2 is in flight
		"after it was not found":  time.Hour,
		"before the queue starts": 0,
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				const now = "/p/renamed.jpg"
				b := newBench(1)
				b.load = func(p *library.Photo) (*image.RGBA, error) {
					time.Sleep(time.Second)
					if p.ID == 2 && p.Path != now {
						return nil, fmt.Errorf("it is not there: %w", ErrNotNow)
					}
					return image.NewRGBA(image.Rect(0, 0, 1, 1)), nil
				}
				b.score = func(*library.Photo) (library.Score, error) { return library.Score{}, nil }
				b.Add(photos(1, 2))
				stop := func() error { return nil }
				if after > 0 {
					stop = b.start(t)
					time.Sleep(after)
				}
				moved := photos(1, 2)
				moved[1].Path = now
				b.Add(moved)
				if after == 0 {
					stop = b.start(t)
				}
				if err := b.Wait(t.Context()); err != nil {
					t.Error(err)
				}
				_ = stop()
				if last := b.saved[len(b.saved)-1]; last.ID != 2 || last.Score == nil {
					t.Errorf("the last result is %+v, want the score of 2", last)
				}
				if p := b.Progress(); p.Total != 2 || p.Done != 2 || p.Failed != 0 {
					t.Errorf("progress %+v", p)
				}
				if n := len(b.scored); n != 2 {
					t.Errorf("%d photos were scored, want each once", n)
				}
			})
		})
	}
}

func TestAResultForPixelsThatChangedMeanwhileIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(1)
		b.Add(photos(1))
		stop := b.start(t)
		time.Sleep(500 * time.Millisecond)
		changed := photos(1)
		changed[0].Hash = "new"
		b.Add(changed)
		if err := b.Wait(t.Context()); err != nil {
			t.Error(err)
		}
		_ = stop()
		if len(b.saved) != 1 || b.saved[0].Hash != "new" {
			t.Errorf("saved %+v, want only the new pixels", b.saved)
		}
	})
}

func TestRemovedPhotosAreNeitherScoredNorReported(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(1)
		b.Add(photos(1, 2, 3))
		stop := b.start(t)
		time.Sleep(500 * time.Millisecond)
		b.Remove([]library.ID{1, 3, 77}) // 1 is in flight
		if err := b.Wait(t.Context()); err != nil {
			t.Error(err)
		}
		_ = stop()
		if got := idsOf(b.told); !slices.Equal(got, []library.ID{2}) {
			t.Errorf("told of %v, want 2 alone", got)
		}
		if p := b.Progress(); p.Total != 1 || p.Done != 1 {
			t.Errorf("progress %+v", p)
		}
	})
}

func TestPauseFinishesAndStoresWhatIsInFlightAndStartsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(2)
		b.Add(photos(upTo(6)...))
		stop := b.start(t)
		time.Sleep(500 * time.Millisecond)
		b.Pause()
		time.Sleep(time.Hour)
		if p := b.Progress(); p.Done != 2 || !p.Paused || p.Idle || p.Err != nil {
			t.Errorf("while paused: %+v", p)
		}
		b.Resume()
		if err := b.Wait(t.Context()); err != nil {
			t.Error(err)
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
		if p := b.Progress(); p.Done != 6 || p.Paused || !p.Idle {
			t.Errorf("at the end: %+v", p)
		}
	})
}

func TestWhatIsInHandIsWaitedForUntilItIsStoredAndTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(2)
		b.Add(photos(upTo(6)...))
		stop := b.start(t)
		time.Sleep(500 * time.Millisecond)
		b.Pause()
		short, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		if err := b.WaitForHand(short); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("before it is finished: %v", err)
		}
		if err := b.WaitForHand(t.Context()); err != nil || len(b.told) != 2 {
			t.Errorf("%v, and %d photos were told of", err, len(b.told))
		}
		b.saveErr = errors.New("the disk is full")
		b.Resume()
		time.Sleep(500 * time.Millisecond)
		b.Pause()
		if err := b.WaitForHand(t.Context()); err != nil { // waits for no disk that is full
			t.Error(err)
		}
		b.saveErr = nil
		if err := stop(); err != nil || len(b.told) != 4 {
			t.Errorf("%v, and %d photos were told of", err, len(b.told))
		}
	})
}

func TestResultsAreStoredInBatchesBeforeTheyAreTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(8)
		b.score = func(*library.Photo) (library.Score, error) {
			time.Sleep(10 * time.Millisecond)
			return library.Score{}, nil
		}
		b.cfg.Done = func(rs []Result) {
			for _, r := range rs {
				if !slices.ContainsFunc(b.saved, func(s Result) bool { return s.ID == r.ID }) {
					t.Errorf("%d was told before it was stored", r.ID)
				}
			}
			b.done(rs)
		}
		b.Add(photos(upTo(100)...))
		b.drain(t)
		if len(b.told) != 100 || len(b.batches) > 5 {
			t.Errorf("told %d in %d batches", len(b.told), len(b.batches))
		}
		for _, batch := range b.batches {
			if len(batch) > maxBatch {
				t.Errorf("a batch of %d", len(batch))
			}
		}
	})
}

func TestASlowScorersResultDoesNotWaitForABatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(1)
		b.score = func(*library.Photo) (library.Score, error) {
			time.Sleep(10 * time.Second)
			return library.Score{}, nil
		}
		b.Add(photos(1, 2))
		stop := b.start(t)
		time.Sleep(10*time.Second + maxWait + time.Millisecond)
		synctest.Wait()
		if got := len(b.told); got != 1 {
			t.Errorf("%d results told a quarter second after the first", got)
		}
		_ = stop()
	})
}

func TestOnePhotosProblemDoesNotStopTheOthers(t *testing.T) {
	boom := func() { panic("no such tensor") }
	for name, c := range map[string]struct {
		load    func(p *library.Photo) (*image.RGBA, error)
		score   func(p *library.Photo) (library.Score, error)
		want    string
		passing bool
		noted   bool
	}{
		"load fails":    {load: func(*library.Photo) (*image.RGBA, error) { return nil, errors.New("the file is cut short") }, want: "the file is cut short"},
		"drive is gone": {load: func(*library.Photo) (*image.RGBA, error) { return nil, fmt.Errorf("no drive: %w", ErrNotNow) }, want: "no drive", passing: true},
		"load panics":   {load: func(*library.Photo) (*image.RGBA, error) { boom(); return nil, nil }, want: "no such tensor", noted: true},
		"scorer fails":  {score: func(*library.Photo) (library.Score, error) { return library.Score{}, errors.New("no answer") }, want: "no answer"},
		"scorer gives no number": {score: func(*library.Photo) (library.Score, error) {
			return library.Score{Overall: library.Value{Known: true, Mean: math.NaN()}}, nil
		}, want: "not between"},
		"scorer gives too much": {score: func(*library.Photo) (library.Score, error) {
			var s library.Score
			s.Values[library.Clarity] = library.Value{Known: true, Mean: 10.5}
			return s, nil
		}, want: "Clarity"},
		"scorer panics": {score: func(*library.Photo) (library.Score, error) { boom(); return library.Score{}, nil }, want: "no such tensor", noted: true},
		"scorer runs past a slice": {score: func(p *library.Photo) (library.Score, error) {
			return library.Score{Summary: make([]library.Message, 1)[p.ID]}, nil
		}, want: "out of range", noted: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBench(2)
				goodLoad, goodScore := b.load, b.score
				b.load = func(p *library.Photo) (*image.RGBA, error) {
					if p.ID == 2 && c.load != nil {
						return c.load(p)
					}
					return goodLoad(p)
				}
				b.score = func(p *library.Photo) (library.Score, error) {
					if p.ID == 2 && c.score != nil {
						return c.score(p)
					}
					return goodScore(p)
				}
				b.Add(photos(1, 2, 3))
				b.drain(t)
				if p := b.Progress(); p.Done != 3 || p.Failed != 1 {
					t.Errorf("progress %+v", p)
				}
				for _, r := range b.told {
					if r.ID != 2 {
						if r.Score == nil || !r.Problem.IsZero() {
							t.Errorf("a good photo gave %+v", r)
						}
						continue
					}
					if r.Score != nil || !strings.Contains(message.English(r.Problem), c.want) || r.Passing != c.passing {
						t.Errorf("the bad photo gave %+v", r)
					}
				}
				if noted := len(b.notes) > 0; noted != c.noted {
					t.Errorf("notes: %q", b.notes)
				}
			})
		})
	}
}

func TestWhatCannotBeStoredIsKeptAndTriedAgainOnResume(t *testing.T) {
	full := errors.New("disk is full")
	synctest.Test(t, func(t *testing.T) {
		b := newBench(2)
		b.setSaveErr(full)
		b.Add(photos(upTo(10)...))
		stop := b.start(t)
		if err := b.Wait(t.Context()); !errors.Is(err, full) {
			t.Errorf("waiting gave %v", err)
		}
		time.Sleep(time.Minute)
		if p := b.Progress(); !errors.Is(p.Err, full) || !p.Paused || p.Done != 0 || p.Idle {
			t.Errorf("while the disk is full: %+v", p)
		}
		if len(b.told) != 0 || len(b.scored) > 4 {
			t.Errorf("told %d, scored %d although nothing can be stored", len(b.told), len(b.scored))
		}
		b.setSaveErr(nil)
		b.Resume()
		if err := b.Wait(t.Context()); err != nil {
			t.Error(err)
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
		if len(b.saved) != 10 || len(b.scored) != 10 {
			t.Errorf("saved %d, scored %d of 10", len(b.saved), len(b.scored))
		}
	})
}

func TestStoppingStoresWhatIsFinishedAndLetsGoOfTheRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(1)
		b.score = func(p *library.Photo) (library.Score, error) {
			time.Sleep(100 * time.Millisecond)
			return library.Score{}, nil
		}
		b.Add(photos(upTo(5)...))
		stop := b.start(t)
		time.Sleep(150 * time.Millisecond) // 1 is finished and not stored, 2 is in flight
		if err := stop(); err != nil {
			t.Error(err)
		}
		if got := idsOf(b.saved); !slices.Equal(got, []library.ID{1, 2}) {
			t.Errorf("saved %v at the end, want the finished ones", got)
		}
		b.drain(t)
		if got := idsOf(b.saved); !slices.Equal(got, upTo(5)) {
			t.Errorf("saved %v after going on", got)
		}
	})
}

func TestStoppingGivesTheErrorOfTheLastSave(t *testing.T) {
	full := errors.New("disk is full")
	synctest.Test(t, func(t *testing.T) {
		b := newBench(1)
		b.setSaveErr(full)
		b.Add(photos(1))
		stop := b.start(t)
		time.Sleep(2 * time.Second)
		if err := stop(); !errors.Is(err, full) {
			t.Errorf("running ended with %v", err)
		}
	})
}

func TestAnInterruptedPhotoIsNotAFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		b := newBench(1)
		b.score = func(*library.Photo) (library.Score, error) {
			<-ctx.Done()
			return library.Score{}, ctx.Err()
		}
		b.Add(photos(1))
		ended := make(chan error, 1)
		go func() { ended <- b.Run(ctx) }()
		synctest.Wait()
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if p := b.Progress(); p.Failed != 0 || p.Done != 0 || p.Total != 1 || len(b.saved) != 0 {
			t.Errorf("after the interruption: %+v, saved %v", p, b.saved)
		}
	})
}

func TestWaitEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(1)
		b.Add(photos(1))
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := b.Wait(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("waiting for a queue that does not run gave %v", err)
		}
	})
}
