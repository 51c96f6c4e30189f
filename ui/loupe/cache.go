package loupe

import (
	"container/list"

	"keeplight.app/keeplight/library"
)

// levelKey is a photo's content at one size.
type levelKey struct {
	id   library.ID
	hash library.Hash
	time int64
	side int
}

func keyOf(p *library.Photo, side int) levelKey {
	return levelKey{p.ID, p.Hash, p.ModTime.UnixNano(), side}
}

// levelCache keeps the pictures used last, bounded in bytes. The one put last
// always stays, however large.
type levelCache struct {
	limit, bytes int64
	order        *list.List // of *levelEntry, the most recent first
	entries      map[levelKey]*list.Element
}

type levelEntry struct {
	key   levelKey
	got   Loaded
	bytes int64
}

func newLevelCache(limit int64) levelCache {
	return levelCache{limit: limit, order: list.New(), entries: map[levelKey]*list.Element{}}
}

func (c *levelCache) get(k levelKey) (Loaded, bool) {
	e := c.entries[k]
	if e == nil {
		return Loaded{}, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*levelEntry).got, true
}

func (c *levelCache) put(k levelKey, got Loaded) {
	entry := &levelEntry{key: k, got: got}
	for _, l := range got.Levels {
		entry.bytes += int64(len(l.Pix))
	}
	c.entries[k] = c.order.PushFront(entry)
	c.bytes += entry.bytes
	for c.bytes > c.limit && c.order.Len() > 1 {
		last := c.order.Back()
		old := last.Value.(*levelEntry)
		c.order.Remove(last)
		delete(c.entries, old.key)
		c.bytes -= old.bytes
	}
}
