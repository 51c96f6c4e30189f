package jobs

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// count is a job that counts to its plan, one a step.
type count struct {
	kind Kind
	step time.Duration
	fail error
}

func (c *count) Kind() Kind { return c.kind }

func (c *count) Plan(context.Context) (int, error) { return 10, c.fail }

func (c *count) Run(ctx context.Context, plan int, tell func(Progress)) (done int, err error) {
	for ; done < plan; done++ {
		select {
		case <-ctx.Done():
			return done, ctx.Err()
		case <-time.After(c.step):
		}
		tell(Progress{Done: int64(done + 1), Total: int64(plan)})
	}
	return done, nil
}

func TestAJobIsPlannedRunAndReported(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r Runner
		var heard []Progress
		report, err := PlanAndDo(t.Context(), &r, &count{kind: Exporting, step: time.Second}, func(p Progress) { heard = append(heard, p) })
		if err != nil || report != 10 || len(heard) != 10 {
			t.Fatalf("reported %d, %v, told %d times", report, err, len(heard))
		}
		p := heard[4]
		if p.Kind != Exporting || p.Done != 5 || p.Rate != 1 || p.Left != 5*time.Second {
			t.Errorf("in the middle it was at %+v", p)
		}
		if _, runs := r.Progress(Exporting); runs {
			t.Error("it still runs")
		}
	})
}

func TestOneJobOfAKindRunsAtATimeAndCanBeCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r Runner
		type result struct {
			done int
			err  error
		}
		first := make(chan result, 1)
		go func() {
			done, err := Do(t.Context(), &r, &count{kind: Exporting, step: time.Second}, 10, nil)
			first <- result{done, err}
		}()
		time.Sleep(2500 * time.Millisecond)
		if p, runs := r.Progress(Exporting); !runs || p.Done != 2 || p.Total != 10 {
			t.Errorf("it is at %+v, runs %v", p, runs)
		}
		if !r.Busy() {
			t.Error("it is not busy while a job runs")
		}
		if _, err := Do(t.Context(), &r, &count{kind: Exporting}, 1, nil); !errors.Is(err, ErrBusy) {
			t.Errorf("a second one gave %v", err)
		}
		if n, err := Do(t.Context(), &r, &count{kind: Drawing}, 3, nil); n != 3 || err != nil {
			t.Errorf("one of another kind gave %d, %v", n, err)
		}
		r.Cancel(Drawing) // of which none runs
		r.Cancel(Exporting)
		if got := <-first; got.done != 2 || !errors.Is(got.err, context.Canceled) {
			t.Errorf("the one that was cancelled reported %+v", got)
		}
		synctest.Wait()
		if n, err := Do(t.Context(), &r, &count{kind: Exporting}, 1, nil); n != 1 || err != nil {
			t.Errorf("the next one gave %d, %v", n, err)
		}
		if r.Busy() {
			t.Error("it is busy once all jobs have ended")
		}
	})
}

func TestAJobWithoutAPlanDoesNotRun(t *testing.T) {
	why := errors.New("no such folder")
	var r Runner
	if n, err := PlanAndDo(t.Context(), &r, &count{kind: Exporting, fail: why}, nil); n != 0 || !errors.Is(err, why) {
		t.Errorf("gave %d, %v", n, err)
	}
}

func TestATaskIsAJobOfOneStep(t *testing.T) {
	why := errors.New("changed")
	var r Runner
	if _, err := PlanAndDo(t.Context(), &r, &Task{Installing, func(context.Context) error { return why }}, nil); !errors.Is(err, why) {
		t.Errorf("gave %v", err)
	}
}

func TestProgressIsToldOfNowAndThenAndAtItsEnd(t *testing.T) {
	now := time.Unix(0, 0)
	var told []Progress
	m := meter{kind: Drawing, now: func() time.Time { return now }, tell: func(p Progress) { told = append(told, p) }}
	for i := range 100 {
		now = now.Add(TellEvery / 10)
		m.add(Progress{Done: int64(i), Total: 1000})
	}
	if n := len(told); n < 9 || n > 11 {
		t.Errorf("told %d times within ten times TellEvery", n)
	}
	m.flush()
	m.flush()
	if last := told[len(told)-1]; last.Done != 99 || len(told) > 12 {
		t.Errorf("the last of %d is %+v", len(told), last)
	}
	// Another phase is told of at once, and its rate is not that of the one before.
	m.add(Progress{Phase: Verifying, Done: 5, Total: 1000})
	if last := told[len(told)-1]; last.Phase != Verifying || last.Rate != 0 {
		t.Errorf("the next phase was told of as %+v", last)
	}
	m.add(Progress{Done: 500, Total: 1000, Rate: 7, Left: time.Hour})
	if last := told[len(told)-1]; last.Rate != 7 || last.Left != time.Hour {
		t.Errorf("what the job knows itself became %+v", last)
	}
}
