package explain

import (
	"context"
	"errors"
	"sync"
	"time"

	"keeplight.app/keeplight/library"
)

// soon is how long a wait may take before anybody is told of it.
const soon = 100 * time.Millisecond

// wait waits until the source is ready. It is false where something else changed
// meanwhile, which is then to be looked at first. late, which may be nil, is called
// when it takes longer than a moment.
func (d *Desk) wait(ctx context.Context, ready func(context.Context) error, late func()) bool {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	waited := make(chan error, 1)
	go func() { waited <- ready(ctx) }()
	timer := time.NewTimer(soon)
	defer timer.Stop()
	for {
		select {
		case err := <-waited:
			return err == nil
		case <-timer.C:
			if late != nil {
				late()
			}
		case <-d.wake:
			d.change(func() {}) // it is for Run
			cancel()
			<-waited
			return false
		}
	}
}

// write has one explanation written and tells of it.
func (d *Desk) write(j *job) {
	defer j.stop()
	news := j.news()
	began := news
	began.Began = true
	d.tell(began)
	moreImportant := d.watch(j)
	e, err := d.explain(j, func(piece string) error {
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
	gaveWay := moreImportant() && errors.Is(news.Err, context.Canceled)
	d.tell(d.written(j, news, gaveWay))
}

// explain has the source write.
func (d *Desk) explain(j *job, emit func(piece string) error) (library.Explanation, error) {
	if j.face != (library.Box{}) {
		return d.source.ExplainFace(j.ctx, j.photo, j.score, j.form, j.face, emit)
	}
	return d.source.Explain(j.ctx, j.photo, j.score, j.form, emit)
}

// watch stops a job when something more important is to be scored. The function
// that it gives waits for the watching to end, and says whether that was so.
func (d *Desk) watch(j *job) (seen func() bool) {
	busy := d.source.WaitViewBusy
	if j.automatic {
		busy = d.source.WaitBusy
	}
	var watching sync.WaitGroup
	stopped := false
	watching.Go(func() {
		if busy(j.ctx) == nil && j.ctx.Err() == nil {
			stopped = true
			j.stop()
		}
	})
	return func() bool { watching.Wait(); return stopped }
}

// written says what has become of a job. What a person asked for and what gave way
// is asked for again.
func (d *Desk) written(j *job, news News, gaveWay bool) News {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.writing = nil
	switch {
	case j.automatic:
		if !news.GaveWay() && news.Written.End != library.Whole {
			d.given[j.attempt()] = true
		}
	case gaveWay && !j.unwanted && d.asked == nil:
		d.asked = &job{photo: j.photo, score: j.score, form: j.form, face: j.face, told: true}
		again := d.asked.news()
		again.Waits = true
		return again
	}
	return news
}

// tellDropped ends what waited and is not wanted any more.
func (d *Desk) tellDropped() {
	d.mu.Lock()
	dropped := d.dropped
	d.dropped = nil
	d.mu.Unlock()
	for _, j := range dropped {
		news := j.news()
		news.Ended, news.Err, news.Written.End = true, context.Canceled, library.Stopped
		d.tell(news)
	}
}
