package picture

import (
	"container/list"
	"context"
	"sync"
)

// Cache keeps the values that were used last, bounded by the bytes they take.
// Several goroutines may use it at once.
type Cache[K comparable, V any] struct {
	maxBytes int64
	size     func(V) int64

	mu      sync.Mutex
	bytes   int64
	entries map[K]*list.Element // of *cached[K, V]
	recent  *list.List          // the last used in front
	running map[K]*computation[V]
	done    sync.WaitGroup
}

type cached[K comparable, V any] struct {
	key   K
	value V
	bytes int64
}

// computation is a value that is being computed for everyone who waits for it.
type computation[V any] struct {
	finished chan struct{}
	cancel   context.CancelFunc
	waiters  int
	value    V
	err      error
}

// NewCache makes a cache for at most maxBytes bytes of values, measured by size.
func NewCache[K comparable, V any](maxBytes int64, size func(V) int64) *Cache[K, V] {
	return &Cache[K, V]{
		maxBytes: maxBytes, size: size,
		entries: map[K]*list.Element{}, recent: list.New(), running: map[K]*computation[V]{},
	}
}

// Get gives the value of a key if it is there.
func (c *Cache[K, V]) Get(key K) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.get(key)
}

func (c *Cache[K, V]) get(key K) (value V, ok bool) {
	e, ok := c.entries[key]
	if !ok {
		return value, false
	}
	c.recent.MoveToFront(e)
	return e.Value.(*cached[K, V]).value, true
}

// GetOrCompute gives the value of a key, computing it if it is not there. All
// who ask for a key at the same time share one computation. It goes on while
// one of them still waits: ctx ends only the caller's own waiting, and the
// context that compute gets ends when the last one has left. Errors are given
// to all who wait and are not kept. A value larger than the whole cache is
// given but not kept.
func (c *Cache[K, V]) GetOrCompute(ctx context.Context, key K, compute func(context.Context) (V, error)) (V, error) {
	var zero V
	if err := ctx.Err(); err != nil {
		return zero, err
	}
	c.mu.Lock()
	if v, ok := c.get(key); ok {
		c.mu.Unlock()
		return v, nil
	}
	job, ok := c.running[key]
	if !ok {
		job = c.start(ctx, key, compute)
	}
	job.waiters++
	c.mu.Unlock()

	select {
	case <-job.finished:
		return job.value, job.err
	case <-ctx.Done():
		c.leave(key, job)
		return zero, ctx.Err()
	}
}

// start begins a computation. The lock is held.
func (c *Cache[K, V]) start(ctx context.Context, key K, compute func(context.Context) (V, error)) *computation[V] {
	// The values of the first caller's context stay, its end does not count.
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	job := &computation[V]{finished: make(chan struct{}), cancel: cancel}
	c.running[key] = job
	c.done.Go(func() {
		defer cancel()
		job.value, job.err = compute(ctx)
		c.finish(key, job)
		close(job.finished)
	})
	return job
}

// finish keeps a computed value and takes the computation off the list.
func (c *Cache[K, V]) finish(key K, job *computation[V]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.running[key] == job {
		delete(c.running, key)
	}
	if job.err == nil {
		c.put(key, job.value)
	}
}

// leave counts a waiter out and ends the computation when it was the last.
func (c *Cache[K, V]) leave(key K, job *computation[V]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	job.waiters--
	if job.waiters > 0 {
		return
	}
	job.cancel()
	// A later caller must not get the cancelled result.
	if c.running[key] == job {
		delete(c.running, key)
	}
}

// Put keeps a value, making room by forgetting those not used for longest.
func (c *Cache[K, V]) Put(key K, value V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.put(key, value)
}

func (c *Cache[K, V]) put(key K, value V) {
	c.remove(key)
	n := c.size(value)
	if n > c.maxBytes {
		return
	}
	for c.bytes+n > c.maxBytes {
		c.remove(c.recent.Back().Value.(*cached[K, V]).key)
	}
	c.entries[key] = c.recent.PushFront(&cached[K, V]{key, value, n})
	c.bytes += n
}

// Remove forgets a key, such as that of a file that has changed.
func (c *Cache[K, V]) Remove(key K) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.remove(key)
}

func (c *Cache[K, V]) remove(key K) {
	if e, ok := c.entries[key]; ok {
		c.bytes -= e.Value.(*cached[K, V]).bytes
		c.recent.Remove(e)
		delete(c.entries, key)
	}
}

// Bytes is how much the kept values take.
func (c *Cache[K, V]) Bytes() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.bytes
}

// Wait waits for the computations that are still running. It is for the owner of
// the cache, when nobody asks it any more.
func (c *Cache[K, V]) Wait() { c.done.Wait() }
