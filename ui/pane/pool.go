package pane

import (
	"context"
	"image"
	"runtime"
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
	// Cuts is true for a photo of which a part costs much less than all of it, so
	// that it is never read whole; nil is false.
	Cuts func(p *library.Photo) bool
	// Busy is told true when a photo begins to be decoded and false when none is any
	// more, one call at a time; it must not wait. It may be nil.
	Busy func(bool)
}

// Pool reads what panes show, with a few workers: first something of every photo,
// then each at the size of its pane, then what is seen of those that are enlarged, and
// last the neighbours, for which only some of the workers are used. A photo that is
// shown never waits for one that is shown no more or not yet. Whole photos are held
// only where all of them together keep within a limit. Its methods and those of its
// seats may be called from any goroutine.
type Pool struct {
	read  Reading
	whole int64 // how many bytes whole photos may take together
	cache *Cache

	mu      sync.Mutex
	wake    *sync.Cond
	seats   []*Seat                      // in the order in which they are served
	reading map[levelKey]<-chan struct{} // closed when that picture has been read
	tried   map[levelKey]bool            // neighbours of which something small was asked for, whatever came of it
	ahead   int                          // how many workers read neighbours now
	most    int                          // of those at once
	working int                          // how many workers decode
	closed  bool
	ended   sync.WaitGroup
}

// NewPool starts workers, which Close ends. Pictures at the size of a pane stay in
// the cache; whole is how many bytes whole photos may take together.
func NewPool(read Reading, workers int, cache *Cache, whole int64) *Pool {
	p := &Pool{
		read: read, whole: whole, cache: cache, reading: map[levelKey]<-chan struct{}{}, tried: map[levelKey]bool{},
		most: max(1, min(workers, runtime.NumCPU())-1),
	}
	if p.read.Busy == nil {
		p.read.Busy = func(bool) {}
	}
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
	s := &Seat{
		pool: p, deliver: deliver, ctx: context.Background(), cancel: func() {},
		ahead: map[levelKey]context.CancelFunc{},
	}
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
		s.keepAhead(nil)
	}
	p.mu.Unlock()
	p.wake.Broadcast()
	p.ended.Wait()
}

// job is something to be read.
type job struct {
	ctx context.Context
	// beside is true where the seat is free for other jobs meanwhile; its own end is
	// told at any rate then.
	beside bool
	// decodes is true where it keeps a processor busy for long.
	decodes bool
	// read gives what is to be delivered, which may be nil, and done, which notes that
	// in the seat's state.
	read func(ctx context.Context) (got *Loaded, done func(*state))
}

func (p *Pool) work() {
	for {
		p.mu.Lock()
		s, j := p.next()
		for j == nil && !p.closed {
			p.wake.Wait()
			s, j = p.next()
		}
		if p.closed {
			p.mu.Unlock()
			return
		}
		s.busy = s.busy || !j.beside
		p.count(j, 1)
		p.mu.Unlock()

		got, done := j.read(j.ctx)

		p.mu.Lock()
		p.count(j, -1)
		// What was asked for meanwhile makes it out of date.
		current := s.ctx == j.ctx && j.ctx.Err() == nil
		if current && !j.beside {
			s.busy = false
		}
		if (current || j.beside) && done != nil {
			done(&s.state)
		}
		p.mu.Unlock()
		p.wake.Broadcast()
		if current && got != nil {
			s.deliver(*got)
		}
	}
}

// count keeps count of the workers that decode. mu is held.
func (p *Pool) count(j *job, by int) {
	if !j.decodes {
		return
	}
	was := p.working > 0
	p.working += by
	if is := p.working > 0; is != was {
		p.read.Busy(is)
	}
}

// next finds the most urgent work that nobody does yet; nil is none.
func (p *Pool) next() (*Seat, *job) {
	for _, stage := range []func(*Seat) *job{
		(*Seat).quick, (*Seat).fitted, (*Seat).enlarged, (*Seat).inspection, (*Seat).small, (*Seat).neighbour,
	} {
		for _, s := range p.seats {
			if s.request == nil || s.failed {
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

// cuts is true for a photo that is never read whole.
func (p *Pool) cuts(photo *library.Photo) bool { return p.read.Cuts != nil && p.read.Cuts(photo) }

// wholeBytes is what a photo takes with its smaller levels, which are a third of it.
func wholeBytes(w, h int) int64 { return 4 * int64(w) * int64(h) * 4 / 3 }
