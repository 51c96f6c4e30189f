package scorers

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"keeplight.app/keeplight/app/pictures"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/queue"
)

// What callers decide by.
var (
	// ErrInUse says that a scorer with the same ID or provenance is in the list.
	ErrInUse = errors.New("this scorer is in use already: remove it first")
	// ErrNoScorer says that a Spec names no scorer.
	ErrNoScorer = errors.New("there is no scorer to add")
)

// Options are what a list works with.
type Options struct {
	Catalog  *catalog.Catalog
	Pictures *pictures.Pictures
	Folders  func() []string      // absolute paths of the open folders
	Finder   []string             // keys of who finds faces (faces.Keys), by which scores are judged again; nil judges none
	Tell     func([]queue.Result) // hears of results that are stored, one call at a time; it must not wait for a scorer
	Log      func(string)         // notes for a developer
}

// List holds the scorers in use. Its methods may be called from any goroutine.
// The first scorer that was added ranks the photos for those after it, which are
// taken to be slower.
type List struct {
	o     Options
	ranks ranks
	again judgedAgain

	mu      sync.Mutex
	entries []*entry        // in the order in which they were added
	keys    map[ID]string   // also of scorers that were removed
	running context.Context // nil while nothing is scored
	inView  []library.ID    // what a person looks at
	held    int             // how many hold the scorers
	later   []*queue.Queue  // of work that comes after scores
	entered chan struct{}   // closed when there is another entry, and then another one
}

// New makes an empty list. Nothing is scored until Start.
func New(o Options) *List {
	return &List{
		o: o, ranks: newRanks(), again: judgedAgain{moved: map[library.ID]library.Hash{}},
		keys: map[ID]string{}, entered: make(chan struct{}),
	}
}

// Add lets a scorer judge every photo of the open folders, beside those that do.
// What it has scored before is told at once. Errors, after which it is not in the
// list: ErrNoScorer, ErrInUse, or the catalogue's.
func (l *List) Add(ctx context.Context, s Spec) error {
	if s.Scorer == nil {
		return ErrNoScorer
	}
	s.ID = cmp.Or(s.ID, ID(s.Scorer.Provenance().Name))
	s.Title = cmp.Or(s.Title, string(s.ID))
	e := l.newEntry(s)
	if err := l.enter(e); err != nil {
		return err
	}
	for _, folder := range l.o.Folders() {
		if err := l.addFolder(ctx, e, folder); err != nil {
			return errors.Join(err, l.Remove(s.ID))
		}
	}
	return nil
}

// enter puts an entry into the list and lets it work where the others do.
func (l *List) enter(e *entry) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, other := range l.entries {
		if other.spec.ID == e.spec.ID || other.key == e.key {
			return fmt.Errorf("%s: %w", e.spec.Title, ErrInUse)
		}
	}
	l.entries = append(l.entries, e)
	close(l.entered)
	l.entered = make(chan struct{})
	l.keys[e.spec.ID] = e.key
	e.queue.InView(l.inView)
	for range l.held {
		e.queue.Hold()
	}
	if l.running != nil {
		l.start(e)
	}
	return nil
}

// addFolder tells what is stored of a folder's scores and queues the other photos.
func (l *List) addFolder(ctx context.Context, e *entry, folder string) error {
	photos, err := l.o.Catalog.PhotosOf(ctx, folder)
	if err != nil {
		return err
	}
	defer HoldTelling(l)()
	results, unscored, err := l.storedBy(ctx, e, photos)
	if err != nil {
		return err
	}
	l.o.Tell(results)
	e.queue.Add(unscored)
	return nil
}

// Remove ends a scorer and waits until it is called no more; one that is not in
// the list needs no removing. Its scores stay in the catalogue, and Of still knows
// whose they are. The error is that of storing its last results.
func (l *List) Remove(id ID) error {
	l.mu.Lock()
	i := slices.IndexFunc(l.entries, func(e *entry) bool { return e.spec.ID == id })
	if i < 0 {
		l.mu.Unlock()
		return nil
	}
	e := l.entries[i]
	l.entries = slices.Delete(slices.Clone(l.entries), i, i+1)
	l.mu.Unlock()
	e.endExplaining()
	return e.end()
}

// Of says whose the scores are that are stored under a provenance's key, also of a
// scorer that was removed until another takes its ID.
func (l *List) Of(key string) (ID, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for id, k := range l.keys {
		if k == key {
			return id, true
		}
	}
	return "", false
}

// Get gives a scorer as it stands now; false where it is not in the list.
func (l *List) Get(id ID) (Entry, bool) {
	for _, e := range l.all() {
		if e.spec.ID == id {
			return e.now(), true
		}
	}
	return Entry{}, false
}

// All gives the scorers as they stand now, in the order in which they were added.
func (l *List) All() []Entry {
	all := l.all()
	out := make([]Entry, len(all))
	for i, e := range all {
		out[i] = e.now()
	}
	return out
}

func (l *List) all() []*entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.entries)
}

// InView says which photos a person is looking at, in order of importance: they
// are scored next. Each call replaces the last. It never waits.
func (l *List) InView(ids []library.ID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.inView = slices.Clone(ids)
	for _, e := range l.entries {
		e.queue.InView(ids)
	}
	for _, q := range l.later {
		q.InView(ids)
	}
}

// Drop takes photos out of all queues. What is in flight ends without a result.
func (l *List) Drop(ids []library.ID) {
	for _, q := range queuesOf(l) {
		q.Remove(ids)
	}
}

// Paused is true when any scorer is paused, by a person or by itself.
func (l *List) Paused() bool {
	return slices.ContainsFunc(l.all(), func(e *entry) bool { return e.queue.Progress().Paused })
}

// AreWorking is true while a scorer takes up photos as they come.
func (l *List) AreWorking() bool {
	l.mu.Lock()
	running := l.running != nil && l.running.Err() == nil && !l.o.Catalog.ReadOnly()
	l.mu.Unlock()
	return running && slices.ContainsFunc(l.all(), func(e *entry) bool { return !e.queue.Progress().Paused })
}

// Pause lets no scorer begin another photo, nor what comes later.
func (l *List) Pause() {
	for _, q := range queuesOf(l) {
		q.Pause()
	}
}

// Hold lets no scorer begin another photo for a moment, while a person waits for a
// picture; false undoes one true. It never waits, and nobody is told of a pause.
func (l *List) Hold(hold bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	by := 1
	change := (*queue.Queue).Hold
	if !hold {
		by, change = -1, (*queue.Queue).Release
	}
	l.held += by
	for _, e := range l.entries {
		change(e.queue)
	}
	for _, q := range l.later {
		change(q)
	}
}

// Resume lets all scorers go on, those too that stopped by themselves.
func (l *List) Resume() {
	for _, q := range queuesOf(l) {
		q.Resume()
	}
}
