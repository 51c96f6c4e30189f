package filecache

import (
	"sync"
	"time"
)

// File is the bytes of a file as they were at one time.
type File struct {
	Data    []byte // nobody may change them, or use them after Close
	Size    int64  // of the file
	ModTime time.Time
	Moved   bool // it was written to or replaced while it was read: Data may be parts of two files

	cache *Cache
	entry *entry
	keep  int64 // bytes that are reserved for keeping it
	once  sync.Once
}

// Close ends the use of the bytes, whose memory then serves others.
func (f *File) Close() { f.once.Do(func() { f.cache.close(f.entry, f.keep, f.keep > 0) }) }

// Share gives the file once more, to be closed by itself.
func (f *File) Share() *File {
	f.cache.mu.Lock()
	defer f.cache.mu.Unlock()
	f.entry.users++
	return &File{Data: f.Data, Size: f.Size, ModTime: f.ModTime, Moved: f.Moved, cache: f.cache, entry: f.entry}
}

// close counts a user out, who has reserved so many bytes, and keeps the file for
// others where it should.
func (c *Cache) close(e *entry, reserved int64, keep bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e.users--
	c.release(reserved)
	if e.users == 0 && e.urgent && !isClosed(e.read) {
		c.calm(e) // a drive that says nothing holds up nobody else
	}
	if keep {
		c.keep(e)
	}
	if e.users == 0 && e.timer == nil {
		c.forget(e)
	}
}

// unreserve gives back room that was reserved for a file that is not read.
func (c *Cache) unreserve(bytes int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.release(bytes)
}

// release is unreserve while mu is held.
func (c *Cache) release(bytes int64) {
	if bytes > 0 {
		c.reserved -= bytes
		c.announce()
	}
}

// keep holds on to an entry that was read where there is room. mu is held.
func (c *Cache) keep(e *entry) {
	n := int64(len(e.data))
	if e.moved || e.err != nil || e.timer != nil || c.files[e.path] != e || c.kept+n > c.limit {
		return
	}
	c.kept += n
	c.pool.shrink(c.limit - c.kept)
	e.timer = time.AfterFunc(keptFor, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.unkeep(e)
		if e.users == 0 {
			c.forget(e)
		}
	})
}

// unkeep lets go of an entry once nobody uses it. mu is held.
func (c *Cache) unkeep(e *entry) {
	if e.timer == nil {
		return
	}
	e.timer.Stop()
	e.timer = nil
	c.kept -= int64(len(e.data))
	c.announce()
}

// forget takes an entry out of the cache; who uses it goes on. nil is none. mu is
// held.
func (c *Cache) forget(e *entry) {
	if e == nil {
		return
	}
	c.unkeep(e)
	if c.files[e.path] == e {
		delete(c.files, e.path)
	}
	if e.users == 0 && isClosed(e.read) && e.data != nil {
		c.pool.giveBack(e.data[:cap(e.data)], c.limit-c.kept)
		e.data = nil
	}
}
