package sidecars

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"keeplight.app/keeplight/library"
)

// failures are the photos whose sidecars could not be written.
type failures struct {
	mu sync.Mutex
	of map[library.ID]Unwritten
}

// longWait is how long the writer waits where nothing is to be tried again.
const longWait = time.Hour

// add notes a failure and when it is tried again.
func (f *failures) add(id library.ID, path string, reason error, o Options) {
	f.mu.Lock()
	defer f.mu.Unlock()
	tries := f.of[id].Tries
	if f.of == nil {
		f.of = map[library.ID]Unwritten{}
	}
	f.of[id] = Unwritten{
		Photo: id, Path: path, Reason: reason, Tries: tries + 1,
		Next: o.Now().Add(o.Retries[min(tries, len(o.Retries)-1)]),
	}
}

func (f *failures) drop(id library.ID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.of, id)
}

// keep drops those that wait no more, such as one that was written after nobody waited
// for its drive any longer. dropped is true where there were some.
func (f *failures) keep(waiting map[library.ID]bool) (dropped bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	before := len(f.of)
	maps.DeleteFunc(f.of, func(id library.ID, _ Unwritten) bool { return !waiting[id] })
	return len(f.of) < before
}

func (f *failures) isDue(id library.ID, now time.Time) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	u, failed := f.of[id]
	return !failed || !now.Before(u.Next)
}

// next says how long to wait until the first one is to be tried again.
func (f *failures) next(o Options) time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	wait := longWait
	for _, u := range f.of {
		wait = min(wait, u.Next.Sub(o.Now()))
	}
	return max(wait, o.Retries[0])
}

// retryAll makes all due now.
func (f *failures) retryAll() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for id, u := range f.of {
		u.Next = time.Time{}
		f.of[id] = u
	}
}

// list gives them in order of the sidecars' paths.
func (f *failures) list() []Unwritten {
	f.mu.Lock()
	defer f.mu.Unlock()
	all := make([]Unwritten, 0, len(f.of))
	for _, u := range f.of {
		all = append(all, u)
	}
	slices.SortFunc(all, func(a, b Unwritten) int { return strings.Compare(a.Path, b.Path) })
	return all
}
