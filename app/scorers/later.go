package scorers

import (
	"context"
	"slices"
	"sync"

	"keeplight.app/keeplight/scoring/queue"
)

// Later is a list of scorers for those whose work comes after scores.
type Later struct{ list *List }

// NewLater gives a list to who works after its scorers.
func NewLater(l *List) Later { return Later{l} }

// AddLater has a queue of other work paused, resumed and held with the scorers, told
// what is in view, and photos dropped from it. Who adds it runs it, and holds it while
// the scorers are at work.
func (w Later) AddLater(q *queue.Queue) {
	l := w.list
	l.mu.Lock()
	defer l.mu.Unlock()
	l.later = append(l.later, q)
	q.InView(l.inView)
	for range l.held {
		q.Hold()
	}
}

// WaitAtRest returns nil when the built-in scorer has nothing to do, and the others
// have scored what is in view: a model may take hours for the rest. A scorer that a
// person paused is not at rest. The error is the context's.
func (w Later) WaitAtRest(ctx context.Context) error {
	for _, e := range w.list.all() {
		if err := e.waitForRest(ctx, false); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// WaitAtWork returns nil as soon as a scorer is not at rest. The error is the
// context's.
func (w Later) WaitAtWork(ctx context.Context) error {
	for ctx.Err() == nil {
		if isAtWork(ctx, w.list) {
			return nil
		}
	}
	return ctx.Err()
}

// isAtWork waits until a scorer is at work, or, then false, until another one is there
// or ctx ends.
func isAtWork(ctx context.Context, l *List) bool {
	l.mu.Lock()
	entries, entered := slices.Clone(l.entries), l.entered
	l.mu.Unlock()
	ctx, cancel := context.WithCancel(ctx)
	var waiting sync.WaitGroup
	defer waiting.Wait()
	defer cancel()
	busy := make(chan struct{}, len(entries))
	for _, e := range entries {
		waiting.Go(func() {
			if e.waitForRest(ctx, true) == nil {
				busy <- struct{}{}
			}
		})
	}
	select {
	case <-busy:
		return true
	case <-entered:
	case <-ctx.Done():
	}
	return false
}

// waitForRest waits until an entry is at rest, with busy until it is not.
func (e *entry) waitForRest(ctx context.Context, busy bool) error {
	if e.spec.ID == BuiltIn {
		return e.queue.WaitForAll(ctx, busy)
	}
	return e.queue.WaitForView(ctx, busy)
}

// queuesOf gives those of the scorers and of what comes later.
func queuesOf(l *List) []*queue.Queue {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := make([]*queue.Queue, 0, len(l.entries)+len(l.later))
	for _, e := range l.entries {
		all = append(all, e.queue)
	}
	return append(all, l.later...)
}
