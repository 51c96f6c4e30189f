package sidecars

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync/atomic"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/sidecar"
	"keeplight.app/keeplight/library/sidecar/store"
)

// tries is how often a sidecar is read and merged again that changes while it is
// written.
const tries = 3

// atOnce is how many photos are taken from the queue together.
const atOnce = 64

// writeLoop empties the queue until ctx ends.
func (s *Sync) writeLoop(ctx context.Context) error {
	for wait := time.Duration(0); ; {
		select {
		case <-ctx.Done():
			return nil
		case <-s.wake:
			wait = s.opts.Settle
		case <-time.After(wait):
			if err := s.emptyQueue(ctx); err != nil && ctx.Err() == nil {
				return err
			}
			wait = s.failed.next(s.opts)
		}
	}
}

// emptyQueue writes all that waits and is due. An error is the catalogue's.
func (s *Sync) emptyQueue(ctx context.Context) error {
	var behind int64
	waiting := map[library.ID]bool{}
	for ctx.Err() == nil {
		pending, err := s.cat.PendingSidecars(ctx, behind, atOnce)
		if err != nil {
			return err
		}
		if len(pending) == 0 {
			if s.failed.keep(waiting) {
				return s.tellProgress(ctx)
			}
			return nil
		}
		behind = pending[len(pending)-1].Number
		w, err := s.newWriting(ctx, false)
		if err != nil {
			return err
		}
		for _, p := range pending {
			if ctx.Err() != nil {
				return nil
			}
			waiting[p.ID] = true
			if s.failed.isDue(p.ID, s.opts.Now()) {
				if err := s.writePending(ctx, w, p); err != nil {
					return err
				}
			}
		}
		if err := s.tellProgress(ctx); err != nil {
			return err
		}
	}
	return nil
}

// writePending writes one photo's sidecar and takes it out of the queue, or notes why
// not.
func (s *Sync) writePending(ctx context.Context, w *writing, p catalog.Pending) error {
	photo, err := s.cat.Photo(ctx, p.ID)
	if errors.Is(err, catalog.ErrUnknownPhoto) || err == nil && photo.Missing {
		return nil // it left the queue by itself, or waits until it is there
	}
	if err != nil {
		return err
	}
	c, err := s.writeOne(ctx, w, &photo, []catalog.Pending{p})
	if err != nil {
		return err
	}
	if c.Problem != nil && !errors.Is(c.Problem, ErrCard) {
		s.failed.add(p.ID, c.Path, c.Problem, s.opts)
		return nil
	}
	s.failed.drop(p.ID)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.written++
	if c.changes() {
		s.news = append(s.news, c.Change)
	}
	return nil
}

// writeOne writes one photo's sidecar and notes that, with the queued ones that it was.
// What stands in its way is the change's Problem; an error is the catalogue's.
func (s *Sync) writeOne(ctx context.Context, w *writing, p *library.Photo, queued []catalog.Pending) (*write, error) {
	// What is written is noted, whatever ends meanwhile.
	ctx = context.WithoutCancel(ctx)
	for n := 1; ; n++ {
		c, err := s.patiently(ctx, w, p, func(a *attempt) (write, error) { return s.try(ctx, a, p, queued) })
		switch {
		case err != nil:
			return nil, err
		case errors.Is(c.Problem, ErrCard):
			return &c, s.cat.Written(ctx, queued, nil)
		case errors.Is(c.Problem, store.ErrChanged) && n < tries:
			delete(w.folders, p.Folder())
		default:
			return &c, nil
		}
	}
}

// attempt is what is done in a photo's folder, on a goroutine of its own.
type attempt struct {
	writing
	beat    func()
	givenUp *atomic.Bool // nobody waits for it any more
}

// try writes one photo's sidecar once and notes that. Both are done here, with the
// folder taken: a drive that comes back when nobody waits any more may still take what
// was on its way to it, and that is not another program's.
func (s *Sync) try(ctx context.Context, a *attempt, p *library.Photo, queued []catalog.Pending) (write, error) {
	release, err := s.takeFolder(ctx, p.Folder(), a.beat)
	if err != nil {
		return notWritten(p, err), nil
	}
	defer release()
	known, err := knownOf(ctx, s.cat, []library.Photo{*p})
	if err != nil {
		return write{}, err
	}
	sweep(s, p.Folder())
	c := s.plan(ctx, &a.writing, p, known)
	if c.Problem == nil && a.givenUp.Load() {
		c.Problem = answer.ErrNone
	}
	if c.Problem != nil {
		return c, nil
	}
	s.making()
	now, err := s.make(&c)
	if err != nil {
		c.Problem = err
		return c, nil
	}
	return c, s.note(ctx, &a.writing, &c, &now, known, queued)
}

// patiently does what asks a photo's folder, and gives up where that does not answer:
// the problem is answer.ErrNone then. What comes after all works on a copy of w. An
// error is that of do.
func (s *Sync) patiently(ctx context.Context, w *writing, p *library.Photo, do func(*attempt) (write, error)) (write, error) {
	a := &attempt{writing: *w, givenUp: &atomic.Bool{}}
	a.folders = maps.Clone(w.folders)
	c, err := answer.WithBeat(ctx, &s.asked, p.Folder(), s.silence, func(beat func()) (write, error) {
		a.beat = beat
		return do(a)
	})
	switch {
	case errors.Is(err, answer.ErrNone), err != nil && ctx.Err() != nil:
		a.givenUp.Store(true)
		return notWritten(p, err), nil
	case err != nil:
		return write{}, err
	}
	w.folders = a.folders
	return c, nil
}

func notWritten(p *library.Photo, why error) write {
	return write{Change: Change{ID: p.ID, Photo: p.Path, Path: p.Path, Problem: why}, photo: p}
}

// make does to the file what was planned and gives what is there then, the zero value
// for nothing.
func (s *Sync) make(c *write) (store.Version, error) {
	switch {
	case !c.changes() && c.found == nil:
		return store.Version{}, nil
	case !c.changes():
		return *c.found, nil
	case c.New:
		return store.Create(c.Path, c.bytes)
	case c.Remove:
		return store.Version{}, store.Remove(c.Path, c.found)
	}
	if c.foreign {
		if err := store.BackupsIn(s.cat.Dir()).Keep(c.Path, c.found, s.opts.Now()); err != nil {
			return store.Version{}, err
		}
	}
	return store.Replace(c.Path, c.found, c.bytes)
}

// note notes what was written, and that it no longer is to be.
func (s *Sync) note(ctx context.Context, w *writing, c *write, now *store.Version, known known, queued []catalog.Pending) error {
	if c.Remove && c.row != nil {
		if _, _, err := s.cat.TakeSidecars(ctx, catalog.SidecarTake{Gone: []catalog.Sidecar{*c.row}}); err != nil {
			return err
		}
	}
	var rows []catalog.Sidecar
	if now.Bytes != nil {
		row, err := c.remember(now, w.set.Labels.names())
		if err != nil {
			return err
		}
		if rows = append(rows, row); row.Digest == "" {
			s.reads.add([]library.ID{c.ID}, time.Now())
		}
	}
	if err := s.cat.Written(ctx, queued, rows); err != nil || !w.insist {
		return err
	}
	for _, k := range known.conflicts[c.ID] {
		if err := s.cat.DropConflict(ctx, k.ID, k.Field); err != nil {
			return err
		}
	}
	return nil
}

// remember gives the row of a sidecar that was written, or found to need no change. What
// another program changed in it and nobody has read yet stays news: the row has no
// digest then, and for such a field what it had.
func (c *write) remember(now *store.Version, labels sidecar.LabelNames) (catalog.Sidecar, error) {
	facts, err := sidecar.Read(now.Bytes, labels)
	if err != nil {
		return catalog.Sidecar{}, err
	}
	row := catalog.Sidecar{ID: c.ID, Path: c.Path, Size: now.Size, ModTime: now.ModTime, Digest: now.Digest, Said: saidOf(&facts), Made: c.New}
	if c.New {
		row.Written = &catalog.SidecarContent{Decision: c.Will}
		return row, nil
	}
	var was catalog.SidecarSaid
	if c.row != nil {
		was, row.Made, row.Written = c.row.Said, c.row.Made, c.row.Written
	}
	if c.row == nil || c.row.Digest != c.found.Digest {
		row.Digest = ""
	}
	for _, f := range fields() {
		if valueOf(f, c.Will) != valueOf(f, c.photo.Decision) {
			row.Said.Decision = with(f, row.Said.Decision, valueOf(f, was.Decision))
		}
	}
	if c.changes() {
		row.Written = &catalog.SidecarContent{Decision: c.Will}
	}
	return row, nil
}

// sweep removes what a crash left unfinished in a folder, once a run.
func sweep(s *Sync, dir string) {
	s.mu.Lock()
	done := s.swept[dir]
	s.swept[dir] = true
	s.mu.Unlock()
	if !done {
		// What cannot be removed is hidden and in nobody's way.
		_, _ = store.Sweep(dir, s.opts.Now())
	}
}

// tellProgress tells how far writing is.
func (s *Sync) tellProgress(ctx context.Context) error {
	waiting, err := s.cat.CountPendingSidecars(ctx)
	if err != nil {
		return err
	}
	unwritten := len(s.Unwritten())
	s.mu.Lock()
	p := Progress{Waiting: waiting, Written: s.written, Unwritten: unwritten}
	news := s.news
	s.news = nil
	s.mu.Unlock()
	s.events.tell(Event{Progress: &p, Written: news})
	return nil
}

// Unwritten gives the photos whose sidecars could not be written, with the reason, in
// order of the sidecars' paths. They are tried again by themselves.
func (s *Sync) Unwritten() []Unwritten { return s.failed.list() }

// Retry tries what could not be written again now. It never waits.
func (s *Sync) Retry() {
	s.failed.retryAll()
	s.Wake()
}

// WriteNow writes the decisions about photos because the person asked for it, whatever
// the policy of their folders, and tells each of the sidecars that changed, that could
// not be written, or of which fields clash. insist writes the photo's value over those.
// It stops with the error of each or with ctx.
func (s *Sync) WriteNow(ctx context.Context, photos []library.Photo, insist bool, each func(Change) error) error {
	for some := range slices.Chunk(photos, atOnce) {
		w, err := s.newWriting(ctx, insist)
		if err != nil {
			return err
		}
		for i := range some {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if some[i].Missing {
				continue
			}
			c, err := s.writeOne(ctx, w, &some[i], nil)
			if err != nil {
				return err
			}
			if c.isNews() {
				if err := each(c.Change); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
