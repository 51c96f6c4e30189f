package explain

import (
	"context"
	"errors"
	"sync"

	"keeplight/library"
)

// Source writes explanations, one at a time, and knows when there is time for
// those that nobody asked for. studio.Studio is one.
type Source interface {
	// Explain writes about a photo's score and stores what it wrote.
	Explain(ctx context.Context, p library.Photo, s library.Score, form library.ExplanationForm,
		emit func(piece string) error) (library.Explanation, error)
	// Unexplained gives the photos in view whose scores nothing explains yet.
	Unexplained(ctx context.Context, form library.ExplanationForm) ([]library.Photo, []library.Score, error)
	// WaitIdle returns nil when there is nothing to score; an error means not now.
	WaitIdle(ctx context.Context) error
	// WaitBusy returns nil as soon as there is something to score.
	WaitBusy(ctx context.Context) error
}

// News is what has become of an explanation. Exactly one with Ended follows those
// with pieces.
type News struct {
	ID        library.ID
	Form      library.ExplanationForm
	Automatic bool   // nobody asked for it
	Began     bool   // the model is about to look at the photo
	Piece     string // of the text
	Ended     bool
	// Written is what was written, when it has ended. It may have no text.
	Written library.Explanation
	Err     error // why it is not whole, for people; nil at its end and at a limit
}

// GaveWay is true for an automatic explanation that ended because something else
// was more important.
func (n *News) GaveWay() bool { return n.Automatic && errors.Is(n.Err, context.Canceled) }

// Desk has one explanation written at a time. Its methods may be called from any
// goroutine and do not wait, Run apart.
type Desk struct {
	source Source
	tell   func(News)
	wake   chan struct{} // holds one token when something below changed

	mu        sync.Mutex
	asked     *job // that a person waits for; nil for none
	automatic bool
	form      library.ExplanationForm // of the automatic ones
	writing   *job                    // nil where nothing is
	given     map[attempt]bool        // automatic ones that ended without a text that is stored
}

type job struct {
	photo     library.Photo
	score     library.Score
	form      library.ExplanationForm
	automatic bool

	ctx  context.Context // ends when it is not wanted any more
	stop context.CancelFunc
}

// attempt is what is not tried again by itself.
type attempt struct {
	hash library.Hash
	key  string
	form library.ExplanationForm
}

func (j *job) attempt() attempt { return attempt{j.photo.Hash, j.score.By.Key(), j.form} }

// New makes a desk at which nothing is written until Run. tell is called from one
// goroutine at a time and must not wait for the desk.
func New(source Source, tell func(News)) *Desk {
	return &Desk{source: source, tell: tell, wake: make(chan struct{}, 1), given: map[attempt]bool{}}
}

// Ask has an explanation written as soon as the model has finished the photo at
// which it looks. It takes the place of the last wish, and of what is being
// written.
func (d *Desk) Ask(p library.Photo, s library.Score, form library.ExplanationForm) {
	d.change(func() {
		d.asked = &job{photo: p, score: s, form: form}
		d.end()
	})
}

// Stop ends what is being written, and forgets what was asked for.
func (d *Desk) Stop() {
	d.change(func() {
		d.asked = nil
		if d.writing != nil && d.writing.automatic {
			d.given[d.writing.attempt()] = true // the person did not want it
		}
		d.end()
	})
}

// Automatic says whether photos in view are explained while there is nothing to
// score, and in which form.
func (d *Desk) Automatic(on bool, form library.ExplanationForm) {
	d.change(func() {
		d.automatic, d.form = on, form
		if d.writing != nil && d.writing.automatic && (!on || d.writing.form != form) {
			d.end()
		}
	})
}

// LookAgain says that other photos are in view, or that there are new scores.
func (d *Desk) LookAgain() { d.change(func() {}) }

// end ends what is being written. mu is held.
func (d *Desk) end() {
	if d.writing != nil {
		d.writing.stop()
	}
}

func (d *Desk) change(f func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f()
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// Run writes until ctx ends.
func (d *Desk) Run(ctx context.Context) {
	for ctx.Err() == nil {
		if j := d.next(ctx); j != nil {
			d.write(j)
			continue
		}
		select {
		case <-ctx.Done():
		case <-d.wake:
		}
	}
}

// next gives what a person asked for, else the first of the photos in view that
// may be written now; nil where there is nothing to do until something changes.
func (d *Desk) next(ctx context.Context) *job {
	d.mu.Lock()
	asked, automatic, form := d.asked, d.automatic, d.form
	if asked != nil {
		d.begin(ctx, asked)
	}
	d.mu.Unlock()
	if asked != nil || !automatic {
		return asked
	}
	if !d.idle(ctx) {
		return nil
	}
	photos, scores, err := d.source.Unexplained(ctx, form)
	if err != nil {
		return nil // the catalogue's own trouble is told where it is worked with
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.asked != nil || !d.automatic || d.form != form {
		return nil // that has woken Run
	}
	for i := range photos {
		j := &job{photo: photos[i], score: scores[i], form: form, automatic: true}
		if !d.given[j.attempt()] {
			d.begin(ctx, j)
			return j
		}
	}
	return nil
}

// begin makes a job the one that is being written, so that it can be stopped. mu
// is held.
func (d *Desk) begin(ctx context.Context, j *job) {
	j.ctx, j.stop = context.WithCancel(ctx)
	d.asked, d.writing = nil, j
}

// idle waits until there is nothing to score. It is false where something else
// changed meanwhile, which is then to be looked at first.
func (d *Desk) idle(ctx context.Context) bool {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	waited := make(chan error, 1)
	go func() { waited <- d.source.WaitIdle(ctx) }()
	select {
	case err := <-waited:
		return err == nil
	case <-d.wake:
		d.change(func() {}) // it is for Run
		cancel()
		<-waited
		return false
	}
}

// write has one explanation written and tells of it.
func (d *Desk) write(j *job) {
	defer j.stop()
	var watching sync.WaitGroup
	if j.automatic {
		watching.Go(func() {
			if d.source.WaitBusy(j.ctx) == nil {
				j.stop()
			}
		})
	}
	news := News{ID: j.photo.ID, Form: j.form, Automatic: j.automatic}
	began := news
	began.Began = true
	d.tell(began)
	e, err := d.source.Explain(j.ctx, j.photo, j.score, j.form, func(piece string) error {
		some := news
		some.Piece = piece
		d.tell(some)
		return nil
	})
	news.Ended, news.Written, news.Err = true, e, err
	if err != nil && j.ctx.Err() != nil {
		news.Err = j.ctx.Err()
	}
	j.stop()
	watching.Wait()
	d.mu.Lock()
	d.writing = nil
	if j.automatic && !news.GaveWay() && e.End != library.Whole {
		d.given[j.attempt()] = true
	}
	d.mu.Unlock()
	d.tell(news)
}
