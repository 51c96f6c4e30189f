package sidecars

import "sync"

// locks lets one task at a time work in a folder: what this program writes is never
// taken for another's while it is not noted yet.
type locks struct {
	mu   sync.Mutex
	held map[string]*lock
}

type lock struct {
	mu    sync.Mutex
	users int
}

// take waits for a folder; release gives it back.
func (l *locks) take(folder string) (release func()) {
	l.mu.Lock()
	if l.held == nil {
		l.held = map[string]*lock{}
	}
	one := l.held[folder]
	if one == nil {
		one = &lock{}
		l.held[folder] = one
	}
	one.users++
	l.mu.Unlock()
	one.mu.Lock()
	return func() {
		one.mu.Unlock()
		l.mu.Lock()
		defer l.mu.Unlock()
		if one.users--; one.users == 0 {
			delete(l.held, folder)
		}
	}
}
