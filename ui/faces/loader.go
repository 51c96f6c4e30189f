package faces

import (
	"context"
	"image"
	"slices"
	"sync"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// Reader reads parts of photos at all their pixels.
type Reader interface {
	// Parts gives parts of a photo's upright picture to each, with where they lie in the
	// whole. The photo is decoded at most once.
	Parts(ctx context.Context, p *library.Photo, of func(w, h int) []image.Rectangle,
		each func(i int, part *image.RGBA, at image.Rectangle, whole image.Point)) error
}

// partPixels bounds how many pixels are read as one part for close-ups that lie near each
// other.
const partPixels = 6 << 20

// readAtOnce is how many photos are read for close-ups at the same time, whatever the
// number of strips.
const readAtOnce = 2

// Closeups reads close-ups for strips, and keeps some. Its methods may be called from any
// goroutine.
type Closeups struct {
	read  Reader
	start func(func(context.Context))
	slots chan struct{}

	mu        sync.Mutex
	cache     cache
	forgotten int // how often all were dropped
}

// NewCloseups reads by a reader. start runs a function on a goroutine whose end somebody
// waits for; limit is how many bytes of close-ups are kept.
func NewCloseups(read Reader, limit int, start func(func(context.Context))) *Closeups {
	return &Closeups{read: read, start: start, slots: make(chan struct{}, readAtOnce), cache: cache{limit: limit}}
}

// Forget drops all close-ups, also those that are being read.
func (c *Closeups) Forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cache = cache{limit: c.cache.limit}
	c.forgotten++
}

// generation changes when all close-ups are dropped.
func (c *Closeups) generation() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.forgotten
}

// keep puts a close-up into the cache, unless all were dropped since its reading began.
func (c *Closeups) keep(k key, pixels *image.RGBA, began int) (kept bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if kept = c.forgotten == began; kept {
		c.cache.put(k, pixels)
	}
	return kept
}

// Loaded is a close-up as it is seen, turned like its photo.
type Loaded struct {
	Photo  library.ID
	Turn   library.Rotation
	Crop   Crop
	Pixels *image.RGBA
}

// loader reads the close-ups of one strip, always those that were asked for last.
type loader struct {
	from    *Closeups
	deliver func(Loaded)
	asked   []key
	cancel  context.CancelFunc
}

// key is a close-up of a photo's content.
type key struct {
	id   library.ID
	hash library.Hash
	time int64
	turn library.Rotation
	crop Crop
}

func keyOf(p *library.Photo, c Crop) key {
	return key{p.ID, p.Hash, p.ModTime.UnixNano(), p.Rotation, c}
}

// peek gives a close-up that is at hand, else nil.
func (l *loader) peek(p *library.Photo, c Crop) *image.RGBA {
	l.from.mu.Lock()
	defer l.from.mu.Unlock()
	return l.from.cache.get(keyOf(p, c))
}

// load reads the close-ups of a photo that are not at hand, in place of what was asked
// for before. Asking for the same again does nothing.
func (l *loader) load(p *library.Photo, crops []Crop) {
	asked := make([]key, len(crops))
	for i, c := range crops {
		asked[i] = keyOf(p, c)
	}
	if slices.Equal(asked, l.asked) {
		return
	}
	l.stop()
	l.asked = asked
	missing := slices.DeleteFunc(slices.Clone(crops), func(c Crop) bool { return l.peek(p, c) != nil })
	if len(missing) == 0 {
		return
	}
	photo := *p
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel = cancel
	l.from.start(func(ends context.Context) {
		defer context.AfterFunc(ends, cancel)()
		defer cancel()
		l.from.readAll(ctx, &photo, missing, l.deliver)
	})
}

// stop calls off what is being read.
func (l *loader) stop() {
	if l.cancel != nil {
		l.cancel()
	}
	l.asked, l.cancel = nil, nil
}

// readAll reads close-ups of a photo, those that lie near each other together. One that
// cannot be read is left out: the strip goes on showing what stands in for it.
func (c *Closeups) readAll(ctx context.Context, p *library.Photo, crops []Crop, deliver func(Loaded)) {
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-ctx.Done():
		return
	}
	began := c.generation()
	groups := together(crops, p.Width, p.Height)
	where := func(w, h int) []image.Rectangle {
		all := make([]image.Rectangle, len(groups))
		for i, group := range groups {
			all[i] = around(group, w, h)
		}
		return all
	}
	// What cannot be read is left out.
	_ = c.read.Parts(ctx, p, where, func(i int, part *image.RGBA, at image.Rectangle, whole image.Point) {
		if ctx.Err() != nil || part.Rect.Size() != at.Size() {
			return
		}
		for _, crop := range groups[i] {
			cut := crop.cut(part, at, whole)
			if cut.Rect.Empty() {
				continue // the file has another size by now
			}
			pixels := picture.Turn(cut, p.Rotation)
			if !c.keep(keyOf(p, crop), pixels, began) {
				return
			}
			deliver(Loaded{p.ID, p.Rotation, crop, pixels})
		}
	})
}

// together deals close-ups of a photo of w x h pixels to groups that are read as one part
// each.
func together(crops []Crop, w, h int) (groups [][]Crop) {
next:
	for _, c := range crops {
		for i, g := range groups {
			if grown := append(slices.Clone(g), c); area(around(grown, w, h)) <= partPixels {
				groups[i] = grown
				continue next
			}
		}
		groups = append(groups, []Crop{c})
	}
	return groups
}

func around(crops []Crop, w, h int) (all image.Rectangle) {
	for i := range crops {
		all = all.Union(crops[i].of(w, h))
	}
	return all
}

func area(r image.Rectangle) int { return r.Dx() * r.Dy() }

// cache keeps the close-ups that were used last.
type cache struct {
	limit, held int // bytes
	entries     []entry
}

type entry struct {
	key    key
	pixels *image.RGBA
}

func (c *cache) get(k key) *image.RGBA {
	for i, e := range c.entries {
		if e.key == k {
			c.entries = append(slices.Delete(c.entries, i, i+1), e)
			return e.pixels
		}
	}
	return nil
}

func (c *cache) put(k key, pixels *image.RGBA) {
	if c.get(k) != nil {
		return
	}
	c.entries, c.held = append(c.entries, entry{k, pixels}), c.held+len(pixels.Pix)
	for c.held > c.limit && len(c.entries) > 1 {
		c.held -= len(c.entries[0].pixels.Pix)
		c.entries = slices.Delete(c.entries, 0, 1)
	}
}
