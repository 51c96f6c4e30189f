package pane

import (
	"context"
	"image"
	"sync"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// Decoder gives a photo's pixels, upright, long side at most side; 0 for all.
type Decoder func(ctx context.Context, p *library.Photo, side int) (*picture.Picture, error)

// Request is what a pane wants to show now and could want next.
type Request struct {
	Photo      library.Photo
	Neighbours []library.Photo // read when the photo is there, in this order
	Side       int             // long side of the view in device pixels
	Full       bool            // all pixels are wanted now, not only after a moment
	Inspect    Inspection      // is given the preview once that is delivered; may be nil
}

// Inspection works something out of a photo's preview, on the loader's goroutine.
// What it gives runs on the window's, if the photo is still shown then.
type Inspection func(photo *library.Photo, preview *image.RGBA) (then func())

// Loaded is a photo at one size, or why it cannot be shown.
type Loaded struct {
	ID     library.ID
	Levels []*image.RGBA // falling sizes, the largest first
	Info   picture.Info
	Full   bool  // Levels[0] has every pixel
	Part   *Part // a part of it alone, beside the Levels of before; nil for none
	Err    error

	then func() // what came of an inspection; nothing else is set then but ID
}

// settle is how long the person stays on a photo before all its pixels are read
// unasked, so that paging through a shoot reads only previews.
const settle = 250 * time.Millisecond

// Loader reads what a pane shows: the preview first, then all pixels, then
// the neighbours' previews. A new request ends the work for the last one.
type Loader struct {
	decode  Decoder
	deliver func(Loaded)
	settle  time.Duration

	mu     sync.Mutex
	next   *Request
	wake   chan struct{}
	cancel context.CancelFunc
	stop   context.CancelFunc
	done   chan struct{}
	cache  *Cache
}

// NewLoader starts a loader. deliver is called on its goroutine. Pictures stay
// in cache, which other loaders may use as well.
func NewLoader(decode Decoder, cache *Cache, deliver func(Loaded)) *Loader {
	ctx, stop := context.WithCancel(context.Background())
	l := &Loader{
		decode: decode, deliver: deliver, settle: settle,
		wake: make(chan struct{}, 1), cancel: func() {}, stop: stop,
		done: make(chan struct{}), cache: cache,
	}
	go l.run(ctx)
	return l
}

// Load asks for a photo in place of the last one. It never waits.
func (l *Loader) Load(r Request) {
	l.mu.Lock()
	l.next = &r
	l.cancel()
	l.mu.Unlock()
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// Close ends the loader and waits for it.
func (l *Loader) Close() {
	l.stop()
	<-l.done
}

func (l *Loader) run(ctx context.Context) {
	defer close(l.done)
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.wake:
		}
		l.mu.Lock()
		r := l.next
		l.next = nil
		var work context.Context
		work, l.cancel = context.WithCancel(ctx)
		l.mu.Unlock()
		if r != nil {
			l.serve(work, r)
		}
	}
}

func (l *Loader) serve(ctx context.Context, r *Request) {
	got, ok := l.show(ctx, &r.Photo, r.Side)
	if !ok {
		return
	}
	if r.Inspect != nil {
		l.deliver(Loaded{ID: got.ID, then: r.Inspect(&r.Photo, got.Levels[0])})
	}
	if !got.Full && r.Full {
		l.showAll(ctx, &r.Photo)
	}
	for i := range r.Neighbours {
		l.get(ctx, &r.Neighbours[i], r.Side)
	}
	if !got.Full && !r.Full && l.wait(ctx) {
		l.showAll(ctx, &r.Photo)
	}
}

// show delivers a photo at the view's size, or why it cannot.
func (l *Loader) show(ctx context.Context, p *library.Photo, side int) (Loaded, bool) {
	got := l.get(ctx, p, side)
	if ctx.Err() != nil {
		return got, false
	}
	l.deliver(got)
	return got, got.Err == nil
}

// showAll delivers all of a photo's pixels.
func (l *Loader) showAll(ctx context.Context, p *library.Photo) { l.show(ctx, p, 0) }

func (l *Loader) wait(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(l.settle):
		return true
	}
}

func (l *Loader) get(ctx context.Context, p *library.Photo, side int) Loaded {
	k := keyOf(p, side)
	if got, ok := l.cache.get(k); ok {
		return got
	}
	if ctx.Err() != nil {
		return Loaded{ID: p.ID, Err: ctx.Err()}
	}
	pic, err := l.decode(ctx, p, side)
	if err != nil {
		return Loaded{ID: p.ID, Err: err}
	}
	got := Loaded{ID: p.ID, Info: pic.Info, Levels: []*image.RGBA{pic.Pixels}}
	got.Full = pic.Pixels.Rect.Dx() >= pic.Width
	if side == 0 {
		// Where a RAW's preview is all there is, it is all that can be read.
		got.Full = true
		got.Levels = picture.NewPyramid(pic.Pixels).Levels
	}
	l.cache.put(k, got)
	return got
}
