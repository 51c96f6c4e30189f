package sidecars

import (
	"context"
	"sync"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/volumes"
)

// cardsFor is how long an answer about what is connected holds: to ask for every file
// would cost more than to read it.
const cardsFor = 3 * time.Second

// cards knows where the connected memory cards are.
type cards struct {
	list  volumes.List
	mu    sync.Mutex
	paths []string
	asked time.Time
}

// holds is true for a path on a card.
func (c *cards) holds(s *Sync, path string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := s.opts.Now(); c.asked.IsZero() || now.Sub(c.asked) > cardsFor {
		c.asked, c.paths = now, nil
		// Without a list nothing is known to be a card.
		connected, _ := s.opts.Connected()
		for _, card := range c.list.Cards(context.Background(), connected) {
			c.paths = append(c.paths, card.Path)
		}
	}
	for _, card := range c.paths {
		if library.Below(path, card) {
			return true
		}
	}
	return false
}
