package bridge

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// window takes batches in, or keeps what is scheduled for later.
type window struct {
	mu        sync.Mutex
	later     bool
	scheduled []func()
	batches   [][]int
	most      int // that is taken of a batch, 0 for all
}

func (w *window) schedule(f func()) {
	w.mu.Lock()
	later := w.later
	if later {
		w.scheduled = append(w.scheduled, f)
	}
	w.mu.Unlock()
	if !later {
		f()
	}
}

func (w *window) apply(batch []int) (taken int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.most > 0 {
		batch = batch[:min(w.most, len(batch))]
	}
	w.batches = append(w.batches, batch)
	return len(batch)
}

func (w *window) seen() (batches int, events []int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.batches), slices.Concat(w.batches...)
}

func (w *window) waiting() []func() {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.scheduled)
}

// run runs a bridge to the window until the test's end.
func run(t *testing.T, w *window) *Bridge[int] {
	b := New(w.schedule, w.apply)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { b.Run(ctx); close(done) }()
	t.Cleanup(func() { stop(); <-done })
	return b
}

func TestEventsArriveInOrderInBatchesKeptApart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w window
		b := run(t, &w)
		b.Post(1)
		synctest.Wait()
		if _, events := w.seen(); !slices.Equal(events, []int{1}) {
			t.Fatalf("the first event waited: %v", events)
		}
		for i := 2; i <= 100; i++ {
			b.Post(i)
		}
		synctest.Wait()
		if batches, _ := w.seen(); batches != 1 {
			t.Fatalf("%d batches came without a pause between them", batches)
		}
		time.Sleep(Interval)
		synctest.Wait()
		if batches, events := w.seen(); batches != 2 || len(events) != 100 || !slices.IsSorted(events) {
			t.Fatalf("%d batches brought %d events", batches, len(events))
		}
	})
}

func TestASlowWindowGetsOneBatchAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := window{later: true}
		b := run(t, &w)
		b.Post(1)
		synctest.Wait()
		b.Post(2)
		time.Sleep(10 * Interval)
		synctest.Wait()
		waiting := w.waiting()
		if len(waiting) != 1 {
			t.Fatalf("%d batches were sent while the first was still waiting", len(waiting))
		}
		waiting[0]()
		time.Sleep(Interval)
		synctest.Wait()
		if n := len(w.waiting()); n != 2 {
			t.Fatalf("%d batches were sent after the first was taken", n)
		}
	})
}

func TestAnUrgentEventDoesNotWaitForTheNextBatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w window
		b := run(t, &w)
		b.Post(1)
		synctest.Wait()
		b.Post(2)
		synctest.Wait()
		if _, events := w.seen(); len(events) != 1 {
			t.Fatalf("two batches came without a pause: %v", events)
		}
		b.PostUrgent(3)
		synctest.Wait()
		if _, events := w.seen(); !slices.Equal(events, []int{1, 2, 3}) {
			t.Errorf("an urgent event waits: %v", events)
		}
	})
}

func TestWhatIsNotTakenComesAgainFirstAfterAPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := window{most: 2}
		b := run(t, &w)
		b.Post(1)
		synctest.Wait()
		for i := 2; i <= 6; i++ {
			b.Post(i)
		}
		time.Sleep(Interval)
		synctest.Wait()
		if _, events := w.seen(); !slices.Equal(events, []int{1, 2, 3}) {
			t.Fatalf("the second batch brought %v", events)
		}
		b.Post(7)
		for _, want := range [][]int{{1, 2, 3, 4, 5}, {1, 2, 3, 4, 5, 6, 7}} {
			time.Sleep(Pause)
			synctest.Wait()
			if _, events := w.seen(); !slices.Equal(events, want) {
				t.Fatalf("%v came, want %v", events, want)
			}
		}
	})
}
