package faces

import (
	"context"
	"maps"
	"runtime"
	"slices"
	"sync"
	"time"

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
	// AddLater has a queue paused, held and told what is in view with the others.
	AddLater(q *queue.Queue)
}

// Options are what a pass works with.
type Options struct {
	Catalog  *catalog.Catalog
	Pictures Pictures
	Finder   Finder
	Rest     Rest
	Tell     func(ids []library.ID) // hears of which photos the faces are known now, or no more; it must not wait for the pass
	Changed  func(ids []library.ID) // hears in which photos was looked, with exact copies of them, and with nil that nothing is known of any more; nil tells nobody. It must not wait for the pass
	Log      func(string)           // notes for a developer
}

// Pass looks for faces in photos. Its methods may be called from any goroutine.
type Pass struct {
	o      Options
	queue  *queue.Queue
	retry  retry         // of storing
	settle time.Duration // how long nothing else must have been done before faces are looked for
	wake   chan struct{} // holds one token when photos are coming

	// turn is for who changes what is known by the catalogue: one at a time.
	turn sync.Mutex

	mu     sync.Mutex
	on     bool
	known  map[seen][]library.Face        // what was looked at; none found is an empty list
	fresh  map[seen][]library.Face        // found and not yet stored
	photos map[library.ID]seen            // the photos of the shoot
	wrong  map[library.ID]library.Message // why nobody could look
	coming [][]library.Photo              // told of and not yet looked up, each lot as it came

	life    context.Context // of Start; nil before
	working sync.WaitGroup
	stop    context.CancelFunc // ends the search; nil while there is none
	stopped chan error         // gives its error
}

// New makes a pass over no photos, on unless it was switched off in this catalogue or
// nobody can tell. Nothing is looked for until Start.
func New(ctx context.Context, o Options) *Pass {
	if o.Changed == nil {
		o.Changed = func([]library.ID) {}
	}
	p := &Pass{
		o: o, settle: settle, wake: make(chan struct{}, 1),
		known: map[seen][]library.Face{}, fresh: map[seen][]library.Face{},
		photos: map[library.ID]seen{}, wrong: map[library.ID]library.Message{},
	}
	p.queue = queue.New(queue.Config{
		Scorer: search{p}, Load: noPreview, Save: p.save, Done: p.done, Log: o.Log,
		Workers: max(1, runtime.NumCPU()/2), // a person works with the others
	})
	p.retry.again, p.retry.delays = p.queue.Retry, retries()
	p.queue.Hold() // until all else is at rest
	o.Rest.AddLater(p.queue)
	var s setting
	if _, err := o.Catalog.Setting(ctx, SettingKey, &s); err != nil {
		o.Log("whether faces are looked for could not be read, so none are: " + err.Error())
		s.Off = true
	}
	p.on = !s.Off
	return p
}

// Of gives the faces that were found in a photo as the person turned it, the one furthest
// left first; looked is false where nobody has looked yet, or it is switched off. Their
// boxes are of the upright picture, not turned. It never waits. Nobody may change what it
// gives.
func (p *Pass) Of(photo *library.Photo) (found []library.Face, looked bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	found, looked = p.known[seenIn(photo)]
	return found, looked
}

// Count sums up what Of gives; nil where nobody has looked yet. It never waits.
func (p *Pass) Count(photo *library.Photo) *query.Faces {
	found, looked := p.Of(photo)
	if !looked {
		return nil
	}
	c := query.CountFaces(found)
	return &c
}

// Problem says why nobody could look at a photo; zero where nothing is wrong. It is
// looked at again once its file has changed, and at the next start.
func (p *Pass) Problem(id library.ID) library.Message {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.wrong[id]
}

// On is true while faces are looked for.
func (p *Pass) On() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.on
}

// Progress says how many photos were looked at since they were told of, those apart of
// which that was known, how fast, and how long the others will take.
func (p *Pass) Progress() queue.Progress { return p.queue.Progress() }

// Put takes in photos that are new or changed. It never waits: what is known of them is
// looked up later.
func (p *Pass) Put(photos []library.Photo) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(photos) > 0 { // in one list, those of a large shoot would be copied again and again
		p.coming = append(p.coming, slices.Clone(photos))
	}
	p.awake()
}

// Drop takes out photos that are gone. What was found stays in the catalogue.
func (p *Pass) Drop(ids []library.ID) {
	if len(ids) == 0 {
		return
	}
	p.queue.Remove(ids)
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, id := range ids {
		delete(p.photos, id)
		delete(p.wrong, id)
	}
	gone := map[library.ID]bool{}
	for _, id := range ids {
		gone[id] = true
	}
	for i, lot := range p.coming {
		p.coming[i] = slices.DeleteFunc(lot, func(photo library.Photo) bool { return gone[photo.ID] })
	}
	used := map[seen]bool{}
	for s := range maps.Values(p.photos) {
		used[s] = true
	}
	unused := func(s seen, _ []library.Face) bool { return !used[s] }
	maps.DeleteFunc(p.known, unused)
	maps.DeleteFunc(p.fresh, unused)
}

// Hold lets no photo be begun until release is called, once or more often: while a
// folder is listed, say.
func (p *Pass) Hold() (release func()) {
	p.queue.Hold()
	return sync.OnceFunc(p.queue.Release)
}

// awake has what is coming looked up. The caller holds mu. One token is enough for any
// number of photos.
func (p *Pass) awake() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}
