package sidecars

import (
	"slices"
	"sync"
	"time"

	"keeplight.app/keeplight/library"
)

// A folder's photos come in several lots when it is opened: they are looked at once
// nothing came for a moment, so that one folder becomes one step.
const (
	quiet   = 300 * time.Millisecond
	longest = 3 * time.Second
	held    = 10 * time.Second // while folders are listed
)

// inbox holds photos whose sidecars are to be looked at.
type inbox struct {
	mu    sync.Mutex
	ids   map[library.ID]bool
	came  time.Time // when the first of them came
	first time.Time // when they begin to ripen: later, for those that are to wait
	last  time.Time
	held  bool          // for what comes before
	wake  chan struct{} // holds one token while something is in it
}

func newInbox() *inbox { return &inbox{ids: map[library.ID]bool{}, wake: make(chan struct{}, 1)} }

// add puts photos in.
func (b *inbox) add(ids []library.ID, now time.Time) { b.addLater(ids, now, 0) }

// addLater puts photos in that are to wait so long, unless others come meanwhile.
func (b *inbox) addLater(ids []library.ID, now time.Time, wait time.Duration) {
	if len(ids) == 0 {
		return
	}
	b.mu.Lock()
	if len(b.ids) == 0 {
		b.came, b.first = now, now.Add(wait)
	}
	if wait == 0 && b.first.After(now) {
		b.came, b.first = now, now
	}
	b.last = now.Add(wait)
	for _, id := range ids {
		b.ids[id] = true
	}
	b.mu.Unlock()
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// ripe says how long to wait until what is in it is to be taken; ok is false where it
// is empty.
func (b *inbox) ripe(now time.Time) (wait time.Duration, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.ids) == 0 {
		return 0, false
	}
	if b.held {
		return max(0, b.first.Sub(now), b.came.Add(held).Sub(now)), true
	}
	return max(0, min(b.last.Add(quiet).Sub(now), b.first.Add(longest).Sub(now))), true
}

// hold has what is in it wait, or go on: at once, for no more comes once all is listed.
func (b *inbox) hold(on bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.held == on {
		return
	}
	if b.held = on; !on {
		b.last = b.last.Add(-quiet)
	}
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// take takes everything out.
func (b *inbox) take() []library.ID {
	b.mu.Lock()
	defer b.mu.Unlock()
	var ids []library.ID
	for id := range b.ids {
		ids = append(ids, id)
	}
	clear(b.ids)
	slices.Sort(ids)
	return ids
}
