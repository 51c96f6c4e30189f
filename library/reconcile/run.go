package reconcile

import (
	"context"
	"fmt"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/leftout"
	"keeplight.app/keeplight/library/lowpriority"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/scan"
)

// run is the state of one Run. Its loop alone touches the fields below the
// channels; the scan, the readers and the watcher send to it.
type run struct {
	store    Store
	opts     Options
	emit     func(Event)
	roots    []string
	watching bool
	wake     <-chan struct{}
	requests func() (preferred []library.ID, findMissing bool)
	group    *errgroup.Group

	steps   chan walkStep
	changes chan scan.Change
	jobs    chan job
	results chan result

	index     *index
	queue     *queue
	growing   growingFiles
	walk      *walk // nil while no walk goes on
	walkAgain bool
	walked    bool             // the first walk is over
	listing   <-chan time.Time // ends the time in which the first walk has the drive to itself, nil after it
	reading   int              // jobs that are with the readers
	reads     []catalog.Read
	newRows   map[library.ID]bool           // rows without a decision that may turn out to be photos that are gone
	unmatched map[library.Hash][]library.ID // those of them that did not; compared again when a photo with their hash goes
	reported  map[string]bool
	drives    *drives
	judge     leftout.Judge
	silent    map[library.ID]bool // rows whose drive did not answer: the next scan that finds the file has it read

	passedOver map[string]scan.PassedOver // by root
	asked      answer.Folders             // folders below the roots that owe an answer
	stuck      map[string]<-chan struct{} // by root, of the walking goroutine: closed once a walk that was given up has ended
}

type result struct {
	job
	Facts
}

func newRun(ctx context.Context, c *Reconciler, roots []string, group *errgroup.Group, emit func(Event)) *run {
	return &run{
		store: c.store, opts: c.opts, emit: emit, roots: roots, wake: c.wake, requests: c.requests, group: group,
		steps: make(chan walkStep), changes: make(chan scan.Change), jobs: make(chan job), results: make(chan result),
		index: newIndex(), queue: newQueue(), growing: growingFiles{},
		newRows: map[library.ID]bool{}, unmatched: map[library.Hash][]library.ID{}, reported: map[string]bool{}, silent: map[library.ID]bool{}, drives: newDrives(ctx),
		passedOver: map[string]scan.PassedOver{}, stuck: map[string]<-chan struct{}{},
	}
}

// loop takes all news in turn until everything is read, or for ever while
// watching.
func (r *run) loop(ctx context.Context) error {
	if err := r.load(ctx); err != nil {
		return err
	}
	r.startWalk(ctx)
	flush := time.NewTicker(r.opts.Flush)
	defer flush.Stop()
	retry := time.NewTicker(r.opts.Retry)
	defer retry.Stop()
	for {
		if r.isIdle() {
			if err := r.detectRenamesByHash(ctx); err != nil {
				return err
			}
			if !r.watching && r.isIdle() && len(r.growing) == 0 {
				return nil
			}
		}
		if err := r.step(ctx, flush.C, retry.C); err != nil {
			return err
		}
	}
}

// isIdle is true when all that was found has been read and stored.
func (r *run) isIdle() bool {
	return r.walk == nil && !r.walkAgain && r.reading == 0 && len(r.queue.jobs) == 0 && len(r.reads) == 0
}

// step waits for one piece of news and takes it.
func (r *run) step(ctx context.Context, flush, retry <-chan time.Time) error {
	var jobs chan<- job
	next, ok := r.nextJob()
	if ok {
		jobs = r.jobs
	}
	// What the watcher tells during a walk waits: the walk might not have seen
	// it, and its end must not undo it.
	changes := r.changes
	if r.walk != nil {
		changes = nil
	}
	if len(r.reads) == 0 {
		flush = nil
	}
	if len(r.growing) == 0 {
		retry = nil
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case jobs <- next:
		r.queue.take(next)
		r.reading++
	case <-r.listing:
		r.listing = nil
	case s := <-r.steps:
		return r.takeStep(ctx, s)
	case c := <-changes:
		return r.apply(ctx, c)
	case res := <-r.results:
		r.reading--
		if res.head {
			return r.finishHead(ctx, res.job, &res.Facts)
		}
		return r.finish(ctx, res.job, res.Facts)
	case <-r.wake:
		return r.takeRequests(ctx)
	case <-flush:
		return r.flush(ctx)
	case <-retry:
		return r.checkGrowing(ctx)
	}
	return nil
}

// nextJob gives the job that should be done next. A folder is listed before it is read:
// reading takes so many times as long that the last photo would be heard of late.
func (r *run) nextJob() (job, bool) {
	if r.listing != nil {
		return r.queue.nextSeen()
	}
	return r.queue.next()
}

// load takes over what the catalogue knows, and what it has not read yet.
func (r *run) load(ctx context.Context) error {
	photos, err := r.store.Photos(ctx, r.roots)
	if err != nil {
		return fmt.Errorf("asking the catalogue for the folders' photos: %w", err)
	}
	identities, err := r.store.Identities(ctx, r.roots)
	if err != nil {
		return err
	}
	for i := range photos {
		p := &photos[i]
		if !r.comesTo(p.Path) {
			continue // opened by itself once, or by a version that left out less
		}
		r.index.put(p, identities[p.ID])
		// Its decision may be on a row that was gone when nobody looked.
		if p.Decision == (library.Decision{}) && !p.Missing {
			r.newRows[p.ID] = true
		}
	}
	return r.takeRequests(ctx)
}

// comesTo is true for a path that a scan of the roots may find.
func (r *run) comesTo(path string) bool {
	return slices.ContainsFunc(r.roots, func(root string) bool {
		return library.Below(path, root) && !r.judge.OnTheWay(root, path, false)
	})
}

// takeRequests does what was asked from outside.
func (r *run) takeRequests(ctx context.Context) error {
	preferred, findMissing := r.requests()
	r.queue.prefer(preferred)
	if !findMissing {
		return nil
	}
	for hash := range r.unmatched {
		r.matchAgain(hash)
	}
	return r.detectRenamesByIdentity(ctx)
}

// work reads files until there are no more jobs.
func (r *run) work(ctx context.Context) error {
	lowpriority.Thread()
	for j := range r.jobs {
		facts := r.read(ctx, j)
		select {
		case r.results <- result{j, facts}:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// read reads one file. A slip of a decoder over hostile bytes must cost one
// photo, not the program.
func (r *run) read(ctx context.Context, j job) (f Facts) {
	defer func() {
		if v := recover(); v != nil {
			f = Facts{Problem: message.New(message.ReadingBroke, message.Text("error", fmt.Sprint(v)))}
		}
	}()
	if heads, ok := r.opts.Reader.(HeadReader); ok && j.head {
		return heads.ReadHead(ctx, j.path)
	}
	return r.opts.Reader.Read(ctx, j.path)
}

// watch passes the watcher's changes to the loop.
func (r *run) watch(ctx context.Context) error {
	err := r.opts.Watcher.Run(ctx, r.roots, func(c scan.Change) {
		select {
		case r.changes <- c:
		case <-ctx.Done():
		}
	})
	if err != nil && ctx.Err() == nil {
		return fmt.Errorf("watching the folders: %w", err)
	}
	return ctx.Err()
}

// report says a problem once; a folder that stays unreadable is read again
// and again.
func (r *run) report(problem string) {
	if !r.reported[problem] {
		r.reported[problem] = true
		r.emit(Event{Problem: problem})
	}
}
