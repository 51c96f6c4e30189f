package explain

import (
	"context"
	"errors"
	"sync"

	"keeplight.app/keeplight/library"
)

// Source writes explanations, one at a time, and knows when there is time for
// those that nobody asked for. scorers.List is one.
type Source interface {
	// Explain writes about a photo's score and stores what it wrote.
	Explain(ctx context.Context, p library.Photo, s library.Score, form library.ExplanationForm,
		emit func(piece string) error) (library.Explanation, error)
	// ExplainFace writes about one face of the photo, of which the model gets a
	// close-up, and stores what it wrote.
	ExplainFace(ctx context.Context, p library.Photo, s library.Score, form library.ExplanationForm, face library.Box,
		emit func(piece string) error) (library.Explanation, error)
	// Unexplained gives the photos in view whose scores nothing explains yet.
	Unexplained(ctx context.Context, form library.ExplanationForm) ([]library.Photo, []library.Score, error)
	// WaitViewScored returns nil when no photo in view is to be scored; an error
	// means not now.
	WaitViewScored(ctx context.Context) error
	// WaitViewBusy returns nil as soon as a photo in view is to be scored.
	WaitViewBusy(ctx context.Context) error
	// WaitIdle returns nil when there is nothing to score; an error means not now.
	WaitIdle(ctx context.Context) error
	// WaitBusy returns nil as soon as there is something to score.
	WaitBusy(ctx context.Context) error
}

// News is what has become of an explanation. Exactly one with Ended follows each
// that was told to wait or to begin.
type News struct {
	ID        library.ID
	Form      library.ExplanationForm
	Face      library.Box // that it is about; zero for the whole photo
	Automatic bool        // nobody asked for it
	Waits     bool        // it is written, or written again, once the photos in view are scored
	Began     bool        // the model is about to read the photo
	Piece     string      // of the text
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
	asked     *job   // that a person waits for; nil for none
	dropped   []*job // that were told to wait and are not wanted any more
	automatic bool
	form      library.ExplanationForm // of the automatic ones
	writing   *job                    // nil where nothing is
	given     map[attempt]bool        // automatic ones that ended without a text that is stored
}

type job struct {
	photo     library.Photo
	score     library.Score
	form      library.ExplanationForm
	face      library.Box // zero for the whole photo
	automatic bool
	told      bool // that it waits
	unwanted  bool // it was ended for good

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

// news is what is told of a job.
func (j *job) news() News {
	return News{ID: j.photo.ID, Form: j.form, Face: j.face, Automatic: j.automatic}
}

// New makes a desk at which nothing is written until Run. tell is called from one
// goroutine at a time and must not wait for the desk.
func New(source Source, tell func(News)) *Desk {
	return &Desk{source: source, tell: tell, wake: make(chan struct{}, 1), given: map[attempt]bool{}}
}

// Ask has an explanation written as soon as the photos in view are scored. When
// others come into view it gives way to them, and is written again afterwards. It
// replaces the last request, and of what is being written.
func (d *Desk) Ask(p library.Photo, s library.Score, form library.ExplanationForm) {
	d.ask(&job{photo: p, score: s, form: form})
}

// AskFace does the same for one face of the photo, at a box that is not empty.
func (d *Desk) AskFace(p library.Photo, s library.Score, form library.ExplanationForm, face library.Box) {
	d.ask(&job{photo: p, score: s, form: form, face: face})
}

func (d *Desk) ask(j *job) {
	d.change(func() {
		d.drop()
		d.asked = j
		d.end()
	})
}

// Stop ends what is being written, and forgets what was asked for.
func (d *Desk) Stop() {
	d.change(func() {
		d.drop()
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

// end ends what is being written for good. mu is held.
func (d *Desk) end() {
	if d.writing != nil {
		d.writing.unwanted = true
		d.writing.stop()
	}
}

// drop forgets what was asked for and did not begin. mu is held.
func (d *Desk) drop() {
	if d.asked != nil && d.asked.told {
		d.dropped = append(d.dropped, d.asked)
	}
	d.asked = nil
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
		d.tellDropped()
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
	d.mu.Unlock()
	switch {
	case asked != nil:
		return d.nextAsked(ctx, asked)
	case automatic:
		return d.nextAutomatic(ctx, form)
	}
	return nil
}

// nextAsked waits until nothing in view is to be scored.
func (d *Desk) nextAsked(ctx context.Context, j *job) *job {
	ready := d.wait(ctx, d.source.WaitViewScored, func() {
		d.mu.Lock()
		tell := d.asked == j && !j.told
		if tell {
			j.told = true
		}
		d.mu.Unlock()
		if tell {
			news := j.news()
			news.Waits = true
			d.tell(news)
		}
	})
	if !ready {
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.asked != j {
		return nil // that has woken Run
	}
	d.begin(ctx, j)
	return j
}

// nextAutomatic waits until there is nothing to score.
func (d *Desk) nextAutomatic(ctx context.Context, form library.ExplanationForm) *job {
	if !d.wait(ctx, d.source.WaitIdle, nil) {
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
