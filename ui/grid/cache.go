package grid

import (
	"container/list"
	"image"

	"keeplight.app/keeplight/library"
)

// pixelCache is a least-recently-used cache bounded in bytes. It is not safe
// for several goroutines by itself.
type pixelCache struct {
	limit, bytes int64
	order        *list.List // of *pixelEntry, the most recent first
	entries      map[pixelKey]*list.Element
	latest       map[cellKey]pixelKey
}

type cellKey struct {
	id   library.ID
	room image.Point
	turn library.Rotation
}

type pixelEntry struct {
	key pixelKey
	im  *image.RGBA
}

func newPixelCache(limit int64) pixelCache {
	return pixelCache{
		limit: limit, order: list.New(),
		entries: map[pixelKey]*list.Element{}, latest: map[cellKey]pixelKey{},
	}
}

func (c *pixelCache) has(k pixelKey) bool { return c.entries[k] != nil }

// newest gives what was last made for a cell, even if the file has changed
// since: it is replaced in a moment.
func (c *pixelCache) newest(of cellKey) *image.RGBA {
	e := c.entries[c.latest[of]]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*pixelEntry).im
}

func (c *pixelCache) put(k pixelKey, im *image.RGBA) {
	if c.has(k) {
		return
	}
	c.entries[k] = c.order.PushFront(&pixelEntry{k, im})
	c.latest[cellKey{k.id, k.room, k.turn}] = k
	c.bytes += int64(len(im.Pix))
	for c.bytes > c.limit && c.order.Len() > 1 {
		last := c.order.Back()
		old := last.Value.(*pixelEntry)
		c.order.Remove(last)
		delete(c.entries, old.key)
		if cell := (cellKey{old.key.id, old.key.room, old.key.turn}); c.latest[cell] == old.key {
			delete(c.latest, cell)
		}
		c.bytes -= int64(len(old.im.Pix))
	}
}
