package scan

import (
	"context"
	"sync"
	"time"

	"keeplight.app/keeplight/library/answer"
)

// ErrNoAnswer means that the system has not answered about a folder for a long time,
// as it does not while a network folder's server is away.
var ErrNoAnswer = answer.ErrNone

// How long the system may take to say what one path is, how long a walk may go
// without hearing anything, and how long one that nobody wants any more may take to end.
const (
	statTime = 5 * time.Second
	walkTime = 20 * time.Second
	endTime  = time.Second
)

// watchdog looks after a walk on a goroutine of its own and gives it up once nothing has
// been heard of it for long. What it emits after that goes nowhere.
type watchdog struct {
	limit time.Duration

	taking   sync.Mutex // held while who takes what is emitted runs
	mu       sync.Mutex
	beats    int
	emitting bool
	givenUp  bool
}

// beat says that the system has answered.
func (w *watchdog) beat() {
	w.mu.Lock()
	w.beats++
	w.mu.Unlock()
}

// guard lets f run unless the walk was given up. While it runs, who takes what is
// emitted has the time that they need.
func (w *watchdog) guard(f func() error) error {
	w.taking.Lock()
	defer w.taking.Unlock()
	w.mu.Lock()
	if w.givenUp {
		w.mu.Unlock()
		return ErrNoAnswer
	}
	w.emitting = true
	w.mu.Unlock()
	err := f()
	w.mu.Lock()
	w.emitting = false
	w.beats++
	w.mu.Unlock()
	return err
}

// giveUp gives the walk up, unless something was heard since beats.
func (w *watchdog) giveUp(beats int) (ok bool, now int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.givenUp = !w.emitting && w.beats == beats
	return w.givenUp, w.beats
}

// leave gives the walk up whatever it does; nothing is taken of it any more.
func (w *watchdog) leave() {
	w.mu.Lock()
	w.givenUp = true
	w.mu.Unlock()
	w.taking.Lock() // who takes something now has heard that ctx ended
	defer w.taking.Unlock()
}

// watch runs a walk and waits for it, until soon after ctx ends. stuck is closed once a walk that was given up has
// come to its end after all; it is nil for one that was not.
func (w *watchdog) watch(ctx context.Context, walk func() (Report, error)) (report Report, stuck <-chan struct{}, err error) {
	ended := make(chan struct{})
	var walked Report // read only after ended
	var failed error
	go func() {
		defer close(ended)
		walked, failed = walk()
	}()
	tick := time.NewTicker(w.limit)
	defer tick.Stop()
	for beats := -1; ; {
		select {
		case <-ended:
			return walked, nil, failed
		case <-ctx.Done():
			if isClosedWithin(ended, endTime) {
				return walked, nil, failed
			}
			w.leave()
			return Report{}, ended, ctx.Err()
		case <-tick.C:
			ok, now := w.giveUp(beats)
			if ok {
				return Report{}, ended, ErrNoAnswer
			}
			beats = now
		}
	}
}

// isClosedWithin waits so long for a channel to be closed.
func isClosedWithin(c <-chan struct{}, limit time.Duration) bool {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-c:
		return true
	case <-timer.C:
		return false
	}
}
