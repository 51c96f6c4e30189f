package features

import (
	"context"
	"fmt"
	"image"
	"runtime"
	"slices"
	"sync"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/lowpriority"
	"keeplight.app/keeplight/scoring/features"
)

const (
	// settle is how long nothing else must have been done before photos are described:
	// between two photos of a slow card scorers rest for a moment too.
	settle = 2 * time.Second
	// listShare is how many times as long as listing the catalogue's photos took the next
	// listing waits: a person who decides about one photo after the other has it done often.
	listShare = 30
	// storedAtOnce is how many vectors one transaction stores.
	storedAtOnce = 32
	// askedAtOnce is of how many pictures it is asked at once whether they have vectors, which
	// are read for that: 3 kB each.
	askedAtOnce = 256
	// leastDecided is from how many decisions on photos are described that nobody has
	// decided about: before that there is no taste that could say anything of them.
	leastDecided = 20
)

// Pictures reads photos and keeps vectors; app/pictures does.
type Pictures interface {
	// Preview gives a photo upright in sRGB, as scorers see it.
	Preview(ctx context.Context, p *library.Photo) (*image.RGBA, error)
	// Vectors gives what is kept under those of the keys that have something.
	Vectors(ctx context.Context, keys []string) (map[string][]byte, error)
	// PutVectors keeps some, all or none.
	PutVectors(ctx context.Context, vectors map[string][]byte) error
}

// Rest says when nothing is done that a person waits for.
type Rest interface {
	// WaitAtRest returns nil when there is nothing to do that goes before features.
	WaitAtRest(ctx context.Context) error
	// WaitAtWork returns nil as soon as there is.
	WaitAtWork(ctx context.Context) error
}

// Options are what a pass works with. Without Rest there is no Run.
type Options struct {
	Photos   func(ctx context.Context) ([]library.Photo, error) // all that may be described; the error is the catalogue's
	Shown    func(p *library.Photo) bool                        // in an open folder: described too where nobody has decided; nil shows none
	Pictures Pictures
	Rest     Rest
	On       func() bool // false while nobody learns; nil is on
	Learn    func()      // hears that there are more vectors; it must not wait. nil tells nobody
	Log      func(string)
}

// Pass describes photos. Its methods may be called from any goroutine.
type Pass struct {
	o       Options
	network *features.Extractor
	settle  time.Duration
	listing time.Duration // how long the catalogue took the last time; of Run alone
	changed chan struct{} // holds one token when there may be other photos to describe

	mu   sync.Mutex
	done map[library.Hash]bool // has a vector, or could not be described: tried again at the next start
}

// New makes a pass that does nothing until Run or Describe.
func New(o Options) *Pass {
	if o.On == nil {
		o.On = func() bool { return true }
	}
	if o.Learn == nil {
		o.Learn = func() {}
	}
	if o.Shown == nil {
		o.Shown = func(*library.Photo) bool { return false }
	}
	return &Pass{
		o: o, network: features.New(), settle: settle, changed: make(chan struct{}, 1), done: map[library.Hash]bool{},
	}
}

// Changed says that decisions or the switch may be others now. It never waits.
func (p *Pass) Changed() {
	select {
	case p.changed <- struct{}{}:
	default:
	}
}

// Run describes photos whenever nothing else is to do, until ctx ends: those first that
// were decided about.
func (p *Pass) Run(ctx context.Context) {
	lowpriority.Thread()
	for p.o.Rest.WaitAtRest(ctx) == nil {
		quiet, cancel := context.WithTimeout(ctx, max(p.settle, listShare*p.listing))
		err := p.o.Rest.WaitAtWork(quiet)
		cancel()
		if ctx.Err() != nil {
			return
		}
		if err == nil {
			continue
		}
		p.describeAtRest(ctx)
	}
}

// describeAtRest describes photos until somebody is at work, or all are and then until
// something has changed.
func (p *Pass) describeAtRest(ctx context.Context) {
	resting, stop := context.WithCancel(ctx)
	var watching sync.WaitGroup
	watching.Go(func() {
		if p.o.Rest.WaitAtWork(resting) == nil {
			stop()
		}
	})
	defer watching.Wait()
	defer stop()
	if p.o.On() {
		if err := p.describeAll(resting); err != nil && resting.Err() == nil {
			p.o.Log("describing photos: " + err.Error())
		}
	}
	select {
	case <-resting.Done():
	case <-p.changed:
	}
}

// describeAll describes what lacks a vector.
func (p *Pass) describeAll(ctx context.Context) error {
	began := time.Now()
	all, err := p.o.Photos(ctx)
	p.listing = time.Since(began)
	if err != nil {
		return err
	}
	var decided []library.Photo
	for i := range all {
		if isDecided(&all[i]) {
			decided = append(decided, all[i])
		}
	}
	n, err := p.Describe(ctx, decided, nil)
	if n > 0 {
		p.o.Learn()
	}
	if err != nil || len(decided) < leastDecided {
		return err
	}
	others := slices.DeleteFunc(all, func(photo library.Photo) bool { return isDecided(&photo) || !p.o.Shown(&photo) })
	n, err = p.Describe(ctx, others, nil)
	if n > 0 {
		p.o.Learn() // what is shown of them is other now
	}
	return err
}

func isDecided(p *library.Photo) bool {
	return p.Decision.Flag != library.Undecided || p.Decision.Rating > 0
}

// Describe makes the vectors of those of the photos that have none, on half of the
// processors, and gives how many it made. A photo that cannot be read is passed over and
// logged. progress, where there is one, hears how many of how many were looked at, from any
// goroutine, one call at a time. Errors are the store's and the context's; what was made
// by then is kept.
func (p *Pass) Describe(ctx context.Context, photos []library.Photo, progress func(done, of int)) (made int, err error) {
	missing, err := p.missing(ctx, photos)
	if err != nil {
		return 0, err
	}
	looked := 0
	for piece := range slices.Chunk(missing, storedAtOnce) {
		vectors := p.describe(ctx, piece, func() {
			looked++
			if progress != nil {
				progress(looked, len(missing))
			}
		})
		if len(vectors) > 0 {
			// What was made is kept, also where ctx ended meanwhile.
			if err := p.o.Pictures.PutVectors(context.WithoutCancel(ctx), vectors); err != nil {
				return made, err
			}
			made += len(vectors)
			p.mu.Lock()
			for i := range piece {
				if vectors[keyOf(piece[i].Hash)] != nil {
					p.done[piece[i].Hash] = true
				}
			}
			p.mu.Unlock()
		}
		if err := ctx.Err(); err != nil {
			return made, err
		}
	}
	return made, nil
}

// missing gives one photo of each picture that can be read and has no vector.
func (p *Pass) missing(ctx context.Context, photos []library.Photo) (missing []library.Photo, err error) {
	for piece := range slices.Chunk(p.unknown(photos), askedAtOnce) {
		hashes := make([]string, len(piece))
		for i := range piece {
			hashes[i] = string(piece[i].Hash)
		}
		known, err := p.Vectors(ctx, hashes)
		if err != nil {
			return nil, err
		}
		p.mu.Lock()
		for i := range piece {
			if known[hashes[i]] == nil {
				missing = append(missing, piece[i])
			} else {
				p.done[piece[i].Hash] = true
			}
		}
		p.mu.Unlock()
	}
	return missing, nil
}

// unknown gives one photo of each picture that can be read and was not asked for yet.
func (p *Pass) unknown(photos []library.Photo) (unknown []library.Photo) {
	p.mu.Lock()
	defer p.mu.Unlock()
	taken := map[library.Hash]bool{}
	for i := range photos {
		photo := &photos[i]
		if photo.Hash == "" || photo.Missing || !photo.Problem.IsZero() || p.done[photo.Hash] || taken[photo.Hash] {
			continue
		}
		taken[photo.Hash] = true
		unknown = append(unknown, *photo)
	}
	return unknown
}

// describe makes the vectors of some photos. looked is called after each, one call at a
// time.
func (p *Pass) describe(ctx context.Context, photos []library.Photo, looked func()) map[string][]byte {
	vectors := map[string][]byte{}
	var mu sync.Mutex
	var workers sync.WaitGroup
	next := make(chan *library.Photo)
	for range max(1, runtime.NumCPU()/2) { // a person works with the others
		workers.Go(func() {
			lowpriority.Thread()
			for photo := range next {
				v, err := p.one(ctx, photo)
				mu.Lock()
				if err == nil {
					vectors[keyOf(photo.Hash)] = encode(v)
				} else if ctx.Err() == nil {
					p.passOver(photo, err)
				}
				looked()
				mu.Unlock()
			}
		})
	}
	for i := range photos {
		next <- &photos[i]
	}
	close(next)
	workers.Wait()
	return vectors
}

func (p *Pass) one(ctx context.Context, photo *library.Photo) (v features.Vector, err error) {
	defer func() { // a slip of a decoder over hostile bytes costs one photo
		if r := recover(); r != nil {
			err = fmt.Errorf("the program broke over it: %v", r)
		}
	}()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	preview, err := p.o.Pictures.Preview(ctx, photo)
	if err != nil {
		return nil, err
	}
	return p.network.Of(ctx, preview)
}

func (p *Pass) passOver(photo *library.Photo, why error) {
	p.o.Log(fmt.Sprintf("describing %s: %v", library.Display(photo.Path), why))
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done[photo.Hash] = true
}
