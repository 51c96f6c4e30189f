package shoot

import (
	"context"
	"errors"
	"sync"

	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/queue"
)

// ErrModelInUse says that a model scores already.
var ErrModelInUse = errors.New("a model scores these photos already: stop it first")

// line is a scorer with the queue of what it has still to score.
type line struct {
	scorer scoring.Scorer // nil scores nothing
	key    string         // of its provenance
	queue  *queue.Queue

	stop  context.CancelFunc // ends its run; nil while it does not run
	ended chan error         // gives the queue's error once

	life       context.Context // of what it explains
	die        context.CancelFunc
	explaining sync.WaitGroup
}

func (s *Shoot) newLine(scorer scoring.Scorer, workers int, previewOnly bool) *line {
	l := &line{scorer: scorer}
	l.life, l.die = context.WithCancel(context.Background())
	cfg := queue.Config{Workers: workers, Log: s.opts.Log, Rank: s.ranks.of}
	if scorer != nil {
		by := scorer.Provenance()
		l.key = by.Key()
		cfg.Scorer, cfg.Load = scoring.Scorer(focused{scorer, s.full}), s.loadFull
		if previewOnly {
			cfg.Scorer, cfg.Load = scorer, s.loadPreview
		}
		cfg.Save = func(ctx context.Context, rs []queue.Result) error { return s.save(ctx, by, rs) }
	}
	cfg.Done = func(rs []queue.Result) {
		e := Event{Scored: rs}
		s.told.tell(e)
		s.rank(e)
	}
	l.queue = queue.New(cfg)
	return l
}

// lines gives the scorers in use.
func (s *Shoot) lines() []*line {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.model == nil {
		return []*line{s.main}
	}
	return []*line{s.main, s.model}
}

// AddModel lets a second scorer judge every photo of the open folders beside the
// first, seeing previews only, atOnce photos at a time. What it has scored before
// is told at once. The error is ErrModelInUse or the catalogue's.
func (s *Shoot) AddModel(ctx context.Context, scorer scoring.Scorer, atOnce int) error {
	l := s.newLine(scorer, atOnce, true)
	s.mu.Lock()
	if s.model != nil {
		s.mu.Unlock()
		return ErrModelInUse
	}
	s.model = l
	if s.running != nil {
		s.start(l)
	}
	s.mu.Unlock()
	for _, folder := range s.Folders() {
		photos, err := s.cat.PhotosOf(ctx, folder)
		if err != nil {
			return errors.Join(err, s.RemoveModel())
		}
		results, unscored, err := s.storedBy(ctx, l, photos)
		if err != nil {
			return errors.Join(err, s.RemoveModel())
		}
		s.told.tell(Event{Scored: results})
		l.queue.Add(unscored)
	}
	return nil
}

// RemoveModel ends what AddModel began, and waits until the scorer is called no
// more. Its scores stay in the catalogue.
func (s *Shoot) RemoveModel() error {
	s.mu.Lock()
	l := s.model
	s.model = nil
	s.mu.Unlock()
	if l == nil {
		return nil
	}
	l.die()
	l.explaining.Wait()
	return l.end()
}

// Model is the queue of the second scorer, nil where there is none.
func (s *Shoot) Model() *queue.Queue {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.model == nil {
		return nil
	}
	return s.model.queue
}

// startLines lets the scorers work, also those that come later, until ctx ends.
func (s *Shoot) startLines(ctx context.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running = ctx
	s.start(s.main)
	if s.model != nil {
		s.start(s.model)
	}
}

// endLines waits for the scorers, whose context has ended.
func (s *Shoot) endLines() error {
	s.mu.Lock()
	s.running = nil
	lines := []*line{s.main}
	if s.model != nil {
		lines = append(lines, s.model)
	}
	s.mu.Unlock()
	var errs []error
	for _, l := range lines {
		errs = append(errs, l.end())
	}
	return errors.Join(errs...)
}

// start lets a scorer work while Run does. mu is held.
func (s *Shoot) start(l *line) {
	if l.scorer == nil || s.cat.ReadOnly() {
		return
	}
	ctx, stop := context.WithCancel(s.running)
	ended := make(chan error, 1)
	l.stop, l.ended = stop, ended
	go func() { ended <- l.queue.Run(ctx) }()
}

// end stops a scorer and waits for it.
func (l *line) end() error {
	if l.stop == nil {
		return nil
	}
	l.stop()
	err := <-l.ended
	l.ended <- err // for whoever ends it as well
	return err
}
