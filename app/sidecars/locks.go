package sidecars

import (
	"context"
	"sync"
	"time"

	"keeplight.app/keeplight/library/answer"
)

// locks lets one task at a time work in a folder: what this program writes is never
// taken for another's while it is not noted yet.
type locks struct {
	mu   sync.Mutex
	held map[string]*lock
}

type lock struct {
	token chan struct{} // is in it while nobody works in the folder
	users int
}

// waitEvery is how often one who waits for a folder looks whether that makes sense.
const waitEvery = time.Second

// take waits for a folder as long as goOn gives no error; release gives it back.
func (l *locks) take(folder string, goOn func() error) (release func(), err error) {
	l.mu.Lock()
	if l.held == nil {
		l.held = map[string]*lock{}
	}
	one := l.held[folder]
	if one == nil {
		one = &lock{token: make(chan struct{}, 1)}
		one.token <- struct{}{}
		l.held[folder] = one
	}
	one.users++
	l.mu.Unlock()
	leave := func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if one.users--; one.users == 0 {
			delete(l.held, folder)
		}
	}
	for {
		if err := goOn(); err != nil {
			leave()
			return nil, err
		}
		select {
		case <-one.token:
			return func() { one.token <- struct{}{}; leave() }, nil
		case <-time.After(waitEvery):
		}
	}
}

// takeFolder waits for a folder, with a beat now and then, until ctx ends: one who works
// in a folder that does not answer may do so for hours. Errors are answer.ErrNone and
// the context's.
func (s *Sync) takeFolder(ctx context.Context, folder string, beat func()) (release func(), err error) {
	return s.folders.take(folder, func() error {
		beat()
		if s.asked.Owes(folder) {
			return answer.ErrNone
		}
		return ctx.Err()
	})
}
