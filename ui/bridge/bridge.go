// Package bridge carries events from the goroutines that work to the goroutine
// that draws. Many events become one call, at most thirty times a second, so
// that a thousand scores a minute never flood the window.
//
// Flows in: events from anywhere. Flows out: batches on the window's goroutine.
// Does not belong here: what an event means.
package bridge

import (
	"context"
	"sync"
	"time"
)

// Interval is the least time between two batches.
const Interval = time.Second / 30

// Pause is the time between two batches of which the first was not taken whole: the
// window is drawn in it.
const Pause = Interval / 4

// Bridge gathers events of one kind.
type Bridge[T any] struct {
	schedule func(func())
	apply    func([]T) (taken int)

	mu      sync.Mutex
	pending []T
	wake    chan struct{}
	urgent  chan struct{}
}

// New makes a bridge. schedule runs a function on the window's goroutine
// (fyne.Do); apply is run there with everything that came since the last time,
// in order, and says how many of them it took. It gets the others again after a
// Pause, with what came meanwhile.
func New[T any](schedule func(func()), apply func([]T) (taken int)) *Bridge[T] {
	return &Bridge[T]{schedule: schedule, apply: apply, wake: make(chan struct{}, 1), urgent: make(chan struct{}, 1)}
}

// Post hands over an event. It never waits and may be called from anywhere.
func (b *Bridge[T]) Post(event T) {
	b.mu.Lock()
	b.pending = append(b.pending, event)
	b.mu.Unlock()
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// PostUrgent is Post for an event that a person waits for: it is carried over, with
// those before it, without a wait for Interval.
func (b *Bridge[T]) PostUrgent(event T) {
	select {
	case b.urgent <- struct{}{}:
	default:
	}
	b.Post(event)
}

// Drain takes what has been posted and not yet been carried over, for a caller
// that is on the window's goroutine itself.
func (b *Bridge[T]) Drain() []T {
	b.mu.Lock()
	defer b.mu.Unlock()
	batch := b.pending
	b.pending = nil
	return batch
}

// Run carries events over until ctx ends. The first event after a quiet time
// goes at once; under load batches keep Interval apart, and the next is not
// sent before the last has been applied.
func (b *Bridge[T]) Run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-b.wake:
		}
		batch := b.Drain()
		if len(batch) == 0 {
			continue
		}
		applied := make(chan bool, 1)
		b.schedule(func() { applied <- b.take(batch) })
		pause := Interval
		select {
		case <-ctx.Done():
			return
		case all := <-applied:
			if !all {
				pause = Pause
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-b.urgent:
		case <-time.After(pause):
		}
	}
}

// take applies a batch, and keeps what of it was not taken for the next one.
func (b *Bridge[T]) take(batch []T) (all bool) {
	rest := batch[b.apply(batch):]
	if len(rest) == 0 {
		return true
	}
	b.mu.Lock()
	b.pending = append(rest, b.pending...)
	b.mu.Unlock()
	select {
	case b.wake <- struct{}{}:
	default:
	}
	return false
}
