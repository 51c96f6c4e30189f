package shoot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/reconcile"
	"keeplight.app/keeplight/library/scan"
)

// toldAtOnce is how many known photos one event tells of: few enough for a window to
// take them in and be drawn, and many enough to look their scores up together.
const toldAtOnce = 500

// lookedUpAtOnce is for how many such pieces that goes on at once: each takes one of the
// catalogue's few connections, of which reading the rows takes another.
const lookedUpAtOnce = 2

// drawTime is how long a folder waits at most for what is known of it to be drawn: a
// window that is hidden is not.
const drawTime = 8 * time.Second

// read tells what the catalogue knows of a folder, unless that was told before, then what
// the disk says: one that does not answer now, or is not there, may well be known.
func (s *Shoot) read(ctx context.Context, folder string, told bool, leaveOut []string) {
	listed := holdFaces(s)
	defer listed()
	var err error
	if !told {
		err = s.tellKnown(ctx, folder)
	}
	if err == nil && !s.cat.ReadOnly() {
		err = readDisk(ctx, s, folder, leaveOut, listed)
	}
	if err != nil && ctx.Err() == nil {
		s.told.tell(Event{Problem: fmt.Sprintf("%s could not be read: %v", library.Display(folder), err)})
	}
}

// readDisk reads a folder, or the file that was opened in its place. listed is called
// once the folder was walked.
func readDisk(ctx context.Context, s *Shoot, folder string, leaveOut []string, listed func()) error {
	info, err := s.drives.Stat(ctx, folder)
	switch {
	case err == nil && info.Mode().IsRegular():
		return s.readFile(ctx, folder)
	case errors.Is(err, scan.ErrNoAnswer): // a scan would tell it only after a longer silence
		s.told.tell(Event{Scan: &Scan{Folder: folder, Done: true, Offline: true}})
	}
	return s.readFolder(ctx, folder, leaveOut, listed)
}

// readFolder runs a reconciler, which puts its own problems into events; an error
// is the catalogue's. listed is called once the folder was walked.
func (s *Shoot) readFolder(ctx context.Context, folder string, leaveOut []string, listed func()) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	in := reconcile.New(s.cat, s.reconcileOptions(leaveOut))
	s.setReconciler(folder, in)
	defer s.setReconciler(folder, nil)
	err := in.Run(ctx, []string{folder}, s.opts.Watch, func(e reconcile.Event) {
		if err := s.tellRead(ctx, folder, e); err != nil {
			stop(err)
		}
		if e.Scanned.Done {
			listed()
		}
	})
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// reconcileOptions take files as they are where nothing is watched: a damaged one
// may still be growing, but nobody waits to see.
func (s *Shoot) reconcileOptions(leaveOut []string) reconcile.Options {
	opts := reconcile.Options{Reader: reading{s}, Exclude: leaveOut, Skip: s.opts.Skip}
	if !s.opts.Watch {
		opts.Young = time.Nanosecond
	}
	return opts
}

// tellKnown tells of a folder's photos in pieces. Their rows are read while the scores
// of those before them are looked up: a large shoot takes a second of each.
func (s *Shoot) tellKnown(ctx context.Context, folder string) error {
	group, reading := errgroup.WithContext(ctx)
	known := newPieces()
	group.Go(func() error {
		defer known.end()
		err := s.cat.PiecesOf(reading, folder, toldAtOnce, func(piece []library.Photo) error {
			known.put(piece)
			return reading.Err()
		})
		if err != nil {
			return fmt.Errorf("listing what the catalogue knows: %w", err)
		}
		return nil
	})
	var last []library.Photo // is told of when it is known whether it is
	group.Go(func() (err error) {
		last, err = tellPieces(reading, s, known)
		return err
	})
	if err := group.Wait(); err != nil {
		return err
	}
	return tellLast(ctx, s, last, known.all)
}

// tellPieces tells of all pieces but the last, which it gives. The scores of two are looked
// up at once: most of a second start is that.
func tellPieces(ctx context.Context, s *Shoot, known *pieces) (last []library.Photo, err error) {
	for i := 0; ; {
		var events []Event
		for ; len(events) < lookedUpAtOnce; i++ {
			piece, more := known.at(ctx, i)
			if !more {
				return last, tellAllScored(ctx, s, events)
			}
			if last != nil {
				events = append(events, Event{Photos: last, More: true})
			}
			last = piece
		}
		if err := tellAllScored(ctx, s, events); err != nil {
			return nil, err
		}
	}
}

// tellLast tells of the last of a folder's known photos, waits until all of them are on
// the screen, and tells again of those whose problem may be none any more.
func tellLast(ctx context.Context, s *Shoot, left []library.Photo, pieces [][]library.Photo) error {
	last, shown := Event{Photos: left}, make(chan struct{})
	if s.opts.Shows && len(left) > 0 {
		last.Shown = sync.OnceFunc(func() { close(shown) })
	}
	if err := tellScored(ctx, s, last); err != nil {
		return err
	}
	var grouping sync.WaitGroup // which can wait until all are listed
	grouping.Go(func() {
		for _, piece := range pieces {
			tellStacks(ctx, s, &Event{Photos: piece})
		}
	})
	if last.Shown != nil {
		awaitShown(ctx, shown)
	}
	for _, piece := range pieces { // faces too
		tellFaces(s, &Event{Photos: piece})
	}
	grouping.Wait()
	return retell(ctx, s, pieces)
}

// retell tells again of photos with a problem that may be none any more. To find that out
// the disk is asked, so that it comes after they were told of as they are known.
func retell(ctx context.Context, s *Shoot, pieces [][]library.Photo) error {
	var troubled []library.Photo
	for _, piece := range pieces {
		for i := range piece {
			if !piece[i].Problem.IsZero() {
				troubled = append(troubled, piece[i])
			}
		}
	}
	if len(troubled) == 0 {
		return nil
	}
	again, err := s.tryAgain(ctx, troubled)
	if err != nil {
		return err
	}
	return s.tellPhotos(ctx, Event{Photos: again})
}

// awaitShown waits until what is known of a folder is on the screen: reading the folder
// would take what it takes to draw that.
func awaitShown(ctx context.Context, shown <-chan struct{}) {
	select {
	case <-shown:
	case <-ctx.Done():
	case <-time.After(drawTime):
	}
}

func (s *Shoot) tellRead(ctx context.Context, folder string, e reconcile.Event) error {
	if err := ctx.Err(); err != nil {
		return err // the folder was closed
	}
	if len(e.Missing) > 0 {
		s.matchElsewhere(folder)
	}
	gone := slices.Concat(e.Missing, e.Merged)
	s.scorers.Drop(gone)
	out := Event{Photos: e.Photos, Missing: gone, Sidecars: e.Sidecars, Problem: e.Problem}
	if e.Scanned.Folder != "" {
		out.Scan = &Scan{Folder: folder, Files: e.Scanned.Files, Done: e.Scanned.Done, Offline: e.Scanned.Offline, PassedOver: e.Scanned.PassedOver}
	}
	return s.tellPhotos(ctx, out)
}

// tellPhotos adds to an event what is stored of its photos' scores, tells it,
// and queues the photos that have none.
func (s *Shoot) tellPhotos(ctx context.Context, e Event) error {
	tellStacks(ctx, s, &e)
	if err := tellScored(ctx, s, e); err != nil {
		return err
	}
	tellFaces(s, &e)
	return nil
}

// tellScored is tellPhotos for photos that Options.Stacks and the search for faces hear
// of by themselves.
func tellScored(ctx context.Context, s *Shoot, e Event) error {
	return tellAllScored(ctx, s, []Event{e})
}

// tellAllScored is tellScored for some events, in their order.
func tellAllScored(ctx context.Context, s *Shoot, events []Event) error {
	all, err := tellStored(ctx, s, events)
	if err != nil {
		return err
	}
	for i := range all {
		all[i].Enqueue()
	}
	return nil
}

// tellStored tells events with what is stored of their photos' scores, which it looks up
// for all of them at once.
func tellStored(ctx context.Context, s *Shoot, events []Event) ([]scorers.Stored, error) {
	defer scorers.HoldTelling(s.scorers)()
	all := make([]scorers.Stored, len(events))
	group, looking := errgroup.WithContext(ctx)
	for i := range events {
		group.Go(func() (err error) {
			all[i], err = s.scorers.Stored(looking, events[i].Photos)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	for i := range events {
		e, stored := &events[i], &all[i]
		e.Scored, e.Earlier = append(e.Scored, stored.Results...), append(e.Earlier, stored.Earlier...)
		s.told.tell(*e)
	}
	return all, nil
}
