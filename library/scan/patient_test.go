package scan

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// watchPatiently runs a Watcher of root in virtual time, until end, which tells how long
// that took. let is made inside, for virtual time knows no other channels.
func watchPatiently(t *testing.T, root string, n *fakeNotifier, o Options, let *chan struct{}, story func(took func() []Change, end func() time.Duration)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		n.events, n.errors, *let = make(chan fsnotify.Event), make(chan error), make(chan struct{})
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var mu sync.Mutex
		var changes []Change
		w := NewWatcher(WatchOptions{Options: o})
		w.open = func() (notifier, error) { return n, nil }
		done := make(chan error, 1)
		go func() {
			done <- w.Run(ctx, []string{root}, func(c Change) {
				mu.Lock()
				defer mu.Unlock()
				changes = append(changes, c)
			})
		}()
		story(func() []Change {
			synctest.Wait()
			mu.Lock()
			defer mu.Unlock()
			taken := changes
			changes = nil
			return taken
		}, func() time.Duration {
			start := time.Now()
			cancel()
			if err := <-done; !errors.Is(err, context.Canceled) {
				t.Errorf("ended with %v", err)
			}
			return time.Since(start)
		})
	})
}

func TestAWatcherEndsAtOnceWhileTheSystemDoesNotAnswer(t *testing.T) {
	root := t.TempDir()
	for name, at := range map[string]string{"a check": "check", "a watch": "watch"} {
		t.Run(name, func(t *testing.T) {
			var let chan struct{}
			n, o := newFake(), Options{}
			block := func() { <-let }
			if at == "watch" {
				n.add = func(string) error { block(); return nil }
			} else {
				o.keyOf = func(dir string) (folderKey, error) { block(); return keyOf(dir) }
			}
			watchPatiently(t, root, n, o, &let, func(_ func() []Change, end func() time.Duration) {
				time.Sleep(time.Second)
				if took := end(); took > endTime {
					t.Errorf("it takes %v", took)
				}
				close(let)
			})
		})
	}
}

func TestAFolderThatFallsSilentIsOfflineUntilItAnswers(t *testing.T) {
	root := t.TempDir()
	var silence sync.Mutex
	asked := 0
	n := newFake()
	var let chan struct{}
	silent := false
	var o Options
	o.keyOf = func(dir string) (folderKey, error) {
		silence.Lock()
		asked++
		wait := silent
		silence.Unlock()
		if wait {
			<-let
		}
		return keyOf(dir)
	}
	watchPatiently(t, root, n, o, &let, func(took func() []Change, end func() time.Duration) {
		if c := took(); !isRescan(c) {
			t.Errorf("at the start: %+v", c)
		}
		silence.Lock()
		silent, asked = true, 0
		silence.Unlock()
		time.Sleep(15 * time.Second)
		isOffline := func(c Change) bool { return c.Offline == root }
		if c := took(); !slices.ContainsFunc(c, isOffline) {
			t.Errorf("15 s after it fell silent: %+v", c)
		}
		time.Sleep(time.Hour)
		if c := took(); slices.ContainsFunc(c, isOffline) {
			t.Error("it is told of again")
		}
		silence.Lock()
		if asked != 1 {
			t.Errorf("asked %d times in an hour", asked)
		}
		silent = false
		silence.Unlock()
		close(let)
		time.Sleep(10 * time.Second)
		if c := took(); !slices.ContainsFunc(c, func(c Change) bool { return c.Rescan }) {
			t.Errorf("back again: %+v", c)
		}
		end()
	})
}

func TestFoldersAreWatchedOnceTheSystemAnswers(t *testing.T) {
	root := t.TempDir()
	write(t, root, "day/1.jpg", "x")
	n := newFake()
	var let chan struct{}
	n.add = func(string) error { <-let; return nil }
	watchPatiently(t, root, n, Options{}, &let, func(took func() []Change, end func() time.Duration) {
		time.Sleep(walkTime + 5*time.Second)
		if c := took(); !isRescan(c) {
			t.Errorf("while it waits: %+v", c)
		}
		close(let)
		time.Sleep(2 * time.Minute)
		took()
		if day := filepath.Join(root, "day"); !slices.Contains(n.added, day) {
			t.Errorf("watched are %v", n.added)
		}
		n.events <- fsnotify.Event{Name: filepath.Join(root, "day", "1.jpg"), Op: fsnotify.Write}
		time.Sleep(5 * time.Second)
		if c := took(); len(c) != 1 || len(c[0].Stable) != 1 {
			t.Errorf("of a change in it: %+v", c)
		}
		end()
	})
}
