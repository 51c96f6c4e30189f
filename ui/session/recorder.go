package session

import (
	"context"
	"fmt"
	"sync"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
)

// DecisionStore keeps decisions. Each call returns after its result is safe on
// disk, with the photos that it changed.
type DecisionStore interface {
	Decide(ctx context.Context, marks []catalog.Mark) ([]library.Photo, error)
	Undo(ctx context.Context) ([]library.Photo, library.Step, error)
	Redo(ctx context.Context) ([]library.Photo, library.Step, error)
}

// Recorded is what became of one mark, undo or redo.
type Recorded struct {
	Photos []library.Photo // as they are stored now
	Note   string          // "Undid: pick for IMG_1.jpg", "" for the mark of one photo
	Err    error           // nothing was changed; says why

	Replay bool       // an undo or a redo, not a mark
	Cursor library.ID // where the cursor stood at the mark that was replayed, 0 where nobody knows
}

// Recorder stores decisions one after the other, in the order of the keys, on
// a goroutine of its own. The screen shows a decision only after deliver has
// brought it back, so whatever was seen survives a crash.
type Recorder struct {
	store   DecisionStore
	deliver func(Recorded)

	mu     sync.Mutex
	wake   *sync.Cond
	queue  []func(context.Context) Recorded
	closed bool
	done   chan struct{}

	// Where the cursor stood at the marks that can be undone and redone, the last
	// one at the end. The catalogue's own steps reach further back: they outlive
	// the program. They belong to the recorder's goroutine.
	marked, undone []library.ID
}

// NewRecorder starts a recorder. deliver is called on the recorder's goroutine.
func NewRecorder(store DecisionStore, deliver func(Recorded)) *Recorder {
	r := &Recorder{store: store, deliver: deliver, done: make(chan struct{})}
	r.wake = sync.NewCond(&r.mu)
	go r.run()
	return r
}

// Mark stores marks of one kind as one step that one undo takes back. cursor is
// where an undo puts the cursor again. It never waits.
func (r *Recorder) Mark(marks []catalog.Mark, cursor library.ID) {
	r.push(func(ctx context.Context) Recorded {
		photos, err := r.store.Decide(ctx, marks)
		got := Recorded{Photos: photos, Err: err}
		if len(photos) == 0 {
			return got // no step was made
		}
		r.marked, r.undone = append(r.marked, cursor), nil
		if len(marks) > 1 {
			got.Note = groupNote(marks[0], len(photos))
		}
		return got
	})
}

// Undo takes back the last step. It never waits.
func (r *Recorder) Undo() {
	r.push(r.step("Undid", "Nothing to undo", r.store.Undo, &r.marked, &r.undone))
}

// Redo does again what was taken back. It never waits.
func (r *Recorder) Redo() {
	r.push(r.step("Redid", "Nothing to redo", r.store.Redo, &r.undone, &r.marked))
}

// Close stores all that was asked for and ends.
func (r *Recorder) Close() {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	r.wake.Signal()
	<-r.done
}

// step replays a step of the catalogue, whose cursor goes from one list to the
// other.
func (r *Recorder) step(did, none string, do func(context.Context) ([]library.Photo, library.Step, error),
	from, to *[]library.ID,
) func(context.Context) Recorded {
	return func(ctx context.Context) Recorded {
		photos, what, err := do(ctx)
		switch {
		case err != nil:
			return Recorded{Err: err}
		case what.IsZero():
			return Recorded{Note: none}
		}
		var cursor library.ID
		if n := len(*from); n > 0 {
			cursor = (*from)[n-1]
			*from = (*from)[:n-1]
		}
		*to = append(*to, cursor)
		return Recorded{Photos: photos, Note: fmt.Sprintf("%s: %s", did, message.English(what.Message)), Replay: true, Cursor: cursor}
	}
}

func (r *Recorder) push(job func(context.Context) Recorded) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return
	}
	r.queue = append(r.queue, job)
	r.wake.Signal()
}

func (r *Recorder) run() {
	defer close(r.done)
	for {
		r.mu.Lock()
		for len(r.queue) == 0 && !r.closed {
			r.wake.Wait()
		}
		if len(r.queue) == 0 {
			r.mu.Unlock()
			return
		}
		job := r.queue[0]
		r.queue = r.queue[1:]
		r.mu.Unlock()
		// A decision is never cancelled: closing waits for it.
		r.deliver(job(context.Background()))
	}
}
