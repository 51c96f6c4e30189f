package shoot

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"keeplight.app/keeplight/library"
)

// linkTime is how long a folder may take to say what it is a link to, while the others
// wait.
const linkTime = time.Second

// Run reads the folders, keeps them read while Options.Watch is set, and scores
// what has no score. It gives first what the catalogue already knows of a
// folder, so that a window paints at once, then what the disk says. emit is
// called by one goroutine at a time and must not wait for long; it may call any
// method but Close and Run.
//
// Without Watch, Run returns nil when everything is read and scored. With Watch
// it returns nil when ctx ends. An end of ctx is no error; results that cannot
// be stored are. Either way everything that it started has ended by then and
// every finished score is stored. In ReadOnly mode it emits what the catalogue
// knows and starts nothing. A Shoot runs once at a time.
func (s *Shoot) Run(ctx context.Context, emit func(Event)) error {
	s.told.set(emit)
	defer s.told.set(nil)

	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s.scorers.Start(ctx)
	stopFaces := startFaces(ctx, s)
	r := readers{shoot: s, reading: map[string]*reader{}, ended: make(chan *reader)}
	err := r.run(ctx)
	cancel()
	if ended := errors.Join(stopFaces(), s.scorers.Stop()); err == nil {
		err = ended
	}
	return err
}

// readers keeps one reconciler running for each open folder.
type readers struct {
	shoot   *Shoot
	reading map[string]*reader
	ended   chan *reader
	running sync.WaitGroup
}

// reader is the reconciler of one folder.
type reader struct {
	folder   string
	leaveOut []string // destinations of exports
	stop     context.CancelFunc
	done     chan struct{} // closed when it has ended
}

// run starts and stops reconcilers as folders come and go, until ctx ends or, where
// nothing is watched, until all is read and scored.
func (r *readers) run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer r.wait()
	defer cancel()
	s := r.shoot
	for busy := r.adjust(ctx) + r.startFiles(ctx); ; {
		if busy == 0 && !s.opts.Watch {
			err := waitForAll(ctx, s)
			if err != nil || ctx.Err() != nil || len(s.moved) == 0 {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-s.moved:
			busy += r.adjust(ctx)
		case ended := <-r.ended:
			busy--
			if r.reading[ended.folder] == ended {
				delete(r.reading, ended.folder)
			}
		}
	}
}

// startFiles reads the photos that were named by themselves, where there are any.
func (r *readers) startFiles(ctx context.Context) (started int) {
	if len(r.shoot.opts.Files) == 0 || r.shoot.cat.ReadOnly() {
		return 0
	}
	one := &reader{}
	r.running.Go(func() {
		files := fileReading{shoot: r.shoot}
		files.run(ctx)
		r.ended <- one
	})
	return 1
}

// wait waits for all readers, whose context has ended.
func (r *readers) wait() {
	go func() { r.running.Wait(); close(r.ended) }()
	for range r.ended { // nobody counts them any more
	}
}

// adjust makes the running reconcilers those of the open folders and says how many
// were started.
func (r *readers) adjust(ctx context.Context) (started int) {
	open := r.shoot.Folders()
	for folder, old := range r.reading {
		if !slices.Contains(open, folder) {
			old.stop()
			delete(r.reading, folder)
			r.shoot.dequeue(ctx, folder)
		}
	}
	for _, folder := range open {
		if r.start(ctx, folder) {
			started++
		}
	}
	return started
}

// start reads a folder, and reads it again where an export has made a folder in
// it since. It is false where there is nothing to do.
func (r *readers) start(ctx context.Context, folder string) bool {
	leaveOut := r.shoot.leftOutOf(folder)
	old := r.reading[folder]
	if old != nil && !r.isAnyBelow(ctx, folder, without(leaveOut, old.leaveOut)) {
		return false
	}
	readCtx, stop := context.WithCancel(ctx)
	fresh := &reader{folder: folder, leaveOut: leaveOut, stop: stop, done: make(chan struct{})}
	r.reading[folder] = fresh
	r.running.Go(func() {
		defer stop()
		if old != nil {
			old.stop()
			<-old.done
		}
		r.shoot.read(readCtx, folder, old != nil, leaveOut)
		close(fresh.done)
		r.ended <- fresh
	})
	return true
}

// without gives the paths of one list that another does not have.
func without(paths, others []string) []string {
	return slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return slices.Contains(others, p) })
}

// isAnyBelow is true when one of the paths lies in the folder, by whatever name that was
// opened. One that does not say what it is a link to holds nobody up for long.
func (r *readers) isAnyBelow(ctx context.Context, folder string, paths []string) bool {
	isBelow := func(folder string) bool {
		return slices.ContainsFunc(paths, func(p string) bool { return library.Below(p, folder) })
	}
	if len(paths) == 0 || isBelow(folder) {
		return len(paths) > 0
	}
	real, err := r.shoot.drives.Real(ctx, folder, linkTime)
	return err == nil && isBelow(real)
}
