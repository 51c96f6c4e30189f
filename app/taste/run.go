package taste

import (
	"context"
	"errors"
	"time"

	"keeplight.app/keeplight/library/lowpriority"
)

const (
	// settle is how long after a decision it is learnt: the person is at work.
	settle = 3 * time.Second
	// learnShare is how many times as long as learning took the next time waits.
	learnShare = 15
)

// Changed says that decisions, scores or features may be others now. It never waits.
func (t *Tastes) Changed() {
	select {
	case t.changed <- struct{}{}:
	default: // it was said, and nobody has looked since
	}
}

// Run learns the used taste in the background whenever something has changed and
// settled, on a thread that gives way to the window, until ctx ends. What goes wrong is
// logged: the next change tries again.
func (t *Tastes) Run(ctx context.Context) {
	lowpriority.Thread()
	took := time.Duration(0)
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.changed:
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(max(settle, learnShare*took)):
		}
		select { // what was said meanwhile is learnt with it
		case <-t.changed:
		default:
		}
		start := time.Now()
		_, used, err := t.Names(ctx)
		if err == nil {
			_, err = t.Learn(ctx, used)
		}
		took = time.Since(start)
		if err != nil && !errors.Is(err, ErrOff) && ctx.Err() == nil {
			t.o.Log("learning from picks: " + err.Error())
		}
	}
}
