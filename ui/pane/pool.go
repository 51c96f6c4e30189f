package pane

import (
	"context"
	"image"
	"sync"

	"keeplight.app/keeplight/library"
)

// Reading is how a Pool reads photos, from several goroutines at once.
type Reading struct {
	// Quick gives a small picture at little cost; nil where there is no such.
	Quick func(ctx context.Context, p *library.Photo) (*image.RGBA, error)
	// Decode gives a photo at a size.
	Decode Decoder
	// Part gives a part of a photo at all its pixels.
	Part func(ctx context.Context, p *library.Photo, at Share) (*Part, error)
}

// Pool reads what several panes show beside each other, with a few workers: first
// something of every photo, then each at the size of its pane, then what is seen of
// those that are enlarged, and last the neighbours. Whole photos are held only where
// all of them together keep within a limit. Its methods and those of its seats may be
// called from any goroutine.
type Pool struct {
	read  Reading
	whole int64 // how many bytes whole photos may take together
	cache *Cache

	mu     sync.Mutex
	wake   *sync.Cond
	seats  []*Seat // in the order in which they are served
	ahead  int     // how many workers read neighbours now
	most   int     // of those at once: one worker is kept for what is asked for next
	closed bool
	ended  sync.WaitGroup
}

// NewPool starts workers, which Close ends. Pictures at the size of a pane stay in
// the cache; whole is how many bytes whole photos may take together.
func NewPool(read Reading, workers int, cache *Cache, whole int64) *Pool {
	p := &Pool{read: read, whole: whole, cache: cache, most: max(1, workers-1)}
	p.wake = sync.NewCond(&p.mu)
	for range workers {
		p.ended.Go(p.work)
	}
	return p
}

// Seat gives the source of one more pane, which hands over what it read by deliver,
// called on a worker's goroutine.
func (p *Pool) Seat(deliver func(Loaded)) *Seat {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := &Seat{pool: p, deliver: deliver, ctx: context.Background(), cancel: func() {}}
	p.seats = append(p.seats, s)
	return s
}

// Prefer serves a seat before the others.
func (p *Pool) Prefer(s *Seat) {
	p.mu.Lock()
	defer p.mu.Unlock()
	first := []*Seat{s}
	for _, other := range p.seats {
		if other != s {
			first = append(first, other)
		}
	}
	p.seats = first
}

// Close ends the workers and waits for them. It may be called again.
func (p *Pool) Close() {
	p.mu.Lock()
	p.closed = true
	for _, s := range p.seats {
		s.cancel()
	}
	p.mu.Unlock()
	p.wake.Broadcast()
	p.ended.Wait()
}

func (p *Pool) work() {
	for {
		p.mu.Lock()
		s, job := p.next()
		for job == nil && !p.closed {
			p.wake.Wait()
			s, job = p.next()
		}
		if p.closed {
			p.mu.Unlock()
			return
		}
		s.busy = true
		ctx := s.ctx
		p.mu.Unlock()

		got, done := job(ctx)

		p.mu.Lock()
		// What was asked for meanwhile makes it out of date.
		current := s.ctx == ctx && ctx.Err() == nil
		if current {
			s.busy = false
			done(&s.state)
		}
		p.mu.Unlock()
		p.wake.Broadcast()
		if current && got != nil {
			s.deliver(*got)
		}
	}
}

// job reads something. What it gives is delivered where it is not nil, and done notes
// that in the seat's state.
type job func(ctx context.Context) (got *Loaded, done func(*state))

// next finds the most urgent work that nobody does yet; nil is none.
func (p *Pool) next() (*Seat, job) {
	for _, stage := range []func(*Seat) job{(*Seat).quick, (*Seat).fitted, (*Seat).enlarged, (*Seat).neighbour} {
		for _, s := range p.seats {
			if s.request == nil || s.busy || s.failed {
				continue
			}
			if j := stage(s); j != nil {
				return s, j
			}
		}
	}
	return nil, nil
}

// holdsWhole is true where all photos that are shown can be held whole together.
func (p *Pool) holdsWhole() bool {
	var all int64
	for _, s := range p.seats {
		if s.request != nil {
			w, h := s.size()
			all += wholeBytes(w, h)
		}
	}
	return all <= p.whole
}

// wholeBytes is what a photo takes with its smaller levels, which are a third of it.
func wholeBytes(w, h int) int64 { return 4 * int64(w) * int64(h) * 4 / 3 }
