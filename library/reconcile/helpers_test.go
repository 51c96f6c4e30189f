package reconcile

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/scan"
)

// patience bounds a wait for the real file system.
const patience = 30 * time.Second

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// jpegBytes gives a small photo; another seed gives another photo.
func jpegBytes(seed uint64) []byte {
	return phototest.PlainJPEG(phototest.Scene(96, 64, seed), 90)
}

// write makes a file, and the folders that it needs, whose last change was long
// ago, as that of a photo which was not copied just now.
func write(t testing.TB, dir, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(dir, name)
	must(t, os.MkdirAll(filepath.Dir(path), 0o755))
	must(t, os.WriteFile(path, data, 0o644))
	old := time.Now().Add(-time.Hour)
	must(t, os.Chtimes(path, old, old))
	return path
}

func openCatalog(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Open(t.TempDir())
	must(t, err)
	t.Cleanup(func() { must(t, cat.Close()) })
	return cat
}

// mirror is what a window would know from the events.
type mirror struct {
	photos   map[library.ID]library.Photo
	problems []string
	scanned  []Progress
	missing  []library.ID // every photo that was ever called missing
}

func newMirror() *mirror { return &mirror{photos: map[library.ID]library.Photo{}} }

func (m *mirror) take(e Event) {
	for _, p := range e.Photos {
		m.photos[p.ID] = p
	}
	for _, id := range e.Missing {
		p := m.photos[id]
		p.Missing = true
		m.photos[id] = p
		m.missing = append(m.missing, id)
	}
	for _, id := range e.Merged {
		delete(m.photos, id)
	}
	if e.Problem != "" {
		m.problems = append(m.problems, e.Problem)
	}
	if e.Scanned.Folder != "" {
		m.scanned = append(m.scanned, e.Scanned)
	}
}

// at gives the photo at a path, nil when no event told of it.
func (m *mirror) at(path string) *library.Photo {
	for _, p := range m.photos {
		if p.Path == path {
			return &p
		}
	}
	return nil
}

// once takes folders in and gives what was told of them.
func once(t testing.TB, store Store, o Options, roots ...string) *mirror {
	t.Helper()
	m := newMirror()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	must(t, New(store, o).Run(ctx, roots, false, m.take))
	return m
}

// watching is a Reconciler that watches the real file system for one test.
type watching struct {
	t      *testing.T
	in     *Reconciler
	events chan Event
	seen   *mirror
}

// watch starts and waits until the folders are scanned and watched.
func watch(t *testing.T, store Store, o Options, roots ...string) *watching {
	t.Helper()
	if o.Watcher == nil {
		o.Watcher = scan.NewWatcher(scan.WatchOptions{
			Options: scan.Options{Exclude: o.Exclude}, Settle: 50 * time.Millisecond, Rescan: time.Hour, CheckRoots: 50 * time.Millisecond,
		})
	}
	o.Flush, o.Retry = 10*time.Millisecond, 20*time.Millisecond
	w := &watching{t: t, in: New(store, o), events: make(chan Event), seen: newMirror()}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- w.in.Run(ctx, roots, true, func(e Event) {
			select {
			case w.events <- e:
			case <-ctx.Done():
			}
		})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("the run ended with %v", err)
		}
	})
	// The second scan is the one that the watcher asks for once it watches.
	w.until("the second scan", func(m *mirror) bool {
		done := 0
		for _, p := range m.scanned {
			if p.Done {
				done++
			}
		}
		return done == 2*len(roots)
	})
	return w
}

// until takes events until what they told is as wanted.
func (w *watching) until(what string, wanted func(*mirror) bool) {
	w.t.Helper()
	deadline := time.After(patience)
	for !wanted(w.seen) {
		select {
		case e := <-w.events:
			w.seen.take(e)
		case <-deadline:
			w.t.Fatalf("no event told of %s; known: %+v, problems: %q", what, w.seen.photos, w.seen.problems)
		}
	}
}

// read waits until the photo at path was read, and gives it.
func (w *watching) read(path string) library.Photo {
	w.t.Helper()
	w.until("what is in "+path, func(m *mirror) bool {
		p := m.at(path)
		return p != nil && !p.Missing && (p.Hash != "" || !p.Problem.IsZero())
	})
	return *w.seen.at(path)
}

// rate decides about a photo, so that a test sees whether decisions survive.
func rate(t testing.TB, cat *catalog.Catalog, id library.ID, stars library.Rating) {
	t.Helper()
	_, err := cat.Decide(context.Background(), []catalog.Mark{{ID: id, Rating: &stars}})
	must(t, err)
}
