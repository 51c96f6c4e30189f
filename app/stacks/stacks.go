package stacks

import (
	"maps"
	"slices"
	"sync"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/burst"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/fingerprint"
)

// settle is how long after news it is looked whether the groups would change:
// fingerprints come by the hundred.
const settle = 500 * time.Millisecond

// Stacks keeps the groups of a shoot. What becomes known does not change those that
// are shown: it waits for Renew. Its methods may be called from any goroutine.
type Stacks struct {
	tell func()

	mu          sync.Mutex
	photos      map[library.ID]*library.Photo
	prints      map[library.ID]*fingerprint.Print
	corrections map[library.ID]catalog.Correction
	shown       *Grouping
	version     int // of what is known
	told        bool
	waiting     *time.Timer // of the next look, nil where none is to come
	closed      bool
	looking     sync.WaitGroup
}

// New gives stacks of no photos. tell is called once each time when the groups that
// are shown would change, by a goroutine of its own; nil tells nobody.
func New(tell func()) *Stacks {
	return &Stacks{
		tell: tell, photos: map[library.ID]*library.Photo{}, prints: map[library.ID]*fingerprint.Print{},
		corrections: map[library.ID]catalog.Correction{}, shown: newGrouping(nil),
	}
}

// Put takes in photos that are new or changed, with the fingerprints that are known
// of them.
func (s *Stacks) Put(photos []library.Photo, prints map[library.ID]*fingerprint.Print) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range photos {
		p := photos[i]
		if old, ok := s.photos[p.ID]; ok && old.Hash != p.Hash && old.Hash != "" {
			delete(s.prints, p.ID) // it was of the old pixels
		}
		s.photos[p.ID] = &p
	}
	maps.Copy(s.prints, prints)
	s.news()
}

// PutPrint takes in the fingerprint of one photo.
func (s *Stacks) PutPrint(id library.ID, print *fingerprint.Print) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.prints[id] = print
	s.news()
}

// Drop takes photos out that are gone.
func (s *Stacks) Drop(ids []library.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range ids {
		delete(s.photos, id)
	}
	s.news()
}

// SetCorrections takes in all borders that were corrected, as the catalogue has them
// after a step was made, undone or redone.
func (s *Stacks) SetCorrections(all map[library.ID]catalog.Correction) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.corrections = all
	s.news()
}

// Shown gives the groups as they were at the last Renew.
func (s *Stacks) Shown() *Grouping {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shown
}

// Renew groups everything that is known now, and shows that.
func (s *Stacks) Renew() *Grouping {
	s.mu.Lock()
	frames, version := s.frames(), s.version
	s.mu.Unlock()
	fresh := newGrouping(frames)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shown, s.told = fresh, false
	if s.version != version {
		s.news()
	}
	return fresh
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

// frames gives what is known, to be grouped. The caller holds the lock.
func (s *Stacks) frames() []burst.Frame {
	return framesOf(slices.Collect(maps.Values(s.photos)), s.prints, s.corrections)
}

func framesOf(photos []*library.Photo, prints map[library.ID]*fingerprint.Print, corrections map[library.ID]catalog.Correction) []burst.Frame {
	frames := make([]burst.Frame, len(photos))
	for i, p := range photos {
		k := corrections[p.ID]
		frames[i] = burst.Frame{Photo: p, Print: prints[p.ID], Split: k.Kind == catalog.Split}
		if k.Kind == catalog.Join {
			frames[i].JoinTo = k.Other
		}
	}
	return frames
}

// news has the groups looked at in a while. The caller holds the lock.
func (s *Stacks) news() {
	s.version++
	if s.waiting != nil || s.closed || s.told || s.tell == nil {
		return
	}
	s.looking.Add(1)
	s.waiting = time.AfterFunc(settle, s.look)
}

// look says so when the groups that are shown would change.
func (s *Stacks) look() {
	defer s.looking.Done()
	s.mu.Lock()
	s.waiting = nil
	frames, shown := s.frames(), s.shown
	s.mu.Unlock()
	moves := shown.moves(newGrouping(frames))

	s.mu.Lock()
	tell := moves && s.shown == shown && !s.told && !s.closed
	if tell {
		s.told = true
	}
	s.mu.Unlock()
	if tell {
		s.tell()
	}
}
