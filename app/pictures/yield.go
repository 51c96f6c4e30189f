package pictures

import (
	"context"
	"sync"
	"time"
)

// patience is how long the scan of one photo lets people's pictures go first: who holds an
// arrow key for minutes must not stop all scoring.
const patience = 2 * time.Second

// yield lets scans of photos that are being scored pause between their rows while a
// person waits for a picture. The zero value is ready; its methods may be called from any
// goroutine.
type yield struct {
	mu      sync.Mutex
	looking int
	over    chan struct{} // closed when nobody waits any more; nil while nobody does
}

// begin says that a person waits for a picture, until end is called once.
func (y *yield) begin() (end func()) {
	y.mu.Lock()
	defer y.mu.Unlock()
	if y.looking++; y.looking == 1 {
		y.over = make(chan struct{})
	}
	return sync.OnceFunc(func() {
		y.mu.Lock()
		defer y.mu.Unlock()
		if y.looking--; y.looking == 0 {
			close(y.over)
			y.over = nil
		}
	})
}

// wait returns once nobody waits for a picture, after most, or when ctx ends.
func (y *yield) wait(ctx context.Context, most time.Duration) {
	y.mu.Lock()
	over := y.over
	y.mu.Unlock()
	if over == nil || most <= 0 {
		return
	}
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-over:
	case <-timer.C:
	case <-ctx.Done():
	}
}

// between gives what one scan does between its rows.
func (y *yield) between() func(context.Context) {
	left := patience
	return func(ctx context.Context) {
		start := time.Now()
		y.wait(ctx, left)
		left -= time.Since(start)
	}
}
