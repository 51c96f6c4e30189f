package scan

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/leftout"
)

var errEnded = errors.New("the system ended the watch")

// WatchOptions say which folders are watched and how patiently. Zero fields take the
// defaults.
type WatchOptions struct {
	Options
	Settle      time.Duration // how long size and time of a file must stay the same; default 2 s
	SettleEmpty time.Duration // the same for an empty file; default five times Settle
	Rescan      time.Duration // how often everything is read again, because network folders send no events; default 60 s
	CheckRoots  time.Duration // how often the roots are checked; default 5 s
}

func (o WatchOptions) withDefaults() WatchOptions {
	o.Settle = cmp.Or(o.Settle, 2*time.Second)
	o.SettleEmpty = cmp.Or(o.SettleEmpty, 5*o.Settle)
	o.Rescan = cmp.Or(o.Rescan, time.Minute)
	o.CheckRoots = cmp.Or(o.CheckRoots, 5*time.Second)
	return o
}

// Change is what happened below the watched folders.
type Change struct {
	Stable  []catalog.File // photos that appeared or changed, and have stopped changing
	Gone    []string       // paths of files or whole folders that are no more
	Rescan  bool           // anything may have changed: walk the roots again
	Offline string         // a root that cannot be reached; its return asks for a rescan
	Problem string         // something that the person should know, else ""
}

// Watcher reports what changes in folders. It holds no state between runs.
type Watcher struct {
	opts WatchOptions
	open func() (notifier, error)
}

// NewWatcher makes a Watcher that uses the system's notifications.
func NewWatcher(opts WatchOptions) *Watcher {
	return &Watcher{opts: opts.withDefaults(), open: newSystemNotifier}
}

// Run watches the roots and all below them until ctx ends, and then gives its
// error. The first change asks for a rescan: what happens after it is reported.
// A root that cannot be read is a Problem and is looked for again. emit is
// called from Run's own goroutine, one change at a time; while it does not
// return, changes are held back.
func (w *Watcher) Run(ctx context.Context, roots []string, emit func(Change)) error {
	r := &watchRun{
		opts:    w.opts,
		emit:    emit,
		settler: newSettler(w.opts.Settle, w.opts.SettleEmpty),
		asks:    &patient{ctx: ctx, opts: w.opts.Options},
	}
	r.settler.state = r.asks.state
	n, err := w.open()
	if err != nil {
		n = deafNotifier{}
		emit(Change{Problem: fmt.Sprintf("Folders cannot be watched (%v): they are checked every %v instead.", err, w.opts.Rescan)})
	}
	r.watched = newWatchSet(n, r.asks)
	for _, root := range roots {
		root, err := filepath.Abs(root)
		if err != nil {
			return errors.Join(fmt.Errorf("finding the folder: %w", err), n.Close())
		}
		r.roots = append(r.roots, &watchedRoot{path: root})
	}
	err = r.loop(ctx, n)
	if closeErr := closeSoon(n); closeErr != nil {
		err = errors.Join(err, fmt.Errorf("closing the watch: %w", closeErr))
	}
	return err
}

// watchRun is the state of one Run; only Run's goroutine touches it.
type watchRun struct {
	opts    WatchOptions
	emit    func(Change)
	settler *settler
	watched *watchSet
	roots   []*watchedRoot
	asks    *patient
}

func (r *watchRun) loop(ctx context.Context, n notifier) error {
	r.checkRoots()
	r.rescan()
	rescan := time.NewTicker(r.opts.Rescan)
	defer rescan.Stop()
	roots := time.NewTicker(r.opts.CheckRoots)
	defer roots.Stop()
	tick := time.NewTicker(max(r.opts.Settle/4, time.Millisecond))
	defer tick.Stop()
	for {
		// Nothing to wait for: let the processor sleep.
		settling := tick.C
		if len(r.settler.pending) == 0 {
			settling = nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case ev, ok := <-n.Events():
			if !ok {
				return errEnded
			}
			r.event(ev)
		case err, ok := <-n.Errors():
			if !ok {
				return errEnded
			}
			r.failed(err)
		case <-settling:
			r.settle(time.Now())
		case <-roots.C:
			r.checkRoots()
		case <-rescan.C:
			r.checkRoots()
			r.rescan()
		}
	}
}

// event takes one message of the system.
func (r *watchRun) event(ev fsnotify.Event) {
	path := filepath.Clean(ev.Name)
	if ev.Op&^fsnotify.Chmod == 0 || r.watched.isExcluded(path) {
		return // reading a file changes its access time, and nothing else
	}
	name := filepath.Base(path)
	root := r.rootOf(path)
	if root == nil || leftout.IsHidden(name) {
		return
	}
	if path == root.path {
		r.checkRoots()
		return
	}
	if ev.Op.Has(fsnotify.Remove | fsnotify.Rename) {
		if r.watched.forget(path) {
			r.settler.touch(path, time.Now())
			return
		}
	}
	if ev.Op.Has(fsnotify.Create) {
		is, read := r.asks.folder(path)
		if read {
			r.watchFresh(root.path, path)
		}
		if is {
			return
		}
	}
	if isRelevant(name) {
		r.settler.touch(path, time.Now())
	}
}

// watchFresh watches a folder that has just appeared, and takes all files in it for new.
func (r *watchRun) watchFresh(root, dir string) {
	seen, problem, _ := r.watched.add(root, dir)
	r.report(problem)
	now := time.Now()
	for i := range seen {
		f := &seen[i]
		for k := range f.shots {
			s := &f.shots[k]
			r.settler.touch(filepath.Join(f.path, s.lead.name), now)
			for _, m := range s.members {
				r.settler.touch(filepath.Join(f.path, m.name), now)
			}
		}
	}
}

// failed takes an error of the system's notifications: some were lost.
func (r *watchRun) failed(err error) {
	if !errors.Is(err, fsnotify.ErrEventOverflow) {
		r.report(fmt.Sprintf("Watching the folders failed (%v): they are read again.", err))
	}
	r.rescan()
}

// rescan brings the watches up to date and asks the caller to walk again.
func (r *watchRun) rescan() {
	for _, root := range r.roots {
		if root.present {
			r.report(r.watched.renew(root.path))
		}
	}
	r.emit(Change{Rescan: true})
}

// report passes a problem on, if there is one.
func (r *watchRun) report(problem string) {
	if problem != "" {
		r.emit(Change{Problem: problem})
	}
}
