package filecache

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
	"time"

	"keeplight.app/keeplight/library/answer"
)

const (
	// DefaultBytes is how many bytes a program keeps: several photos for each of the
	// processors that score them, and a fraction of what those take as pixels.
	DefaultBytes = 64 << 20

	// keptFor is how long a file is kept that nobody takes.
	keptFor = 20 * time.Second

	// silence is how long a drive may say nothing before its file is given up.
	silence = 10 * time.Second
)

// Purpose is what a file's bytes are wanted for.
type Purpose uint8

const (
	// View is for a person who waits. Nothing else is read meanwhile.
	View Purpose = iota
	// Background is for work that nobody waits for.
	Background
	// Ahead is Background for who is the first of several to read the file: it is
	// kept for the others where there is room for it.
	Ahead
	// Last is Background for the one that it was kept for.
	Last
)

// Cache keeps the bytes of files. Its methods may be called from any goroutine.
type Cache struct {
	limit int64
	wrap  func(io.Reader) io.Reader

	silence time.Duration
	folders answer.Folders

	mu       sync.Mutex
	files    map[string]*entry // being read, in use or kept, by path
	kept     int64             // bytes
	reserved int64             // bytes of those being read that will be kept
	viewing  int               // reads that a person waits for
	changed  chan struct{}     // closed when one of the above changes
	pace     time.Duration     // that reading a file took of late
	pool     pool
}

// entry is the bytes of one file as it was at one time.
type entry struct {
	path string
	info fs.FileInfo
	read chan struct{} // closed when data and what follows are final

	reading *answer.Question

	data  []byte
	moved bool
	err   error

	// Under the cache's mu:
	users  int
	urgent bool        // a person waits for it
	timer  *time.Timer // not nil while the file is kept
}

// Options say how much is kept and how files are read.
type Options struct {
	Bytes int64                     // that are kept of files nobody is reading; 0 keeps nothing
	Wrap  func(io.Reader) io.Reader // what a file is read through, such as a slow card's like; nil for the file itself

	Silence time.Duration // after which a file of a drive that says nothing is given up; 0 for 10 s
}

// New makes a cache that holds nothing.
func New(o Options) *Cache {
	if o.Wrap == nil {
		o.Wrap = func(r io.Reader) io.Reader { return r }
	}
	return &Cache{
		limit: o.Bytes, wrap: o.Wrap, silence: cmp.Or(o.Silence, silence), files: map[string]*entry{},
		changed: make(chan struct{}), pool: pool{limit: o.Bytes},
	}
}

// Files is the cache for one purpose. A nil one is a cache that keeps nothing.
type Files struct {
	cache   *Cache
	purpose Purpose
}

// For gives the cache for a purpose.
func (c *Cache) For(p Purpose) *Files { return &Files{c, p} }

// Open gives the bytes of the regular file at path, of at most limit bytes, as they
// are now: kept ones only where size, time and the file itself are still the same.
// The caller closes it. Errors are safefile's, answer.ErrNone where the drive says
// nothing, or the context's, which ends waiting but not reading.
//
// Files are not mapped into memory: one that becomes shorter, or lies on a card
// that is pulled out, would end the program.
func (f *Files) Open(ctx context.Context, path string, limit int64) (*File, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if f == nil {
		return New(Options{}).For(Background).Open(ctx, path, limit)
	}
	return f.cache.open(ctx, path, limit, f.purpose)
}

// Ask gives what get says about the file at path, on a goroutine of its own. Errors are
// get's, answer.ErrNone where the drive says nothing, or the context's.
func Ask[T any](ctx context.Context, f *Files, path string, get func() (T, error)) (T, error) {
	if f == nil {
		return answer.Get(ctx, &answer.Folders{}, path, silence, get)
	}
	return answer.Get(ctx, &f.cache.folders, path, f.cache.silence, get)
}

// First lets a person's reading of a part of some file go first until it is over.
// It does nothing for other purposes.
func (f *Files) First() (over func()) {
	if f == nil || f.purpose != View {
		return func() {}
	}
	f.cache.countViewing(1)
	return sync.OnceFunc(func() { f.cache.countViewing(-1) })
}

// Has is true for a file of this size and time that is kept.
func (c *Cache) Has(path string, size int64, modTime time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.files[path]
	return e != nil && e.timer != nil && e.info.Size() == size && e.info.ModTime().Equal(modTime)
}

// Kept is how many bytes are kept of files nobody is reading.
func (c *Cache) Kept() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.kept
}

func (c *Cache) open(ctx context.Context, path string, limit int64, p Purpose) (*File, error) {
	info, err := answer.Get(ctx, &c.folders, path, c.silence, func() (fs.FileInfo, error) { return os.Stat(path) })
	if err != nil {
		return nil, fmt.Errorf("opening: %w", err)
	}
	if err := checkSize(info, limit); err != nil {
		return nil, err
	}
	keep := int64(0)
	if p == Ahead && c.reserve(info.Size(), ctx.Done()) {
		keep = info.Size()
	}
	e, err := c.join(path, info, limit, p)
	if err != nil {
		c.unreserve(keep)
		return nil, err
	}
	if err := e.reading.Wait(ctx); err != nil {
		c.close(e, keep, false)
		return nil, err
	}
	if e.err != nil {
		c.close(e, keep, false)
		return nil, e.err
	}
	return &File{
		Data: e.data, Size: e.info.Size(), ModTime: e.info.ModTime(), Moved: e.moved,
		cache: c, entry: e, keep: keep,
	}, nil
}

// join gives the entry of a file, which is being read or was, with the caller among its
// users.
func (c *Cache) join(path string, info fs.FileInfo, limit int64, p Purpose) (*entry, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.files[path]
	if e == nil || !isSame(e.info, info) {
		fresh := &entry{path: path, info: info, read: make(chan struct{})}
		var err error
		if fresh.reading, err = c.folders.Ask(path, c.silence, func(beat func()) { c.fill(fresh, limit, beat) }); err != nil {
			return nil, fmt.Errorf("opening: %w", err)
		}
		c.forget(e)
		e = fresh
		c.files[path] = e
	}
	e.users++
	if p == View && !isClosed(e.read) {
		c.makeUrgent(e)
	}
	if p == Last {
		c.unkeep(e)
	}
	return e, nil
}

// isSame is true where nothing says that a file was written to or replaced.
func isSame(a, b fs.FileInfo) bool {
	return a.Size() == b.Size() && a.ModTime().Equal(b.ModTime()) && os.SameFile(a, b)
}

// announce tells everybody who waits for a change. mu is held.
func (c *Cache) announce() {
	close(c.changed)
	c.changed = make(chan struct{})
}
