package queue

import (
	"context"
	"errors"
	"fmt"
	"image"
	"runtime"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

// ErrNotNow marks an error of Config.Load that may be gone when the photo is
// added again, such as a drive that is not there. Its problem is reported but
// not stored, so that the photo is tried again.
var ErrNotNow = errors.New("not possible right now")

// ErrLater marks an error of Config.Load after which the photo is tried again by
// itself once no other waits. It is an ErrNotNow.
var ErrLater = fmt.Errorf("%w but later", ErrNotNow)

// Config says what a Queue works with.
type Config struct {
	// Scorer judges the photos.
	Scorer scoring.Scorer
	// Load gives the preview that the scorer sees, as scoring.Subject wants
	// it. It is called from several goroutines at once. Its error's text is
	// for people: it says what happened and what to do.
	Load func(ctx context.Context, p *library.Photo) (*image.RGBA, error)
	// Save stores results for good. It is called from one goroutine at a
	// time, also after Run's context has ended, for what was finished by
	// then. After an error the queue is paused and keeps the results.
	Save func(ctx context.Context, results []Result) error
	// Done hears of results that have been saved. It is called from one
	// goroutine at a time and must not wait for the queue. It may be nil.
	Done func(results []Result)
	// Rank says how soon a photo is worth scoring, when it is added. It is
	// called while the queue is locked. Nil ranks all the same.
	Rank func(p *library.Photo) Rank
	// AtHand gives what is true for a photo that Load gives at a lower cost now
	// than later, which goes before others of its rank; nil while there is no such
	// photo, so that none is looked for among thousands. Both are called while the
	// queue is locked. Nil knows of none.
	AtHand func() func(p *library.Photo) bool
	// Workers is how many photos are in flight at once; 0 is one per CPU.
	Workers int
	// Log takes notes for a developer, such as the stack of a scorer that
	// panicked. It may be nil.
	Log func(note string)
}

func (c Config) withDefaults() Config {
	if c.Workers <= 0 {
		c.Workers = runtime.NumCPU()
	}
	if c.Rank == nil {
		c.Rank = func(*library.Photo) Rank { return Rest }
	}
	if c.AtHand == nil {
		c.AtHand = func() func(*library.Photo) bool { return nil }
	}
	if c.Done == nil {
		c.Done = func([]Result) {}
	}
	if c.Log == nil {
		c.Log = func(string) {}
	}
	return c
}

// Result is what came of scoring one photo: a score or a problem.
type Result struct {
	ID      library.ID
	By      string          // the key of the scorer's provenance
	Hash    library.Hash    // of the image data that was asked for
	Score   *library.Score  // nil when there is a problem
	Problem library.Message // for people: what happened and what to do; zero when all is well
	Passing bool            // the problem may be gone when the photo is added again, so it is not stored
}
