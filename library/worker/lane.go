package worker

import (
	"context"
	"sync"
	"time"
)

// lane holds a bounded number of workers for one kind of request.
type lane struct {
	begin func(context.Context) (*process, error)
	idle  time.Duration
	slots chan struct{} // one token for each worker that may run

	mu     sync.Mutex
	closed bool
	spare  []*spare
}

// spare is a worker that has nothing to do.
type spare struct {
	*process
	timer *time.Timer
}

func newLane(workers int, idle time.Duration, begin func(context.Context) (*process, error)) *lane {
	return &lane{begin: begin, idle: idle, slots: make(chan struct{}, workers)}
}

// take waits for a slot and gives a worker: one that is there, or a new one; and
// what gives it back.
func (l *lane) take(ctx context.Context) (*process, func(), error) {
	select {
	case l.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	p := l.takeSpare()
	if p == nil {
		err := ctx.Err() // which may have ended at the same moment
		if err == nil {
			p, err = l.begin(ctx)
		}
		if err != nil {
			l.free(1)
			return nil, nil, err
		}
	}
	return p, func() { l.give(p) }, nil
}

// seize takes all slots, so that nobody works, and ends the workers that wait.
func (l *lane) seize(ctx context.Context) error {
	for n := range cap(l.slots) {
		select {
		case l.slots <- struct{}{}:
		case <-ctx.Done():
			l.free(n)
			return ctx.Err()
		}
	}
	for p := l.takeSpare(); p != nil; p = l.takeSpare() {
		p.Stop(endTime)
	}
	return nil
}

// free gives back slots.
func (l *lane) free(n int) {
	for range n {
		<-l.slots
	}
}

func (l *lane) takeSpare() *process {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.spare) > 0 {
		s := l.spare[len(l.spare)-1]
		l.spare = l.spare[:len(l.spare)-1]
		s.timer.Stop()
		if !s.IsGone() {
			return s.process
		}
		s.Kill() // its pipes are still open
	}
	return nil
}

// give gives a worker and its slot back. One that is gone is forgotten.
func (l *lane) give(p *process) {
	defer l.free(1)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed || p.IsGone() {
		p.Kill()
		return
	}
	s := &spare{process: p}
	s.timer = time.AfterFunc(l.idle, func() { l.expire(s) })
	l.spare = append(l.spare, s)
}

// expire ends a worker that nobody has taken.
func (l *lane) expire(s *spare) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, other := range l.spare {
		if other == s {
			l.spare = append(l.spare[:i], l.spare[i+1:]...)
			s.Kill()
			return
		}
	}
}

// close ends all workers and returns when they are gone. Nobody may hold one by
// then but for a moment: their contexts have ended.
func (l *lane) close() {
	l.mu.Lock()
	l.closed = true
	spares := l.spare
	l.spare = nil
	l.mu.Unlock()
	for _, s := range spares {
		s.timer.Stop()
		s.Reap(0)
	}
	for range cap(l.slots) { // a goroutine that holds one gives it back
		l.slots <- struct{}{}
	}
	l.free(cap(l.slots)) // so that closing twice does no harm
}
