package window

import (
	"context"
	"errors"

	"keeplight.app/keeplight/app/shoot"
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

// modelRunner starts, changes and ends the model, one after the other, away from
// fyne's goroutine.
type modelRunner struct {
	shoot  *shoot.Shoot
	start  StartModel
	tell   func(modelNews)
	log    func(string)
	wishes chan *local.Settings // holds the newest; nil wishes for no model

	scorer ModelScorer // nil where none runs
}

// modelNews is what has become of the model.
type modelNews struct {
	state   modelState
	key     string // of its provenance, while it is on
	err     error  // why it is not
	status  engine.Status
	settled bool // state and key count; otherwise only status does
}

// modelState is how far the model is.
type modelState uint8

const (
	modelOff modelState = iota
	modelStarting
	modelOn
)

func newModelRunner(st *shoot.Shoot, start StartModel, tell func(modelNews), log func(string)) *modelRunner {
	return &modelRunner{shoot: st, start: start, tell: tell, log: log, wishes: make(chan *local.Settings, 1)}
}

// wish asks for a model, or with nil for none. The newest wish counts. It is
// called from one goroutine only and does not wait.
func (r *modelRunner) wish(s *local.Settings) {
	select {
	case <-r.wishes:
	default:
	}
	r.wishes <- s
}

// run carries out wishes until ctx ends. The model goes on then, until end.
func (r *modelRunner) run(ctx context.Context) {
	var next *local.Settings
	again := false
	for {
		if !again {
			select {
			case <-ctx.Done():
				return
			case next = <-r.wishes:
			}
		}
		next, again = r.carryOut(ctx, next)
	}
}

// carryOut fulfils one wish. It gives the next one where that came meanwhile.
func (r *modelRunner) carryOut(ctx context.Context, s *local.Settings) (next *local.Settings, again bool) {
	r.end()
	if s == nil {
		r.tell(modelNews{settled: true})
		return nil, false
	}
	r.tell(modelNews{state: modelStarting, settled: true})
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type started struct {
		scorer ModelScorer
		err    error
	}
	done := make(chan started, 1)
	go func() {
		scorer, err := r.start(ctx, *s, func(now engine.Status) { r.tell(modelNews{status: now}) })
		done <- started{scorer, err}
	}()
	select {
	case got := <-done:
		r.begin(ctx, got.scorer, got.err)
		return nil, false
	case next = <-r.wishes:
		again = true
	case <-ctx.Done():
	}
	cancel()
	if got := <-done; got.err == nil {
		r.close(got.scorer)
	}
	return next, again
}

// begin lets a model that was started score.
func (r *modelRunner) begin(ctx context.Context, scorer ModelScorer, err error) {
	if err != nil {
		if ctx.Err() == nil {
			r.tell(modelNews{err: err, settled: true})
		}
		return
	}
	r.scorer = scorer
	// First the key, then the scores under it.
	r.tell(modelNews{state: modelOn, key: scorer.Provenance().Key(), settled: true})
	if err := r.shoot.AddModel(ctx, scorer, local.AtOnce); err != nil {
		r.end()
		if !errors.Is(err, context.Canceled) {
			r.tell(modelNews{err: err, settled: true})
		}
		return
	}
	r.tell(modelNews{status: scorer.Status()})
}

// end ends the model, if one runs. Its scores stay.
func (r *modelRunner) end() {
	if r.scorer == nil {
		return
	}
	if err := r.shoot.RemoveModel(); err != nil {
		r.log("ending the model: " + err.Error())
	}
	r.close(r.scorer)
	r.scorer = nil
}

func (r *modelRunner) close(s ModelScorer) {
	if err := s.Close(); err != nil {
		r.log("ending the model: " + err.Error())
	}
}
