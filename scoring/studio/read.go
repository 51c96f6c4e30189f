package studio

import (
	"context"
	"fmt"
	"os"
	"slices"
	"time"

	"keeplight/library"
	"keeplight/library/intake"
	"keeplight/scoring/queue"
)

// read tells what the catalogue knows of a folder, unless that was told before,
// then what the disk says.
func (s *Studio) read(ctx context.Context, folder string, told bool, leaveOut []string) {
	info, err := os.Stat(folder)
	switch {
	case err == nil && info.Mode().IsRegular() && !s.cat.ReadOnly():
		err = s.readFile(ctx, folder)
	default:
		if !told {
			err = s.tellKnown(ctx, folder) // one that is not there now may well be known
		}
		if err == nil && !s.cat.ReadOnly() {
			err = s.readFolder(ctx, folder, leaveOut)
		}
	}
	if err != nil && ctx.Err() == nil {
		s.told.tell(Event{Problem: fmt.Sprintf("%s could not be read: %v", library.Display(folder), err)})
	}
}

// readFolder runs an intake, which puts its own problems into events; an error
// is the catalogue's.
func (s *Studio) readFolder(ctx context.Context, folder string, leaveOut []string) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	in := intake.New(s.cat, s.intakeOptions(leaveOut))
	s.setIntake(folder, in)
	defer s.setIntake(folder, nil)
	err := in.Run(ctx, []string{folder}, s.opts.Watch, func(e intake.Event) {
		if err := s.tellRead(ctx, folder, e); err != nil {
			stop(err)
		}
	})
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// intakeOptions take files as they are where nothing is watched: a damaged one
// may still be growing, but nobody waits to see.
func (s *Studio) intakeOptions(leaveOut []string) intake.Options {
	opts := intake.Options{Reader: s.fileReader(), Exclude: leaveOut}
	if !s.opts.Watch {
		opts.Young = time.Nanosecond
	}
	return opts
}

func (s *Studio) tellKnown(ctx context.Context, folder string) error {
	photos, err := s.cat.PhotosOf(ctx, folder)
	if err != nil {
		return fmt.Errorf("listing what the catalogue knows: %w", err)
	}
	if photos, err = s.tryAgain(ctx, photos); err != nil {
		return err
	}
	return s.tellPhotos(ctx, Event{Photos: photos})
}

func (s *Studio) tellRead(ctx context.Context, folder string, e intake.Event) error {
	if err := ctx.Err(); err != nil {
		return err // the folder was closed
	}
	if len(e.Missing) > 0 {
		s.lookElsewhere(folder)
	}
	gone := slices.Concat(e.Missing, e.Merged)
	s.queue.Remove(gone)
	out := Event{Photos: e.Photos, Missing: gone, Problem: e.Problem}
	if e.Scanned.Folder != "" {
		out.Scan = &Scan{Folder: folder, Files: e.Scanned.Files, Done: e.Scanned.Done}
	}
	return s.tellPhotos(ctx, out)
}

// tellPhotos adds to an event what is stored of its photos' scores, tells it,
// and queues the photos that have none.
func (s *Studio) tellPhotos(ctx context.Context, e Event) error {
	if len(e.Photos) == 0 || s.opts.Scorer == nil {
		s.told.tell(e)
		return nil
	}
	scores, problems, err := s.scoresOf(ctx, e.Photos)
	if err != nil {
		return err
	}
	for i := range e.Photos {
		p := &e.Photos[i]
		if score, ok := scores[p.ID]; ok && score.Hash == p.Hash {
			e.Scored = append(e.Scored, queue.Result{ID: p.ID, Hash: p.Hash, Score: &score})
		} else if text := problems[p.ID]; text != "" {
			e.Scored = append(e.Scored, queue.Result{ID: p.ID, Hash: p.Hash, Problem: text})
		}
	}
	s.told.tell(e)
	s.queue.Add(queue.Unscored(e.Photos, scores, problems))
	return nil
}

func (s *Studio) scoresOf(ctx context.Context, photos []library.Photo) (map[library.ID]library.Score, map[library.ID]string, error) {
	ids := make([]library.ID, len(photos))
	for i := range photos {
		ids[i] = photos[i].ID
	}
	key := s.Provenance().Key()
	scores, err := s.cat.Scores(ctx, ids, key)
	if err != nil {
		return nil, nil, fmt.Errorf("looking up stored scores: %w", err)
	}
	problems, err := s.cat.ScoreProblems(ctx, key)
	if err != nil {
		return nil, nil, fmt.Errorf("looking up photos that could not be scored: %w", err)
	}
	return scores, problems, nil
}
