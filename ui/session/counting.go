package session

import (
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
)

// countedAtOnce is how many photos are counted between two looks at the clock.
const countedAtOnce = 64

// Counting counts how many photos each choice of a filter would show, bit by bit, so
// that the window is drawn meanwhile. What changes during it may be counted as it was
// or as it is; whoever wants to know counts once more.
type Counting struct {
	session *Session
	left    []library.ID
	counter *query.Counter
}

// NewCounting begins to count all known photos.
func NewCounting(s *Session, f query.Filter) *Counting {
	c := &Counting{session: s, left: make([]library.ID, 0, len(s.photos)), counter: query.NewCounter(f)}
	for id := range s.photos {
		c.left = append(c.left, id)
	}
	return c
}

// Go counts for as long as a budget says, a little at least, and is true when all has
// been counted.
func (c *Counting) Go(budget time.Duration) bool {
	read := c.session.newReader()
	for began := time.Now(); len(c.left) > 0; {
		n := min(len(c.left), countedAtOnce)
		for _, id := range c.left[:n] {
			if p := c.session.photos[id]; p != nil {
				c.counter.Add(read.item(p))
			}
		}
		c.left = c.left[n:]
		if time.Since(began) >= budget {
			break
		}
	}
	return len(c.left) == 0
}

// Counts gives what was counted so far.
func (c *Counting) Counts() query.Counts { return c.counter.Counts() }

// All counts to the end.
func (c *Counting) All() query.Counts {
	for !c.Go(time.Second) { // once is enough but for a very slow machine
	}
	return c.Counts()
}
