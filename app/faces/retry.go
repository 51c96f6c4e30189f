package faces

import (
	"sync"
	"time"
)

// retries are how long after findings could not be stored that is tried again: the first
// time, the second and so on, and from then on by the last. They are those of sidecars,
// with a minute behind them, for a disk that somebody has to make room on.
func retries() []time.Duration {
	return []time.Duration{400 * time.Millisecond, 1500 * time.Millisecond, 4 * time.Second, 15 * time.Second, time.Minute}
}

// retry has a queue that stopped because it could not store go on after a while.
type retry struct {
	again  func() // what is tried again
	delays []time.Duration

	mu     sync.Mutex
	failed int // how often in a row
	timer  *time.Timer
}

// fails hears that it failed.
func (r *retry) fails() {
	r.mu.Lock()
	defer r.mu.Unlock()
	delay := r.delays[min(r.failed, len(r.delays)-1)]
	r.failed++
	r.timer = time.AfterFunc(delay, r.again)
}

// works hears that it did not.
func (r *retry) works() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.failed = 0
}

// stop tries nothing any more.
func (r *retry) stop() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.timer != nil {
		r.timer.Stop()
	}
}
