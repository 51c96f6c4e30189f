package shoot

import (
	"context"
	"errors"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/queue"
)

// save stores a scorer's results for good, those apart whose problem may pass. A
// row that cannot be stored, because its photo is no longer in the catalogue, is
// not tried again.
func (s *Shoot) save(ctx context.Context, by library.Provenance, results []queue.Result) error {
	var rows []catalog.ScoreRow
	for _, r := range results {
		switch {
		case r.Score != nil:
			rows = append(rows, catalog.ScoreRow{ID: r.ID, Score: *r.Score})
		case !r.Passing:
			none := library.Score{By: by, Hash: r.Hash}
			rows = append(rows, catalog.ScoreRow{ID: r.ID, Score: none, Problem: r.Problem})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	err := s.cat.SaveScores(ctx, rows)
	if bad := (*catalog.RowError)(nil); errors.As(err, &bad) {
		s.opts.Log("storing scores: " + err.Error())
		return nil
	}
	return err
}

// waitForScores waits until the queues have stored everything. An end of ctx is
// no error.
func (s *Shoot) waitForScores(ctx context.Context) error {
	if s.cat.ReadOnly() {
		return nil
	}
	for _, l := range s.lines() {
		if l.scorer == nil {
			continue
		}
		err := l.queue.Wait(ctx)
		if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// forget takes a closed folder's photos out of the queue, those apart that
// are read with another folder.
func (s *Shoot) forget(ctx context.Context, folder string) {
	photos, err := s.cat.Photos(ctx, []string{folder})
	if err != nil {
		// They are scored although nobody asked, which does no harm.
		s.opts.Log("closing a folder: " + err.Error())
		return
	}
	var ids []library.ID
	for i := range photos {
		if !s.IsOpen(photos[i].Path) {
			ids = append(ids, photos[i].ID)
		}
	}
	for _, l := range s.lines() {
		l.queue.Remove(ids)
	}
}
