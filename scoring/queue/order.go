package queue

import "keeplight.app/keeplight/library"

// state is how far an entry has come.
type state uint8

const (
	waiting  state = iota
	inFlight       // a worker has it
	finished       // scored or failed, not yet saved
	settled        // saved and reported
)

// Rank is how soon a photo is worth scoring among those that nobody looks at.
type Rank uint8

// The ranks, the soonest first.
const (
	Burst     Rank = iota // one of several that were taken together: the person will compare them
	Uncertain             // little is known of it for certain
	Rest
	again // tried before, to be tried again when no other waits
	ranks
)

// maxTries bounds how often a photo is put to the end because of ErrLater.
const maxTries = 3

// entry is a photo that was added. Settled ones stay, without the photo, so that
// adding them again does nothing.
type entry struct {
	photo library.Photo
	hash  library.Hash
	state state
	rank  Rank
	tries int // that ended with ErrLater

	failed  bool
	passing bool // failed for a reason that may be gone
}

// isOutdatedBy is true when what was or is being done with the entry does not
// answer for the photo as it is now.
func (e *entry) isOutdatedBy(p *library.Photo) bool {
	return e.hash != p.Hash || e.passing || e.state == inFlight && !isSameFile(&e.photo, p)
}

func isSameFile(a, b *library.Photo) bool {
	return a.Path == b.Path && a.Size == b.Size && a.ModTime.Equal(b.ModTime)
}

// order holds the entries and knows which is next. It is not safe for use by
// several goroutines; Queue guards it.
type order struct {
	entries map[library.ID]*entry
	lines   [ranks][]*entry // of each rank in order of add; may hold entries that have moved on
	view    []library.ID
	count   [settled + 1]int
	failed  int // of the settled ones
}

// viewLeft is true while a photo in view waits or is being scored, those apart that
// wait for all others.
func (o *order) viewLeft() bool {
	for _, id := range o.view {
		if e := o.entries[id]; e != nil && (e.state == waiting && e.rank != again || e.state == inFlight) {
			return true
		}
	}
	return false
}

func newOrder() order {
	return order{entries: map[library.ID]*entry{}}
}

// add puts a photo at the end of the line unless nothing about it is new. One
// that waits keeps its place, and is looked for where its file is now.
func (o *order) add(p library.Photo, rank Rank) {
	if old, ok := o.entries[p.ID]; ok {
		if old.state == waiting {
			old.photo, old.hash = p, p.Hash
			o.promote(p.ID, rank)
			return
		}
		if !old.isOutdatedBy(&p) {
			return
		}
		o.remove(p.ID)
	}
	e := &entry{photo: p, hash: p.Hash, rank: rank}
	o.entries[p.ID] = e
	o.lines[rank] = append(o.lines[rank], e)
	o.count[waiting]++
}

// promote puts a photo that waits at the end of a sooner line.
func (o *order) promote(id library.ID, rank Rank) {
	e, ok := o.entries[id]
	if !ok || e.state != waiting || rank >= e.rank || e.rank == again {
		return
	}
	e.rank = rank
	o.lines[rank] = append(o.lines[rank], e)
}

// remove forgets a photo. A worker that has it will find its result unwanted.
func (o *order) remove(id library.ID) {
	e, ok := o.entries[id]
	if !ok {
		return
	}
	delete(o.entries, id)
	o.count[e.state]--
	if e.state == settled && e.failed {
		o.failed--
	}
}

// wanted is true while the entry has been neither removed nor replaced.
func (o *order) wanted(e *entry) bool { return o.entries[e.photo.ID] == e }

func (o *order) move(e *entry, to state) {
	o.count[e.state]--
	o.count[to]++
	e.state = to
}

// take gives the next entry to score and marks it as in flight; nil when
// nothing waits. Of a rank those at hand go first; nil knows of none.
func (o *order) take(atHand func(*library.Photo) bool) *entry {
	if o.count[waiting] == 0 {
		clear(o.lines[:])
		return nil
	}
	for _, id := range o.view {
		if e, ok := o.entries[id]; ok && e.state == waiting && e.rank != again {
			o.move(e, inFlight)
			return e
		}
	}
	for rank := range ranks {
		if atHand != nil {
			if e := o.takeFrom(rank, func(e *entry) bool { return atHand(&e.photo) }); e != nil {
				return e
			}
		}
		if e := o.takeFrom(rank, func(*entry) bool { return true }); e != nil {
			return e
		}
	}
	return nil
}

// takeFrom gives the first entry of a rank that is suited, nil where none is.
func (o *order) takeFrom(rank Rank, suited func(*entry) bool) *entry {
	o.dropTaken(rank)
	for _, e := range o.lines[rank] {
		if o.waitsIn(rank, e) && suited(e) {
			o.move(e, inFlight)
			o.dropTaken(rank)
			return e
		}
	}
	return nil
}

// dropTaken takes those off the head of a line that have moved on.
func (o *order) dropTaken(rank Rank) {
	line := o.lines[rank]
	for len(line) > 0 && !o.waitsIn(rank, line[0]) {
		line[0] = nil
		line = line[1:]
	}
	o.lines[rank] = line
}

func (o *order) waitsIn(rank Rank, e *entry) bool {
	return e != nil && e.state == waiting && e.rank == rank && o.wanted(e)
}

// putBack lets an entry wait again, at the head of its line.
func (o *order) putBack(e *entry) {
	if !o.wanted(e) {
		return
	}
	o.move(e, waiting)
	o.lines[e.rank] = append([]*entry{e}, o.lines[e.rank]...)
}

// putLast lets an entry wait again, behind all others. It is false for one that
// has had its tries.
func (o *order) putLast(e *entry) bool {
	if e.tries++; e.tries >= maxTries {
		return false
	}
	if o.wanted(e) {
		o.move(e, waiting)
		e.rank = again
		o.lines[again] = append(o.lines[again], e)
	}
	return true
}

// finish marks an entry as done but not saved. It reports whether anybody still
// wants the result.
func (o *order) finish(e *entry, r *Result) bool {
	if !o.wanted(e) {
		return false
	}
	e.failed, e.passing = r.Score == nil, r.Passing
	o.move(e, finished)
	return true
}

// settle marks an entry as saved and lets go of its photo.
func (o *order) settle(e *entry) {
	if !o.wanted(e) {
		return
	}
	o.move(e, settled)
	if e.failed {
		o.failed++
	}
	e.photo = library.Photo{ID: e.photo.ID}
}

func (o *order) total() int { return len(o.entries) }

// left is how many entries are not settled.
func (o *order) left() int { return o.total() - o.count[settled] }
