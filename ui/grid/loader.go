package grid

import (
	"context"
	"image"
	"math"
	"sync"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// Thumbs gives thumbnails; app/shoot is one. Nobody changes their pixels.
type Thumbs interface {
	// Quick gives the best thumbnail that needs no decoding of the whole
	// photo; final is false for the camera's own small one.
	Quick(ctx context.Context, p *library.Photo) (thumb *image.RGBA, final bool, err error)
	// Thumb gives the real one.
	Thumb(ctx context.Context, p *library.Photo) (*image.RGBA, error)
}

// Want is a photo in view and the room, in device pixels, that its cell gives
// it.
type Want struct {
	Photo library.Photo
	Room  image.Point
}

// Loaded is a thumbnail at the size of its cell. Err says why there is none.
type Loaded struct {
	ID     library.ID
	Turn   library.Rotation // by which it is turned
	Pixels *image.RGBA
	Err    error
}

// Loader makes cell-sized pictures for what is in view, and forgets what
// scrolled away before its turn came. Finished ones stay in a cache bounded in
// bytes.
type Loader struct {
	thumbs  Thumbs
	deliver func(Loaded)

	mu     sync.Mutex
	wake   *sync.Cond
	queue  []Want
	closed bool
	ctx    context.Context // of what is in view now; cancelled when that changes
	cancel context.CancelFunc
	busy   map[pixelKey]bool
	cache  pixelCache
	ended  sync.WaitGroup
}

// pixelKey is a photo's content at one size, as it is turned. Other pixels or another
// file time make it another picture.
type pixelKey struct {
	id   library.ID
	hash library.Hash
	time int64
	room image.Point
	turn library.Rotation
}

func keyOf(w *Want) pixelKey {
	return pixelKey{w.Photo.ID, w.Photo.Hash, w.Photo.ModTime.UnixNano(), w.Room, w.Photo.Rotation}
}

// NewLoader starts workers that load thumbnails and hand them to deliver, on
// their own goroutines. The cache holds at most limit bytes.
func NewLoader(thumbs Thumbs, workers int, limit int64, deliver func(Loaded)) *Loader {
	l := &Loader{thumbs: thumbs, deliver: deliver, busy: map[pixelKey]bool{}, cache: newPixelCache(limit)}
	l.wake = sync.NewCond(&l.mu)
	l.ctx, l.cancel = context.WithCancel(context.Background())
	for range workers {
		l.ended.Go(l.work)
	}
	return l
}

// Close ends the workers and waits for them.
func (l *Loader) Close() {
	l.mu.Lock()
	l.closed = true
	l.cancel()
	l.mu.Unlock()
	l.wake.Broadcast()
	l.ended.Wait()
}

// Peek gives a photo's picture, turned, for a room in device pixels if it is at hand,
// else nil. It never waits for a decode.
func (l *Loader) Peek(id library.ID, turn library.Rotation, room image.Point) image.Image {
	l.mu.Lock()
	defer l.mu.Unlock()
	if im := l.cache.newest(cellKey{id, room, turn}); im != nil {
		return im
	}
	return nil // not a nil *image.RGBA in a non-nil interface
}

// Load asks for what is in view, in this order, in place of what was asked for
// before.
func (l *Loader) Load(wants []Want) {
	l.mu.Lock()
	defer l.mu.Unlock()
	still := make(map[pixelKey]bool, len(wants))
	l.queue = l.queue[:0]
	for i := range wants {
		k := keyOf(&wants[i])
		still[k] = true
		if !l.busy[k] && !l.cache.has(k) {
			l.queue = append(l.queue, wants[i])
		}
	}
	for k := range l.busy {
		if !still[k] {
			// Some of the work under way is for photos that scrolled away. What
			// is still in view is asked for again below.
			l.cancel()
			l.ctx, l.cancel = context.WithCancel(context.Background())
			l.queue = l.queue[:0]
			clear(l.busy)
			for i := range wants {
				if !l.cache.has(keyOf(&wants[i])) {
					l.queue = append(l.queue, wants[i])
				}
			}
			break
		}
	}
	l.wake.Broadcast()
}

func (l *Loader) work() {
	for {
		l.mu.Lock()
		for len(l.queue) == 0 && !l.closed {
			l.wake.Wait()
		}
		if l.closed {
			l.mu.Unlock()
			return
		}
		w := l.queue[0]
		l.queue = l.queue[1:]
		ctx, k := l.ctx, keyOf(&w)
		l.busy[k] = true
		l.mu.Unlock()

		l.load(ctx, &w, k)

		l.mu.Lock()
		if ctx == l.ctx {
			delete(l.busy, k)
		}
		l.mu.Unlock()
	}
}

func (l *Loader) load(ctx context.Context, w *Want, k pixelKey) {
	quick, final, err := l.thumbs.Quick(ctx, &w.Photo)
	if err == nil && !final && ctx.Err() == nil {
		l.deliver(Loaded{ID: w.Photo.ID, Turn: k.turn, Pixels: fitInto(picture.Turn(quick, k.turn), w.Room)})
	}
	thumb := quick
	if err != nil || !final {
		thumb, err = l.thumbs.Thumb(ctx, &w.Photo)
	}
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		l.deliver(Loaded{ID: w.Photo.ID, Err: err})
		return
	}
	fitted := fitInto(picture.Turn(thumb, k.turn), w.Room)
	l.mu.Lock()
	l.cache.put(k, fitted)
	l.mu.Unlock()
	l.deliver(Loaded{ID: w.Photo.ID, Turn: k.turn, Pixels: fitted})
}

// fitInto shrinks a thumbnail to exactly the pixels that it will have on the
// screen, so that drawing it needs no scaling.
func fitInto(im *image.RGBA, room image.Point) *image.RGBA {
	w, h := float64(im.Rect.Dx()), float64(im.Rect.Dy())
	scale := min(1, float64(room.X)/w, float64(room.Y)/h)
	return picture.Fit(im, int(math.Round(max(w, h)*scale)))
}
