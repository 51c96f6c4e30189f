package pane

import (
	"container/list"
	"sync"

	"keeplight.app/keeplight/library"
)

// levelKey is a photo's content at one size.
type levelKey struct {
	id   library.ID
	hash library.Hash
	time int64
	side int
}

// partSide is the side under which the part of a photo that was read last is kept.
const partSide = -1

func keyOf(p *library.Photo, side int) levelKey {
	return levelKey{p.ID, p.Hash, p.ModTime.UnixNano(), side}
}

// Cache keeps the pictures used last, bounded in bytes. The one put last always
// stays, however large. Pools may share one.
type Cache struct {
	limit int64

	mu      sync.Mutex
	bytes   int64
	order   *list.List // of *levelEntry, the most recent first
	entries map[levelKey]*list.Element
}

type levelEntry struct {
	key   levelKey
	got   Loaded
	bytes int64
}

// NewCache makes an empty cache of at most limit bytes.
func NewCache(limit int64) *Cache {
	return &Cache{limit: limit, order: list.New(), entries: map[levelKey]*list.Element{}}
}

func (c *Cache) get(k levelKey) (Loaded, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.entries[k]
	if e == nil {
		return Loaded{}, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*levelEntry).got, true
}

// has is get for one who does not use the picture now.
func (c *Cache) has(k levelKey) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.entries[k] != nil
}

// part gives what was read last of a photo's parts where all that is seen lies in it,
// else nil.
func (c *Cache) part(p *library.Photo, seen Share) *Part {
	got, ok := c.get(keyOf(p, partSide))
	if !ok || !got.Part.share().Contains(seen) {
		return nil
	}
	return got.Part
}

func (c *Cache) put(k levelKey, got Loaded) {
	entry := &levelEntry{key: k, got: got}
	for _, l := range got.Levels {
		entry.bytes += int64(len(l.Pix))
	}
	if got.Part != nil {
		entry.bytes += int64(len(got.Part.Pixels.Pix))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.entries[k]; e != nil { // another pool has read it meanwhile
		c.remove(e)
	}
	c.entries[k] = c.order.PushFront(entry)
	c.bytes += entry.bytes
	for c.bytes > c.limit && c.order.Len() > 1 {
		c.remove(c.order.Back())
	}
}

// room is how many pictures with a long side of so many pixels it keeps.
func (c *Cache) room(side int) int {
	return int(c.limit / max(1, 4*int64(side)*int64(side)*2/3))
}

func (c *Cache) remove(e *list.Element) {
	old := e.Value.(*levelEntry)
	c.order.Remove(e)
	delete(c.entries, old.key)
	c.bytes -= old.bytes
}
