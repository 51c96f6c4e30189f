package scorers

import (
	"context"
	"errors"

	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/local"
)

// ModelScorer is a model that was started.
type ModelScorer interface {
	scoring.Scorer
	Status() engine.Status
	Close() error
}

// StartModel starts a model. status is called with what its engine does.
type StartModel func(ctx context.Context, s local.Settings, status func(engine.Status)) (ModelScorer, error)

// ModelState is how far a requested model is.
type ModelState uint8

// The states of a model.
const (
	ModelOff ModelState = iota
	ModelStarting
	ModelOn
)

// ModelNews is what has become of a requested model.
type ModelNews struct {
	ID      ID // of the scorer
	State   ModelState
	Key     string // of its provenance, while it is on
	Err     error  // why it is not on, for people; nil where nobody wants it
	Anew    bool   // it has scored photos that were shown to it in another way; those scores stay
	Status  engine.Status
	Settled bool // State, Key, Anew and Err count; otherwise only Status does
}

// Runner starts, changes and ends a model in a list of scorers, one request after
// the other, away from the goroutine that requests.
type Runner struct {
	id       ID
	list     *List
	start    StartModel
	tell     func(ModelNews)
	log      func(string)
	requests chan *local.Settings // holds the newest; nil requests no model

	scorer ModelScorer // nil where none runs
}

// NewRunner makes a runner for the scorer with this ID; nothing starts until Run.
// tell is called from Run, and with a status from the model's own goroutines.
func NewRunner(list *List, id ID, start StartModel, tell func(ModelNews), log func(string)) *Runner {
	return &Runner{
		id: id, list: list, start: start, log: log, requests: make(chan *local.Settings, 1),
		tell: func(n ModelNews) { n.ID = id; tell(n) },
	}
}

// Request asks for a model, or with nil for none. The newest request counts. It is
// called from one goroutine only and does not wait.
func (r *Runner) Request(s *local.Settings) {
	select {
	case <-r.requests:
	default:
	}
	r.requests <- s
}

// Run carries out requests until ctx ends. The model goes on then, until End.
func (r *Runner) Run(ctx context.Context) {
	var next *local.Settings
	pending := false
	for {
		if !pending {
			select {
			case <-ctx.Done():
				return
			case next = <-r.requests:
			}
		}
		next, pending = r.carryOut(ctx, next)
	}
}

// carryOut fulfils one request. It gives the next one where that came meanwhile.
func (r *Runner) carryOut(ctx context.Context, s *local.Settings) (next *local.Settings, pending bool) {
	r.End()
	if s == nil {
		r.tell(ModelNews{Settled: true})
		return nil, false
	}
	r.tell(ModelNews{State: ModelStarting, Settled: true})
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type started struct {
		scorer ModelScorer
		err    error
	}
	done := make(chan started, 1)
	go func() {
		scorer, err := r.start(ctx, *s, func(now engine.Status) { r.tell(ModelNews{Status: now}) })
		done <- started{scorer, err}
	}()
	select {
	case got := <-done:
		r.begin(ctx, s.Name(), got.scorer, got.err)
		return nil, false
	case next = <-r.requests:
		pending = true
	case <-ctx.Done():
	}
	cancel()
	if got := <-done; got.err == nil {
		r.close(got.scorer)
	}
	return next, pending
}

// begin lets a model that was started score.
func (r *Runner) begin(ctx context.Context, title string, scorer ModelScorer, err error) {
	if err != nil {
		if ctx.Err() == nil {
			r.tell(ModelNews{Err: err, Settled: true})
		}
		return
	}
	r.scorer = scorer
	// First the key, then the scores under it.
	by := scorer.Provenance()
	anew, err := ShownOtherwise(ctx, r.list.o.Catalog, by)
	if err != nil && ctx.Err() == nil {
		r.log(err.Error())
	}
	r.tell(ModelNews{State: ModelOn, Key: by.Key(), Anew: anew, Settled: true})
	err = r.list.Add(ctx, Spec{ID: r.id, Title: title, Scorer: scorer, AtOnce: local.AtOnce, PreviewOnly: true})
	if err != nil {
		r.End()
		if !errors.Is(err, context.Canceled) {
			r.tell(ModelNews{Err: err, Settled: true})
		}
		return
	}
	r.tell(ModelNews{Status: scorer.Status()})
}

// End ends the model, if one runs, and waits for that. Its scores stay. Call it
// when Run has returned.
func (r *Runner) End() {
	if r.scorer == nil {
		return
	}
	if err := r.list.Remove(r.id); err != nil {
		r.log("ending the model: " + err.Error())
	}
	r.close(r.scorer)
	r.scorer = nil
}

func (r *Runner) close(s ModelScorer) {
	if err := s.Close(); err != nil {
		r.log("ending the model: " + err.Error())
	}
}
