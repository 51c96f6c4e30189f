package reconcile

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/scan"
)

// Store is the part of the catalogue that a reconciler writes.
type Store interface {
	Photos(ctx context.Context, folders []string) ([]library.Photo, error)
	PhotosByID(ctx context.Context, ids []library.ID) ([]library.Photo, error)
	Identities(ctx context.Context, folders []string) (map[library.ID]catalog.FileIdentity, error)
	PutFiles(ctx context.Context, files []catalog.File) ([]library.Photo, error)
	SetRead(ctx context.Context, reads []catalog.Read) error
	SetMissing(ctx context.Context, ids []library.ID) error
	SetGone(ctx context.Context, paths map[library.ID]string) ([]library.ID, error)
	Rebind(ctx context.Context, lost library.ID, file catalog.File) (library.Photo, error)
	Exchange(ctx context.Context, moved, displaced library.ID) error
	SetAside(ctx context.Context, id library.ID) (photo library.Photo, ok bool, err error)
	SameFile(ctx context.Context, file catalog.File) ([]library.Photo, error)
	Missing(ctx context.Context) ([]catalog.Lost, error)
	DecidedLike(ctx context.Context, hashes []library.Hash, identities []catalog.FileIdentity) ([]catalog.Lost, error)
	TakeOver(ctx context.Context, from, to library.ID) (library.Photo, error)
}

// Watcher tells what changes in folders until ctx ends; scan.Watcher is one.
type Watcher interface {
	Run(ctx context.Context, roots []string, emit func(scan.Change)) error
}

// Options say what to leave out and how patient to be. Zero fields take the
// defaults.
type Options struct {
	Exclude  []string               // folders that are no sources, such as the destinations of exports
	Skip     func(path string) bool // true for photos that are left out (scan.Options.Skip); of none of them may the store know
	Workers  int                    // files that are read at once; default one per processor
	Young    time.Duration          // a damaged file that was written to within this time may still be growing; default 60 s
	Patience time.Duration          // how long such a file must stay the same before it counts as damaged; default 15 s
	Retry    time.Duration          // how often such a file is checked; default 1 s
	Flush    time.Duration          // how long what was read may wait to be stored with more; default 200 ms
	Reader   Reader                 // default FileReader
	Watcher  Watcher                // default scan.Watcher
}

func (o Options) withDefaults() Options {
	o.Workers = cmp.Or(o.Workers, runtime.NumCPU())
	o.Young = cmp.Or(o.Young, time.Minute)
	o.Patience = cmp.Or(o.Patience, 15*time.Second)
	o.Retry = cmp.Or(o.Retry, time.Second)
	o.Flush = cmp.Or(o.Flush, 200*time.Millisecond)
	if o.Reader == nil {
		o.Reader = FileReader{}
	}
	if o.Watcher == nil {
		o.Watcher = scan.NewWatcher(scan.WatchOptions{Options: scan.Options{Exclude: o.Exclude, Skip: o.Skip}})
	}
	return o
}

// Reconciler brings folders into the catalogue. Several runs may follow each other.
type Reconciler struct {
	store Store
	opts  Options

	mu          sync.Mutex
	preferred   []library.ID
	findMissing bool
	wake        chan struct{} // holds one token while one of these is news
}

// New makes a Reconciler that writes to store.
func New(store Store, opts Options) *Reconciler {
	return &Reconciler{store: store, opts: opts.withDefaults(), wake: make(chan struct{}, 1)}
}

// Prefer says which photos the person sees: they are read next, in this
// order. Each call replaces the one before. It never waits, and may be called
// from any goroutine.
func (c *Reconciler) Prefer(ids []library.ID) {
	c.mu.Lock()
	c.preferred = slices.Clone(ids)
	c.mu.Unlock()
	c.notify()
}

// FindMissing says that photos of other folders have gone missing: one of them may
// be what appeared in these folders since Run began. It never waits, and may be
// called from any goroutine.
func (c *Reconciler) FindMissing() {
	c.mu.Lock()
	c.findMissing = true
	c.mu.Unlock()
	c.notify()
}

func (c *Reconciler) notify() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// requests gives what Prefer and FindMissing said; the latter is told once.
func (c *Reconciler) requests() (preferred []library.ID, findMissing bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	findMissing, c.findMissing = c.findMissing, false
	return c.preferred, findMissing
}

// Run brings the photos below roots into the catalogue and reads them. With
// watch it goes on until ctx ends, and then gives its error; without, it returns
// when all is read; a damaged file that was written to just now is given
// Options.Patience to become whole. emit is called from one goroutine, one event at a time.
//
// What is wrong with a file or folder is an Event. An error is the catalogue's,
// or ctx's; Run returns after all its goroutines have ended.
func (c *Reconciler) Run(ctx context.Context, roots []string, watch bool, emit func(Event)) error {
	roots, err := outermost(roots)
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	r := newRun(ctx, c, roots, group, emit)
	r.watching = watch
	for range c.opts.Workers {
		group.Go(func() error { return r.work(ctx) })
	}
	if watch {
		group.Go(func() error { return r.watch(ctx) })
	}
	group.Go(func() error {
		defer close(r.jobs)
		return r.loop(ctx)
	})
	return group.Wait()
}

// outermost makes the roots absolute and drops those that lie in another.
func outermost(roots []string) ([]string, error) {
	var out []string
	for _, root := range roots {
		abs, err := filepath.Abs(root)
		if err != nil {
			return nil, fmt.Errorf("finding the folder %s: %w", library.Display(root), err)
		}
		out = append(out, abs)
	}
	if len(out) == 0 {
		return nil, errors.New("no folder was named")
	}
	slices.Sort(out)
	var kept []string
	for _, root := range out {
		if !slices.ContainsFunc(kept, func(outer string) bool { return library.Below(root, outer) }) {
			kept = append(kept, root)
		}
	}
	return kept, nil
}
