package scan

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// fakeNotifier sends what a test tells it to.
type fakeNotifier struct {
	events chan fsnotify.Event
	errors chan error
	add    func(dir string) error
	added  []string
	closed bool
}

func newFake() *fakeNotifier {
	return &fakeNotifier{add: func(string) error { return nil }}
}

func (n *fakeNotifier) Add(dir string) error {
	n.added = append(n.added, dir)
	return n.add(dir)
}
func (n *fakeNotifier) Remove(string) error           { return nil }
func (n *fakeNotifier) Events() <-chan fsnotify.Event { return n.events }
func (n *fakeNotifier) Errors() <-chan error          { return n.errors }
func (n *fakeNotifier) Close() error                  { n.closed = true; return nil }

// inVirtualTime runs a Watcher with default patience on a fake notifier while
// story plays. Inside, time passes only where the story sleeps.
func inVirtualTime(t *testing.T, dir string, n *fakeNotifier, story func(took func() []Change)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		// Virtual time knows only the channels that are made inside.
		n.events, n.errors = make(chan fsnotify.Event), make(chan error)
		var mu sync.Mutex
		var changes []Change
		w := NewWatcher(WatchOptions{Options: Options{Exclude: []string{filepath.Join(dir, "out")}}})
		w.open = func() (notifier, error) { return n, nil }
		done := make(chan error, 1)
		go func() {
			done <- w.Run(ctx, []string{dir}, func(c Change) {
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
		})
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) || !n.closed {
			t.Errorf("ended with %v, closed %v", err, n.closed)
		}
	})
}

func isRescan(changes []Change) bool {
	return len(changes) == 1 && changes[0].Rescan && changes[0].Problem == ""
}

func TestLostEventsAskForARescan(t *testing.T) {
	n := newFake()
	inVirtualTime(t, t.TempDir(), n, func(took func() []Change) {
		if c := took(); !isRescan(c) {
			t.Errorf("at the start: %+v", c)
		}
		n.errors <- fsnotify.ErrEventOverflow
		if c := took(); !isRescan(c) {
			t.Errorf("after an overflow: %+v", c)
		}
	})
}

func TestEverythingIsLookedAtOnceAMinute(t *testing.T) {
	dir := t.TempDir()
	n := newFake()
	inVirtualTime(t, dir, n, func(took func() []Change) {
		took()
		time.Sleep(59 * time.Second)
		if c := took(); len(c) > 0 {
			t.Errorf("before the minute: %+v", c)
		}
		write(t, dir, "unnoticed/a.jpg", "x")
		time.Sleep(2 * time.Second)
		if c := took(); !isRescan(c) {
			t.Errorf("after a minute: %+v", c)
		}
		if !slices.Contains(n.added, filepath.Join(dir, "unnoticed")) {
			t.Error("a folder that no event told of is still not watched")
		}
	})
}

func TestAFileIsHeldBackForTwoSeconds(t *testing.T) {
	dir := t.TempDir()
	n := newFake()
	inVirtualTime(t, dir, n, func(took func() []Change) {
		took()
		path := write(t, dir, "a.jpg", "x")
		n.events <- fsnotify.Event{Name: path, Op: fsnotify.Create}
		time.Sleep(1900 * time.Millisecond)
		if c := took(); len(c) > 0 {
			t.Errorf("too early: %+v", c)
		}
		time.Sleep(700 * time.Millisecond)
		if c := took(); len(c) != 1 || len(c[0].Stable) != 1 {
			t.Errorf("after two seconds: %+v", c)
		}
	})
}

func TestAPairIsReportedOnceBothFilesAreWhole(t *testing.T) {
	dir := t.TempDir()
	n := newFake()
	inVirtualTime(t, dir, n, func(took func() []Change) {
		took()
		jpeg := write(t, dir, "a.jpg", "x")
		n.events <- fsnotify.Event{Name: jpeg, Op: fsnotify.Create}
		raw := write(t, dir, "a.nef", "x")
		for range 5 { // the copy of the RAW file goes on for a while
			n.events <- fsnotify.Event{Name: raw, Op: fsnotify.Write}
			time.Sleep(time.Second)
		}
		if c := took(); len(c) > 0 {
			t.Errorf("while one file grows: %+v", c)
		}
		time.Sleep(3 * time.Second)
		c := took()
		if len(c) != 1 || len(c[0].Stable) != 1 || len(c[0].Stable[0].Companions) != 1 {
			t.Errorf("with both whole: %+v", c)
		}
	})
}

func TestEventsThatChangeNoPhotoAreIgnored(t *testing.T) {
	dir := t.TempDir()
	n := newFake()
	inVirtualTime(t, dir, n, func(took func() []Change) {
		took()
		for name, op := range map[string]fsnotify.Op{
			"read.jpg":         fsnotify.Chmod,
			"notes.txt":        fsnotify.Create,
			".hidden.jpg":      fsnotify.Create,
			"a.jpg.part":       fsnotify.Create,
			"out/export.jpg":   fsnotify.Create,
			"../elsewhere.jpg": fsnotify.Create,
		} {
			n.events <- fsnotify.Event{Name: write(t, dir, name, "x"), Op: op}
		}
		time.Sleep(30 * time.Second)
		if c := took(); len(c) > 0 {
			t.Errorf("reported: %+v", c)
		}
	})
}

func TestTheLimitOfWatchesIsSaidOnceAndTheRescanGoesOn(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a", "b", "c"} {
		must(t, os.Mkdir(filepath.Join(dir, name), 0o755))
	}
	n := newFake()
	n.add = func(string) error { return syscall.ENOSPC }
	inVirtualTime(t, dir, n, func(took func() []Change) {
		c := took()
		if len(c) != 2 || !strings.Contains(c[0].Problem, "max_user_watches") || !c[1].Rescan {
			t.Errorf("at the start: %+v", c)
		}
		time.Sleep(61 * time.Second)
		if c := took(); !isRescan(c) {
			t.Errorf("a minute later: %+v", c)
		}
	})
}

func TestASystemThatRefusesToWatchIsAskedAgainByScanning(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), 90*time.Second)
		defer cancel()
		w := NewWatcher(WatchOptions{})
		w.open = func() (notifier, error) { return nil, syscall.EMFILE }
		rescans, problems := 0, 0
		err := w.Run(ctx, []string{dir}, func(c Change) {
			if c.Rescan {
				rescans++
			}
			if c.Problem != "" {
				problems++
			}
		})
		if !errors.Is(err, context.DeadlineExceeded) || rescans != 2 || problems != 1 {
			t.Errorf("%v, %d rescans, %d problems", err, rescans, problems)
		}
	})
}
