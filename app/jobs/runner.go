package jobs

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// ErrBusy says that a job of the same kind runs.
var ErrBusy = errors.New("a job of this kind is running already: wait for it, or cancel it first")

// TellEvery is how often progress is told of at most; the last one is always told.
const TellEvery = 100 * time.Millisecond

// Runner runs jobs, at most one of a kind at a time. Its methods may be called
// from any goroutine. The zero value is ready.
type Runner struct {
	mu      sync.Mutex
	running map[Kind]*running
}

// running is a job under way.
type running struct {
	cancel   context.CancelFunc
	progress Progress
}

// Do runs a job's plan and gives its report once it has ended. tell may be nil; it
// is called from the job's goroutines, one at a time, and with a rate and a time
// left where the job knows none itself. Errors: ErrBusy, the job's own, or the
// context's, which Cancel ends as well.
func Do[P, R any](ctx context.Context, r *Runner, job Job[P, R], plan P, tell func(Progress)) (report R, err error) {
	ctx, end, err := r.begin(ctx, job.Kind())
	if err != nil {
		return report, err
	}
	defer end()
	m := meter{kind: job.Kind(), now: time.Now, tell: func(p Progress) {
		r.note(p)
		if tell != nil {
			tell(p)
		}
	}}
	report, err = job.Run(ctx, plan, m.add)
	m.flush()
	return report, err
}

// PlanAndDo is Do with the job's own plan, for whom nobody has to agree to.
func PlanAndDo[P, R any](ctx context.Context, r *Runner, job Job[P, R], tell func(Progress)) (report R, err error) {
	plan, err := job.Plan(ctx)
	if err != nil {
		return report, err
	}
	return Do(ctx, r, job, plan, tell)
}

// Busy is true while a job runs, of whatever kind.
func (r *Runner) Busy() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.running) > 0
}

// Cancel ends the job of a kind, if one runs. It does not wait.
func (r *Runner) Cancel(kind Kind) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if j := r.running[kind]; j != nil {
		j.cancel()
	}
}

// Progress gives how far the job of a kind is; false where none runs.
func (r *Runner) Progress(kind Kind) (Progress, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	j := r.running[kind]
	if j == nil {
		return Progress{}, false
	}
	return j.progress, true
}

func (r *Runner) begin(ctx context.Context, kind Kind) (of context.Context, end func(), err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.running[kind] != nil {
		return nil, nil, fmt.Errorf("%s: %w", kind, ErrBusy)
	}
	if r.running == nil {
		r.running = map[Kind]*running{}
	}
	of, cancel := context.WithCancel(ctx)
	r.running[kind] = &running{cancel: cancel, progress: Progress{Kind: kind}}
	return of, func() {
		cancel()
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.running, kind)
	}, nil
}

func (r *Runner) note(p Progress) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if j := r.running[p.Kind]; j != nil {
		j.progress = p
	}
}
