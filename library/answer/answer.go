package answer

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"time"
)

// ErrNone means that the system has not answered for a long time.
var ErrNone = errors.New("it does not answer")

// Folders knows which folders owe an answer. Nothing more is asked about the files of
// such a folder, so that one that is away for hours holds no more goroutines than
// asked it at first. The zero value is ready; its methods may be called from any
// goroutine.
type Folders struct {
	mu    sync.Mutex
	owing map[string]int // unanswered questions that were given up, by folder
}

// Question is one that was put to the system.
type Question struct {
	folders  *Folders
	dir      string
	answered chan struct{} // closed
	silent   chan struct{} // closed once it is given up
	timer    *time.Timer
	broke    any // what ask panicked with; read after answered

	// Under the folders' mu:
	done, late bool
}

// Owes is true for a folder that owes an answer.
func (f *Folders) Owes(folder string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.owing[folder] > 0
}

// Ask runs ask on a goroutine of its own. The question is given up where neither the
// end of ask nor a beat is heard for so long. The error is ErrNone where the path's
// folder owes an answer; then nothing is asked.
func (f *Folders) Ask(path string, limit time.Duration, ask func(beat func())) (*Question, error) {
	return f.AskOf(filepath.Dir(path), limit, ask)
}

// AskOf is Ask about a folder itself, or about several things in it and below it.
func (f *Folders) AskOf(folder string, limit time.Duration, ask func(beat func())) (*Question, error) {
	q := &Question{folders: f, dir: folder, answered: make(chan struct{}), silent: make(chan struct{})}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.owing[q.dir] > 0 {
		return nil, ErrNone
	}
	q.timer = time.AfterFunc(limit, q.giveUp)
	go func() {
		defer q.end()
		defer func() { q.broke = recover() }()
		ask(func() { q.timer.Reset(limit) })
	}()
	return q, nil
}

// Wait waits for the answer. Errors are ErrNone and the context's. A panic of what
// was asked is one of the caller.
func (q *Question) Wait(ctx context.Context) error {
	var err error
	select {
	case <-q.answered:
	case <-q.silent:
		err = ErrNone
	case <-ctx.Done():
		err = ctx.Err()
	}
	select {
	case <-q.answered: // late is better than never
		if q.broke != nil {
			panic(q.broke)
		}
		return nil
	default:
		return err
	}
}

func (q *Question) giveUp() {
	f := q.folders
	f.mu.Lock()
	defer f.mu.Unlock()
	if q.done || q.late {
		return
	}
	q.late = true
	if f.owing == nil {
		f.owing = map[string]int{}
	}
	f.owing[q.dir]++
	close(q.silent)
}

func (q *Question) end() {
	f := q.folders
	f.mu.Lock()
	defer f.mu.Unlock()
	q.timer.Stop()
	q.done = true
	if q.late {
		if f.owing[q.dir]--; f.owing[q.dir] == 0 {
			delete(f.owing, q.dir)
		}
	}
	close(q.answered)
}
