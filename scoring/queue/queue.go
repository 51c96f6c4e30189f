package queue

import (
	"context"
	"sync"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/lowpriority"
)

// Queue scores photos. Its methods may be called from any goroutine, before and
// during Run.
type Queue struct {
	cfg Config
	by  string // the key of the scorer's provenance

	mu      sync.Mutex
	changed sync.Cond // something below changed
	order   order
	meter   meter
	unsaved []done
	running bool
	paused  bool
	held    int // how many ask that no photo be started for a moment
	saveErr error
	scorer  error // why the scorer cannot work now
}

// done is a finished entry on its way to Save.
type done struct {
	entry  *entry
	result Result
}

// New makes a queue that waits for photos. Nothing is scored until Run.
func New(cfg Config) *Queue {
	q := &Queue{cfg: cfg.withDefaults(), order: newOrder()}
	if cfg.Scorer != nil {
		q.by = cfg.Scorer.Provenance().Key()
	}
	q.changed.L = &q.mu
	return q
}

// Add puts photos at the end of their rank's line, in the given order. A photo that was
// added before is left alone, scored or not, unless its hash has changed, its
// file has moved or was written to before its turn came, or its problem was one
// that may pass.
func (q *Queue) Add(photos []library.Photo) {
	q.change(func() {
		for _, p := range photos {
			q.order.add(p, q.cfg.Rank(&p))
		}
	})
}

// Remove takes photos out, whether scored or not; adding them again scores them
// again. What is in flight ends without a result.
func (q *Queue) Remove(ids []library.ID) {
	q.change(func() {
		for _, id := range ids {
			q.order.remove(id)
		}
	})
}

// InView says which photos a person is looking at. They go first, in the given
// order. Each call replaces the last.
func (q *Queue) InView(ids []library.ID) {
	own := append([]library.ID(nil), ids...)
	q.change(func() { q.order.view = own })
}

// Promote says that photos which wait are worth scoring sooner than was known.
func (q *Queue) Promote(ids []library.ID, rank Rank) {
	q.change(func() {
		for _, id := range ids {
			q.order.promote(id, rank)
		}
	})
}

// Pause starts no more photos. Those in flight are finished and stored.
func (q *Queue) Pause() { q.change(func() { q.paused = true }) }

// Resume goes on after Pause, and tries again what could not be stored or what
// the scorer could not do.
func (q *Queue) Resume() {
	q.change(func() { q.paused, q.saveErr, q.scorer = false, nil, nil })
}

// Retry tries again what could not be stored or what the scorer could not do. A pause of
// the person's stays.
func (q *Queue) Retry() { q.change(func() { q.saveErr, q.scorer = nil, nil }) }

// Hold starts no more photos until Release, as for a person who waits for something
// that the processors are needed for. It does not count as a pause.
func (q *Queue) Hold() { q.change(func() { q.held++ }) }

// Release undoes one Hold.
func (q *Queue) Release() { q.change(func() { q.held = max(0, q.held-1) }) }

// Wait returns nil when all that was added is scored and stored, the error of
// Save while results cannot be stored, that of the scorer while it cannot work
// (scoring.ErrUnavailable), or the context's error.
func (q *Queue) Wait(ctx context.Context) error {
	defer q.wakeWith(ctx)()
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.order.left() > 0 && q.trouble() == nil && ctx.Err() == nil {
		q.changed.Wait()
	}
	if q.order.left() == 0 {
		return nil
	}
	if err := q.trouble(); err != nil {
		return err
	}
	return ctx.Err()
}

// WaitForWork returns nil as soon as a photo waits or is being scored, or the
// context's error.
func (q *Queue) WaitForWork(ctx context.Context) error {
	defer q.wakeWith(ctx)()
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.order.count[waiting]+q.order.count[inFlight] == 0 && ctx.Err() == nil {
		q.changed.Wait()
	}
	return ctx.Err()
}

// WaitForView returns nil when none of the photos in view waits or is being scored,
// or nothing is scored now, with busy as soon as one does; or the context's error.
func (q *Queue) WaitForView(ctx context.Context, busy bool) error {
	defer q.wakeWith(ctx)()
	q.mu.Lock()
	defer q.mu.Unlock()
	for (q.order.viewLeft() && !q.stopped()) != busy && ctx.Err() == nil {
		q.changed.Wait()
	}
	return ctx.Err()
}

// WaitForHand returns nil when no photo is being scored and all that were are stored, or
// cannot be, whatever waits: the end of what was begun before Pause. Else it gives the
// context's error.
func (q *Queue) WaitForHand(ctx context.Context) error {
	defer q.wakeWith(ctx)()
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.order.count[inFlight] > 0 || q.order.count[finished] > 0 && q.trouble() == nil {
		if err := ctx.Err(); err != nil {
			return err
		}
		q.changed.Wait()
	}
	return nil
}

// WaitForAll returns nil when nothing waits, is being scored or has to be stored, or
// the queue stopped by itself; with busy as soon as something does, also while a person
// has paused it. Else it gives the context's error.
func (q *Queue) WaitForAll(ctx context.Context, busy bool) error {
	defer q.wakeWith(ctx)()
	q.mu.Lock()
	defer q.mu.Unlock()
	for (q.order.left() > 0 && q.trouble() == nil) != busy && ctx.Err() == nil {
		q.changed.Wait()
	}
	return ctx.Err()
}

// Run scores until ctx ends, then lets go of what is in flight, stores what is
// finished and returns once every goroutine of it has ended. The error is that
// of a last Save that failed; those photos have no stored score and are scored
// again when they are next added to a queue. A queue runs once at a time.
func (q *Queue) Run(ctx context.Context) error {
	defer q.wakeWith(ctx)()
	q.change(func() { q.running = true })
	defer q.change(func() { q.running = false })

	var workers sync.WaitGroup
	for range q.cfg.Workers {
		workers.Go(func() {
			lowpriority.Thread()
			q.work(ctx)
		})
	}
	saved := make(chan error, 1)
	ended := make(chan struct{})
	go func() { saved <- q.saveAll(ctx, ended) }()
	workers.Wait()
	close(ended)
	q.mu.Lock()
	q.changed.Broadcast()
	q.mu.Unlock()
	return <-saved
}

// wakeWith makes everybody who waits look again when ctx ends. The function
// that it gives undoes that.
func (q *Queue) wakeWith(ctx context.Context) (stop func() bool) {
	return context.AfterFunc(ctx, func() { q.change(func() {}) })
}

// change changes what mu guards and tells everybody who waits for a change.
func (q *Queue) change(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	f()
	busy := q.order.count[waiting]+q.order.count[inFlight] > 0
	q.meter.run(q.running && busy && !q.stopped(), time.Now())
	q.changed.Broadcast()
}

// stopped is true while no photo may be started.
func (q *Queue) stopped() bool { return q.paused || q.trouble() != nil }

// trouble is why the queue had to stop by itself, nil when it did not.
func (q *Queue) trouble() error {
	if q.saveErr != nil {
		return q.saveErr
	}
	return q.scorer
}
