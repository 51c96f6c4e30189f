package worker

import (
	"context"
	"sync"
)

// takeAlone gives a fresh worker once no other works, and lets none work until it
// is given back: what the others hold or did is then no reason for its end.
func (d *Decoder) takeAlone(ctx context.Context) (*process, func(), error) {
	// Two that seized at the same time would each wait for the other's slots.
	select {
	case d.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	release := func() { <-d.turn }
	for _, l := range []*lane{d.full, d.quick} {
		if err := l.seize(ctx); err != nil {
			release()
			return nil, nil, err
		}
		before := release
		release = func() { l.free(cap(l.slots)); before() }
	}
	p, err := d.begin(ctx)
	if err != nil {
		release()
		return nil, nil, err
	}
	return p, func() { p.Stop(endTime); release() }, nil
}

// maxSuspects bounds the files that are remembered. Beyond it all are forgotten,
// which costs each another try.
const maxSuspects = 1000

// suspects are the files over which a worker ended since this program started:
// by their key, how often that was the file's own doing. One that was decoded
// since is not among them.
type suspects struct {
	mu     sync.Mutex
	deaths map[string]int
}

func (s *suspects) has(key string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, there := s.deaths[key]
	return there
}

// note counts an ending and gives how many there were before that were not from
// outside.
func (s *suspects) note(key string, outside bool) (before int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.deaths == nil || len(s.deaths) >= maxSuspects {
		s.deaths = map[string]int{}
	}
	before = s.deaths[key]
	s.deaths[key] = before
	if !outside {
		s.deaths[key]++
	}
	return before
}

func (s *suspects) forget(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.deaths, key)
}
