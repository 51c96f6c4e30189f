package scorers

import (
	"context"
	"sync"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/queue"
)

// entry is a scorer with the queue of what it has still to score.
type entry struct {
	spec  Spec
	by    library.Provenance
	key   string // of by
	queue *queue.Queue

	stop  context.CancelFunc // ends its run; nil while it does not run
	ended chan error         // gives the queue's error once

	life       context.Context // of what it explains
	endLife    context.CancelFunc
	explaining sync.WaitGroup
}

func (l *List) newEntry(s Spec) *entry {
	by := s.Scorer.Provenance()
	e := &entry{spec: s, by: by, key: by.Key()}
	e.life, e.endLife = context.WithCancel(context.Background())
	cfg := queue.Config{
		Scorer: s.Scorer, Load: l.o.Pictures.Preview,
		Workers: s.AtOnce, Log: l.o.Log, Rank: l.ranks.of, AtHand: l.o.Pictures.AtHand,
		Save: func(ctx context.Context, rs []queue.Result) error { return l.save(ctx, by, rs) },
		Done: func(rs []queue.Result) {
			tell(context.WithoutCancel(e.life), l, rs)
			l.rank(nil, rs)
			reckonAfter(context.WithoutCancel(e.life), l, e, rs)
		},
	}
	if looker, ok := s.Scorer.(scoring.Looker); ok && !s.PreviewOnly {
		cfg.Scorer, cfg.Load = l.o.Pictures.WithFull(looker)
	}
	e.queue = queue.New(cfg)
	return e
}

// now is the entry as it stands.
func (e *entry) now() Entry {
	p := e.queue.Progress()
	_, explains := e.spec.Scorer.(scoring.Explainer)
	return Entry{
		ID: e.spec.ID, Title: e.spec.Title, Key: e.key, By: e.by, Explains: explains,
		Queue: e.queue, Progress: p, State: stateOf(p),
	}
}

// endExplaining ends what the scorer explains and waits for it.
func (e *entry) endExplaining() {
	e.endLife()
	e.explaining.Wait()
}

// end stops a scorer and waits for it.
func (e *entry) end() error {
	if e.stop == nil {
		return nil
	}
	e.stop()
	err := <-e.ended
	e.ended <- err // for others that end it as well
	return err
}
