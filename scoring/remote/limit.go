package remote

import (
	"context"
	"sync"
	"time"
)

// raiseAfter is how many answers without a refusal let one more request go out at once.
const raiseAfter = 50

// limit lets so many requests go out at once as the server takes: fewer by one for each
// refusal, one more after a while without any, and none at all while the server asked
// to wait.
type limit struct {
	mu      sync.Mutex
	most    int // that the person allows
	now     int // that the server seems to take
	out     int // are under way
	well    int // answers since the last change
	until   time.Time
	waiting []chan struct{} // the first to come is the first
}

func newLimit(most int) *limit { return &limit{most: max(1, most), now: max(1, most)} }

// enter waits for its turn; leave must follow. The error is the context's.
func (l *limit) enter(ctx context.Context) error {
	for {
		l.mu.Lock()
		rest := time.Until(l.until)
		if rest <= 0 && l.out < l.now && len(l.waiting) == 0 {
			l.out++
			l.mu.Unlock()
			return nil
		}
		if rest > 0 {
			l.mu.Unlock()
			if err := sleep(ctx, rest); err != nil {
				return err
			}
			continue
		}
		turn := make(chan struct{}, 1)
		l.waiting = append(l.waiting, turn)
		l.mu.Unlock()
		select {
		case <-turn:
			return nil
		case <-ctx.Done():
			l.giveUp(turn)
			return ctx.Err()
		}
	}
}

// giveUp takes one out of the queue, or passes its turn on.
func (l *limit) giveUp(turn chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, w := range l.waiting {
		if w == turn {
			l.waiting = append(l.waiting[:i], l.waiting[i+1:]...)
			return
		}
	}
	l.out--
	l.next()
}

// leave ends a request. refused says that the server had too much to do, and wait how
// long it asked to be left alone.
func (l *limit) leave(refused bool, wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.out--
	if refused {
		l.now, l.well = max(1, min(l.now-1, l.out+1)), 0
	} else if l.well++; l.well >= raiseAfter && l.now < l.most {
		l.now, l.well = l.now+1, 0
	}
	if at := time.Now().Add(wait); wait > 0 && at.After(l.until) {
		l.until = at
	}
	l.next()
}

// next gives turns to those who wait. While the server wants to be left alone a timer
// does.
func (l *limit) next() {
	if rest := time.Until(l.until); rest > 0 {
		if len(l.waiting) > 0 {
			time.AfterFunc(rest, func() {
				l.mu.Lock()
				defer l.mu.Unlock()
				l.next()
			})
		}
		return
	}
	for len(l.waiting) > 0 && l.out < l.now {
		l.out++
		l.waiting[0] <- struct{}{}
		l.waiting = l.waiting[1:]
	}
}

// atOnce is how many requests the server seems to take now.
func (l *limit) atOnce() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.now
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
