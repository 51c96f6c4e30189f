package stacks

import (
	"slices"
	"sync"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/burst"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/fingerprint"
)

const (
	// settle is how long after news it is looked whether the groups would change:
	// fingerprints come by the hundred.
	settle = 500 * time.Millisecond
	// lookShare is how many times as long as a look the next one waits at least: a
	// very large shoot must not be grouped all the time while photos come.
	lookShare = 10
)

// Stacks keeps the groups of a shoot. What becomes known does not change those that
// are shown: it waits for Renew or Take. Its methods may be called from any goroutine.
type Stacks struct {
	mu      sync.Mutex
	tell    func()
	known   known
	shown   *Grouping
	frames  []burst.Frame // that shown was made of
	next    *Grouping     // what waits to be shown; nil for nothing
	coming  []burst.Frame // that next was made of
	version int           // of what is known
	told    bool
	waiting *time.Timer // of the next look, nil where none is to come
	took    time.Duration
	closed  bool
	looking sync.WaitGroup
}

// New gives stacks of no photos. tell is called once each time when the groups that
// are shown would change, by a goroutine of its own; nil tells nobody.
func New(tell func()) *Stacks {
	return &Stacks{tell: tell, known: newKnown(), shown: newGrouping(nil)}
}

// Tell has another one told from now on, who hears of what is known already too.
func (s *Stacks) Tell(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tell, s.told = f, false
	s.news()
}

// Put takes in photos that are new or changed, with the fingerprints that are known
// of them.
func (s *Stacks) Put(photos []library.Photo, prints map[library.ID]*fingerprint.Print) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known.put(photos, prints) {
		s.news()
	}
}

// PutPrint takes in the fingerprint of one photo. One that is not in the catalogue
// yet, whose ID is 0, is known by its file until Put brings it.
func (s *Stacks) PutPrint(p *library.Photo, print *fingerprint.Print) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known.putPrint(p, print) {
		s.news()
	}
}

// Drop takes photos out that are gone.
func (s *Stacks) Drop(ids []library.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known.drop(ids) {
		s.news()
	}
}

// SetCorrections takes in all borders that were corrected, as the catalogue has them
// after a step was made, undone or redone.
func (s *Stacks) SetCorrections(all map[library.ID]catalog.Correction) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known.corrections = all
	s.news()
}

// Correct is SetCorrections for one who wants to see them at once: it groups what is
// shown by them, and shows that. Whatever else became known goes on waiting.
func (s *Stacks) Correct(all map[library.ID]catalog.Correction) *Grouping {
	s.mu.Lock()
	s.known.corrections = all
	frames := slices.Clone(s.frames)
	s.mu.Unlock()
	for i := range frames {
		correct(&frames[i], all)
	}
	fresh := newGrouping(frames)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.show(fresh, frames)
	s.news()
	return fresh
}

// Shown gives the groups as they were at the last Renew, Take or Correct.
func (s *Stacks) Shown() *Grouping {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shown
}

// Waiting is true while groups wait to be shown.
func (s *Stacks) Waiting() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.next != nil
}

// Take shows the groups that wait, which costs nothing: they were made when they were
// told of. nil is none.
func (s *Stacks) Take() *Grouping {
	s.mu.Lock()
	defer s.mu.Unlock()
	fresh := s.next
	if fresh != nil {
		s.show(fresh, s.coming)
		s.news()
	}
	return fresh
}

// Renew groups everything that is known now, and shows that.
func (s *Stacks) Renew() *Grouping {
	s.mu.Lock()
	frames, version := s.known.frames(), s.version
	s.mu.Unlock()
	fresh := newGrouping(frames)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.show(fresh, frames)
	if s.version != version {
		s.news()
	}
	return fresh
}

// show makes groups those that are shown. The caller holds the lock.
func (s *Stacks) show(g *Grouping, frames []burst.Frame) {
	s.shown, s.frames, s.next, s.coming, s.told = g, frames, nil, nil, false
}

// Close ends the looking and waits for it.
func (s *Stacks) Close() {
	s.mu.Lock()
	s.closed = true
	if s.waiting != nil && s.waiting.Stop() {
		s.looking.Done()
	}
	s.mu.Unlock()
	s.looking.Wait()
}

// news has the groups looked at in a while. The caller holds the lock.
func (s *Stacks) news() {
	s.version++
	if s.waiting != nil || s.closed || s.tell == nil {
		return
	}
	s.looking.Add(1)
	s.waiting = time.AfterFunc(max(settle, lookShare*s.took), s.look)
}

// look groups what is known, and says so when the groups that are shown would change.
func (s *Stacks) look() {
	defer s.looking.Done()
	s.mu.Lock()
	s.waiting = nil
	frames, shown := s.known.frames(), s.shown
	s.mu.Unlock()
	start := time.Now()
	next := newGrouping(frames)
	moves := shown.moves(next)

	s.mu.Lock()
	s.took = time.Since(start)
	if s.shown != shown || s.closed { // whoever showed another has seen to the next look
		s.mu.Unlock()
		return
	}
	s.next, s.coming = nil, nil
	if moves {
		s.next, s.coming = next, frames
	}
	tell := s.tell
	if !moves || s.told {
		tell = nil
	}
	s.told = moves
	s.mu.Unlock()
	if tell != nil {
		tell()
	}
}

// framesOf gives photos to be grouped, by what is known of them.
func framesOf(photos []*library.Photo, prints map[library.ID]*fingerprint.Print, corrections map[library.ID]catalog.Correction) []burst.Frame {
	frames := make([]burst.Frame, len(photos))
	for i, p := range photos {
		frames[i] = burst.Frame{Photo: p, Print: prints[p.ID]}
		correct(&frames[i], corrections)
	}
	return frames
}

// correct sets what a person corrected at a frame.
func correct(f *burst.Frame, corrections map[library.ID]catalog.Correction) {
	k := corrections[f.Photo.ID]
	f.Split, f.JoinTo = k.Kind == catalog.Split, 0
	if k.Kind == catalog.Join {
		f.JoinTo = k.Other
	}
}
