package faces

import (
	"context"
	"sync"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/queue"
)

// Finder finds faces in photos. It may be called from several goroutines at once.
type Finder interface {
	// Provenance says how faces are found; it does not change while the finder
	// lives.
	Provenance() library.Provenance
	// Find gives the faces of one photo, the one furthest left first.
	Find(ctx context.Context, s *scoring.Subject) ([]library.Face, error)
}

// Pictures opens photos to be looked at.
type Pictures interface {
	// Subject opens a photo at full size; close gives back what it holds.
	Subject(ctx context.Context, p *library.Photo) (s *scoring.Subject, close func(), err error)
}

// Rest says when nothing is done that a person waits for.
type Rest interface {
	// WaitAtRest returns nil when there is nothing to do that goes before faces.
	WaitAtRest(ctx context.Context) error
	// WaitAtWork returns nil as soon as there is.
	WaitAtWork(ctx context.Context) error
}

// Options are what a pass works with.
type Options struct {
	Catalog  *catalog.Catalog
	Pictures Pictures
	Finder   Finder
	Rest     Rest
	Tell     func(ids []library.ID) // hears of which photos the faces are known now, or no more; it must not wait for the pass
	Log      func(string)           // notes for a developer
}

// Pass looks for faces in photos. Its methods may be called from any goroutine.
type Pass struct {
	o     Options
	key   string // of the finder's provenance
	queue *queue.Queue

	mu     sync.Mutex
	on     bool
	known  map[library.Hash][]library.Face // in which image data was looked; none found is an empty list
	photos map[library.ID]library.Hash     // the photos of the shoot
}

// Of gives the faces that were found in image data, the one furthest left first;
// looked is false where nobody has looked yet, or it is switched off. It never waits.
// Nobody may change what it gives.
func (p *Pass) Of(h library.Hash) (found []library.Face, looked bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	found, looked = p.known[h]
	return found, looked
}

// Count sums up what Of gives; nil where nobody has looked yet. It never waits.
func (p *Pass) Count(h library.Hash) *query.Faces {
	found, looked := p.Of(h)
	if !looked {
		return nil
	}
	c := query.CountFaces(found)
	return &c
}

// On is true while faces are looked for.
func (p *Pass) On() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.on
}

// SetOn switches the search on, or off and deletes what was found in any photo ever,
// in one transaction with the setting. It waits for photos that are being looked at:
// call it where nobody is kept waiting. Tell hears of all photos. The error is the
// catalogue's; after it nothing is changed.
func (p *Pass) SetOn(ctx context.Context, on bool) error {
	panic("not built yet")
}

// Progress says how many photos of the shoot were looked at, how fast, and how long
// the others will take.
func (p *Pass) Progress() queue.Progress { return p.queue.Progress() }
