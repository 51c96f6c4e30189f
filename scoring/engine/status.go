package engine

import "sync"

// State is what an engine is doing.
type State string

// The states of an engine.
const (
	Starting State = "starting" // the process starts and loads the model
	Ready    State = "ready"
	Busy     State = "busy"   // a view is open
	Broken   State = "broken" // the process ended; the next picture restarts it unless the model is refused
	Closed   State = "closed"
)

// Status is an engine's state for people to see.
type Status struct {
	State       State
	Device      string // for people
	Backend     string
	MemoryUsed  int64  // bytes of the device, or of the computer where the device does not say; 0 is not known
	MemoryTotal int64  // bytes of the same
	Restarts    int    // of the process, since Open
	Problem     string // the last one, for people; "" is none
}

// board holds the status and tells who wants to know.
type board struct {
	tell func(Status)

	telling sync.Mutex // so that statuses are told in their order
	mu      sync.Mutex
	status  Status
}

// change changes the status and tells it, if it is another now.
func (b *board) change(change func(*Status)) {
	b.telling.Lock()
	defer b.telling.Unlock()
	b.mu.Lock()
	old := b.status
	change(&b.status)
	now := b.status
	b.mu.Unlock()
	if now != old {
		b.tell(now)
	}
}

func (b *board) get() Status {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.status
}
