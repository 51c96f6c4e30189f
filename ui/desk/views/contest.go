package views

import (
	"slices"

	"keeplight.app/keeplight/library"
)

// contest is a champion that one challenger after the other is held against. It
// decides nothing about any photo.
type contest struct {
	order      []library.ID
	champion   int // places in order
	challenger int // -1 where there is none
}

// newContest begins with a champion and the next photo of an order; after the last
// one, with the one before it.
func newContest(order []library.ID, champion library.ID, known func(library.ID) bool) *contest {
	c := &contest{order: order, champion: max(0, slices.Index(order, champion)), challenger: -1}
	for _, by := range []int{1, -1} {
		if at := c.find(c.champion, by, known); at >= 0 {
			c.challenger = at
			break
		}
	}
	return c
}

// find gives the place of the nearest photo before (by -1) or behind (by 1) a place
// that is known and not the champion, -1 where there is none.
func (c *contest) find(from, by int, known func(library.ID) bool) int {
	for i := from + by; i >= 0 && i < len(c.order); i += by {
		if i != c.champion && known(c.order[i]) {
			return i
		}
	}
	return -1
}

// bring has the next (by 1) or the previous (by -1) challenger come; false where there
// is none further.
func (c *contest) bring(by int, known func(library.ID) bool) bool {
	if c.challenger < 0 {
		return false
	}
	at := c.find(c.challenger, by, known)
	if at < 0 {
		return false
	}
	c.challenger = at
	return true
}

// crown makes the challenger the champion, and the next photo comes; false where that
// was the last one, and the old champion becomes the challenger.
func (c *contest) crown(known func(library.ID) bool) bool {
	if c.challenger < 0 {
		return false
	}
	old := c.champion
	c.champion = c.challenger
	// One that was held against the old champion has lost already.
	if at := c.find(max(old, c.champion), 1, known); at >= 0 {
		c.challenger = at
		return true
	}
	c.challenger = old
	return false
}

// ids are the champion and its challenger.
func (c *contest) ids() []library.ID {
	if len(c.order) == 0 {
		return nil
	}
	ids := []library.ID{c.order[c.champion]}
	if c.challenger >= 0 {
		ids = append(ids, c.order[c.challenger])
	}
	return ids
}

// coming are the n next challengers.
func (c *contest) coming(n int, known func(library.ID) bool) []library.ID {
	var ids []library.ID
	for at := c.challenger; at >= 0 && len(ids) < n; {
		if at = c.find(at, 1, known); at >= 0 {
			ids = append(ids, c.order[at])
		}
	}
	return ids
}

// place says the how manieth of all challengers is there, from 1.
func (c *contest) place() (n, all int) {
	n, all = c.challenger+1, len(c.order)-1
	if c.challenger > c.champion {
		n--
	}
	return n, all
}
