package decide

import (
	"context"
	"slices"
	"sync"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
)

// Store keeps decisions. Each call returns after its result is safe on disk, with
// the photos that it changed.
type Store interface {
	Decide(ctx context.Context, marks []catalog.Mark) ([]library.Photo, error)
	// Turn turns photos by quarter turns from where they stand, clockwise above 0.
	Turn(ctx context.Context, ids []library.ID, quarters int) ([]library.Photo, error)
	Undo(ctx context.Context) ([]library.Photo, library.Step, error)
	Redo(ctx context.Context) ([]library.Photo, library.Step, error)
	// NextUndo and NextRedo give the step that Undo and Redo would work on.
	// Errors: catalog.ErrDamagedRow for a step that cannot be read.
	NextUndo(ctx context.Context) (library.Step, error)
	NextRedo(ctx context.Context) (library.Step, error)
	// StepsTo gives how many steps are to be undone, or else redone, until the one of a
	// number is the newest that is done.
	StepsTo(ctx context.Context, number int64) (undo, redo int, err error)
	// Undone is how many steps can be redone, until the next one is made.
	Undone(ctx context.Context) (int, error)
}

// Writer stores decisions one after the other, in the order in which they are
// asked for, on a goroutine of its own. A screen that shows a decision only after
// deliver has brought it back shows nothing that a crash could take away.
type Writer struct {
	store   Store
	deliver func(Result)
	movers  map[library.StepKind]Mover // set before the first step is asked for

	mu     sync.Mutex
	wake   *sync.Cond
	queue  []func(context.Context)
	closed bool
	done   chan struct{}

	// Where the cursor stood at the marks that can be undone and redone, the last
	// one at the end. The catalogue's own steps reach further back: they outlive
	// the program. They belong to the writer's goroutine.
	marked, undone []library.ID
}

// NewWriter starts a writer, which Close ends. deliver is called on the writer's
// goroutine, once for each call of Mark, Import, Turn, Undo and Redo, and for each step of
// GoTo.
func NewWriter(store Store, deliver func(Result)) *Writer {
	w := &Writer{store: store, deliver: deliver, done: make(chan struct{})}
	w.wake = sync.NewCond(&w.mu)
	go w.run()
	return w
}

// Mark stores marks as one step that one undo takes back. cursor is
// where an undo puts the cursor again, 0 where there is none. It never waits.
func (w *Writer) Mark(marks []catalog.Mark, cursor library.ID) {
	w.push(func(ctx context.Context) Result {
		undone := w.undoneSteps(ctx)
		photos, err := w.store.Decide(ctx, marks)
		got := Result{Photos: photos, Err: err, Asked: len(marks), Dropped: dropped(undone, photos)}
		if len(marks) > 0 {
			got.Marked = marks[0]
			got.Marked.ID = 0
			got.Mixed = slices.ContainsFunc(marks, func(m catalog.Mark) bool { m.ID = 0; return !m.Equal(&got.Marked) })
		}
		w.stepMade(photos, cursor)
		return got
	})
}

// MarkBy is Mark for decisions about so many photos that do stores in its turn.
func (w *Writer) MarkBy(do func(context.Context) ([]library.Photo, error), asked int, cursor library.ID) {
	w.push(func(ctx context.Context) Result {
		undone := w.undoneSteps(ctx)
		photos, err := do(ctx)
		w.stepMade(photos, cursor)
		return Result{Photos: photos, Err: err, Asked: asked, Mixed: true, Dropped: dropped(undone, photos)}
	})
}

// Correct stores by do, in its turn, which photos belong together: one step of the
// catalogue, whose photos do gives. cursor is where an undo puts the cursor again, 0
// where there is none. It never waits.
func (w *Writer) Correct(do func(context.Context) ([]library.Photo, error), cursor library.ID) {
	w.push(func(ctx context.Context) Result {
		undone := w.undoneSteps(ctx)
		photos, err := do(ctx)
		if err == nil && len(photos) > 0 {
			w.marked, w.undone = append(w.marked, cursor), nil
		}
		return Result{Kind: Correct, Photos: photos, Err: err, Dropped: dropped(undone, photos)}
	})
}

// Import stores by do, in its turn, what sidecars of other programs said; step says
// whether that is a step of the catalogue. It never waits.
func (w *Writer) Import(do func(context.Context) (photos []library.Photo, step bool, err error)) {
	w.push(func(ctx context.Context) Result {
		photos, step, err := do(ctx)
		if err == nil && step {
			w.stepMade(photos, 0)
		}
		return Result{Kind: Import, Photos: photos, Err: err}
	})
}

// Discard stores by do, in its turn, that files go into the trash, as Correct does for
// groups. It never waits.
func (w *Writer) Discard(do func(context.Context) ([]library.Photo, error), cursor library.ID) {
	w.push(func(ctx context.Context) Result {
		photos, err := do(ctx)
		w.stepMade(photos, cursor)
		return Result{Kind: Discard, Photos: photos, Err: err}
	})
}

// Turn turns photos by quarter turns from where they stand, clockwise above 0, as one
// step. cursor is where an undo puts the cursor again. It never waits.
func (w *Writer) Turn(ids []library.ID, quarters int, cursor library.ID) {
	w.push(func(ctx context.Context) Result {
		undone := w.undoneSteps(ctx)
		photos, err := w.store.Turn(ctx, ids, quarters)
		w.stepMade(photos, cursor)
		return Result{Photos: photos, Err: err, Asked: len(ids), Turned: quarters, Dropped: dropped(undone, photos)}
	})
}

// stepMade keeps where the cursor stood at a step, which was made if photos changed.
func (w *Writer) stepMade(photos []library.Photo, cursor library.ID) {
	if len(photos) > 0 {
		w.marked, w.undone = append(w.marked, cursor), nil
	}
}

// Undo takes back the last step. One in which files moved is for its Mover; where
// there is none it gives ErrMovesFiles. It never waits.
func (w *Writer) Undo() { w.push(w.undo()) }

func (w *Writer) undo() func(context.Context) Result {
	return w.replay(Undo, w.withFiles(w.store.NextUndo, w.store.Undo, false), &w.marked, &w.undone)
}

// UndoOwn takes back the last step where the person made it. One that took over what a
// sidecar says it gives with ErrImported, and changes nothing. It never waits.
func (w *Writer) UndoOwn() {
	undo := ownOnly(w.store.NextUndo, w.withFiles(w.store.NextUndo, w.store.Undo, false))
	w.push(w.replay(Undo, undo, &w.marked, &w.undone))
}

// UndoStep takes back the last step where it is s still, whoever made it; another one it
// gives with ErrImported, and changes nothing. It never waits.
func (w *Writer) UndoStep(s library.Step) {
	undo := func(ctx context.Context) ([]library.Photo, library.Step, error) {
		switch next, err := w.store.NextUndo(ctx); {
		case err != nil:
			return nil, library.Step{}, err
		case next.Kind != s.Kind || next.Origin != s.Origin || message.English(next.Message) != message.English(s.Message):
			return nil, next, ErrImported
		}
		return w.withFiles(w.store.NextUndo, w.store.Undo, false)(ctx)
	}
	w.push(w.replay(Undo, undo, &w.marked, &w.undone))
}

// Redo does again what was taken back, as Undo does. It never waits.
func (w *Writer) Redo() { w.push(w.redo()) }

func (w *Writer) redo() func(context.Context) Result {
	return w.replay(Redo, w.withFiles(w.store.NextRedo, w.store.Redo, true), &w.undone, &w.marked)
}

// Flush waits until all that was asked for is stored and told of.
func (w *Writer) Flush() {
	told := make(chan struct{})
	w.mu.Lock()
	if w.closed {
		w.mu.Unlock()
		<-w.done
		return
	}
	w.queue = append(w.queue, func(context.Context) { close(told) })
	w.mu.Unlock()
	w.wake.Signal()
	<-told
}

// Close stores all that was asked for and ends. What is asked for later is
// dropped.
func (w *Writer) Close() {
	w.mu.Lock()
	w.closed = true
	w.mu.Unlock()
	w.wake.Signal()
	<-w.done
}

// replay undoes or redoes a step of the catalogue, whose cursor goes from one list
// to the other.
func (w *Writer) replay(kind Kind, do Turn, from, to *[]library.ID) func(context.Context) Result {
	return func(ctx context.Context) Result {
		photos, step, err := do(ctx)
		got := Result{Kind: kind, Photos: photos, Step: step, Err: err}
		if !got.Replayed() {
			return got
		}
		if n := len(*from); n > 0 {
			got.Cursor = (*from)[n-1]
			*from = (*from)[:n-1]
		}
		*to = append(*to, got.Cursor)
		return got
	}
}

// ownOnly refuses a step that another program's sidecar gave, and names it.
func ownOnly(next func(context.Context) (library.Step, error), do Turn) Turn {
	return func(ctx context.Context) ([]library.Photo, library.Step, error) {
		step, err := next(ctx)
		if _, imported := step.Origin.Sidecar(); imported && err == nil {
			return nil, step, ErrImported
		}
		return do(ctx)
	}
}

func (w *Writer) push(job func(context.Context) Result) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return
	}
	w.queue = append(w.queue, func(ctx context.Context) { w.deliver(job(ctx)) })
	w.wake.Signal()
}

func (w *Writer) isClosed() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.closed
}

func (w *Writer) run() {
	defer close(w.done)
	for {
		w.mu.Lock()
		for len(w.queue) == 0 && !w.closed {
			w.wake.Wait()
		}
		if len(w.queue) == 0 {
			w.mu.Unlock()
			return
		}
		job := w.queue[0]
		w.queue = w.queue[1:]
		w.mu.Unlock()
		// A decision is never cancelled: closing waits for it.
		job(context.Background())
	}
}
