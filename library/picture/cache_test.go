package picture

import (
	"context"
	"errors"
	"sync"
	"testing"
)

func newTestCache(limit int64) *Cache[string, string] {
	return NewCache[string](limit, func(s string) int64 { return int64(len(s)) })
}

func TestCacheForgetsWhatWasNotUsedForLongest(t *testing.T) {
	c := newTestCache(10)
	c.Put("a", "1234")
	c.Put("b", "1234")
	c.Get("a")
	c.Put("c", "1234")
	if _, ok := c.Get("b"); ok {
		t.Error("b was used least recently and is still there")
	}
	for _, key := range []string{"a", "c"} {
		if _, ok := c.Get(key); !ok {
			t.Errorf("%s is gone", key)
		}
	}
	if c.Bytes() != 8 {
		t.Errorf("%d bytes", c.Bytes())
	}
	c.Put("a", "1")
	c.Put("large", "12345678901")
	if _, ok := c.Get("large"); ok || c.Bytes() != 5 {
		t.Errorf("a value larger than the cache: kept %v, %d bytes", ok, c.Bytes())
	}
	c.Remove("a")
	c.Remove("a")
	if c.Bytes() != 4 {
		t.Errorf("%d bytes after removing", c.Bytes())
	}
}

// slow is a computation that waits to be let go.
type slow struct {
	started, release chan struct{}
	ended            chan error // the context's end as the computation saw it
}

func newSlow() *slow {
	return &slow{make(chan struct{}, 10), make(chan struct{}), make(chan error, 10)}
}

func (s *slow) compute(ctx context.Context) (string, error) {
	s.started <- struct{}{}
	select {
	case <-s.release:
		s.ended <- nil
		return "value", nil
	case <-ctx.Done():
		s.ended <- ctx.Err()
		return "", ctx.Err()
	}
}

func waitersOf(c *Cache[string, string], key string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if job, ok := c.running[key]; ok {
		return job.waiters
	}
	return 0
}

func TestCacheJoinsThoseWhoAskAtTheSameTime(t *testing.T) {
	c, s := newTestCache(100), newSlow()
	var asking sync.WaitGroup
	for range 5 {
		asking.Go(func() {
			if v, err := c.GetOrCompute(t.Context(), "a", s.compute); v != "value" || err != nil {
				t.Errorf("got %q, %v", v, err)
			}
		})
	}
	for waitersOf(c, "a") < 5 {
		<-spin()
	}
	close(s.release)
	asking.Wait()
	c.Wait()
	if n := len(s.started); n != 1 {
		t.Errorf("%d computations", n)
	}
	if v, ok := c.Get("a"); !ok || v != "value" {
		t.Errorf("the value is not kept: %q, %v", v, ok)
	}
}

// spin lets other goroutines run once.
func spin() <-chan struct{} {
	done := make(chan struct{})
	go close(done)
	return done
}

func TestOneWhoLeavesDoesNotCancelForTheOthers(t *testing.T) {
	c, s := newTestCache(100), newSlow()
	first, cancel := context.WithCancel(t.Context())
	var asking sync.WaitGroup
	asking.Go(func() {
		if _, err := c.GetOrCompute(first, "a", s.compute); !errors.Is(err, context.Canceled) {
			t.Errorf("who left got %v", err)
		}
	})
	<-s.started
	asking.Go(func() {
		if v, err := c.GetOrCompute(t.Context(), "a", s.compute); v != "value" || err != nil {
			t.Errorf("who stayed got %q, %v", v, err)
		}
	})
	for waitersOf(c, "a") < 2 {
		<-spin()
	}
	cancel()
	for waitersOf(c, "a") > 1 {
		<-spin()
	}
	close(s.release)
	asking.Wait()
	c.Wait()
	if err := <-s.ended; err != nil {
		t.Errorf("the computation was ended: %v", err)
	}
}

func TestTheLastWhoLeavesEndsTheComputation(t *testing.T) {
	c, s := newTestCache(100), newSlow()
	ctx, cancel := context.WithCancel(t.Context())
	var asking sync.WaitGroup
	asking.Go(func() { _, _ = c.GetOrCompute(ctx, "a", s.compute) })
	<-s.started
	cancel()
	asking.Wait()
	if err := <-s.ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the computation saw %v", err)
	}
	c.Wait()
	// Whoever asks now starts afresh.
	close(s.release)
	if v, err := c.GetOrCompute(t.Context(), "a", s.compute); v != "value" || err != nil {
		t.Errorf("got %q, %v", v, err)
	}
}

func TestCacheDoesNotKeepErrors(t *testing.T) {
	c := newTestCache(100)
	failed := errors.New("failed")
	if _, err := c.GetOrCompute(t.Context(), "a", func(context.Context) (string, error) { return "x", failed }); !errors.Is(err, failed) {
		t.Errorf("got %v", err)
	}
	v, err := c.GetOrCompute(t.Context(), "a", func(context.Context) (string, error) { return "y", nil })
	if v != "y" || err != nil {
		t.Errorf("got %q, %v", v, err)
	}
}
