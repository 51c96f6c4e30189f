package sidecars

import (
	"context"
	"slices"
	"sync"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer"
	"keeplight.app/keeplight/library/volumes"
)

// cardsFor is how long an answer about what is connected holds: to ask for every file
// would cost more than to read it.
const cardsFor = 3 * time.Second

// cards knows where the connected memory cards are.
type cards struct {
	look   func(context.Context, []volumes.Volume) (cards []volumes.Card, silent []volumes.Volume) // volumes.List.Look
	mu     sync.Mutex
	known  []volumes.Volume // that are cards
	silent []volumes.Volume // that may be
	asked  time.Time
}

// holds is true for a path on a card. The error is answer.ErrNone for one on a volume
// of which nobody knows yet whether it is one, because it does not answer.
func (c *cards) holds(s *Sync, path string) (bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := s.opts.Now(); c.asked.IsZero() || now.Sub(c.asked) > cardsFor {
		c.asked = now
		// Without a list only what was a card before is known to be one.
		if connected, err := s.opts.Connected(); err == nil {
			c.ask(connected)
		}
	}
	isAround := func(v volumes.Volume) bool { return library.Below(path, v.Path) }
	switch {
	case slices.ContainsFunc(c.known, isAround):
		return true, nil
	case slices.ContainsFunc(c.silent, isAround):
		return false, answer.ErrNone
	}
	return false, nil
}

// ask asks the connected volumes. A card that is slow to answer once stays one: it is
// busy, such as with a copy.
func (c *cards) ask(connected []volumes.Volume) {
	found, quiet := c.look(context.Background(), connected)
	var known, silent []volumes.Volume
	for i := range found {
		known = append(known, found[i].Volume)
	}
	for _, v := range quiet {
		if slices.Contains(c.known, v) {
			known = append(known, v)
		} else {
			silent = append(silent, v)
		}
	}
	c.known, c.silent = known, silent
}
