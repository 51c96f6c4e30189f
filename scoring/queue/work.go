package queue

import (
	"context"
	"errors"
	"fmt"
	"image"
	"runtime/debug"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring"
)

// maxStack bounds what is noted of a panic, so that a scorer that fails on
// every photo does not fill a disk.
const maxStack = 8 << 10

// work scores one photo after the other until ctx ends.
func (q *Queue) work(ctx context.Context) {
	for {
		e := q.next(ctx)
		if e == nil {
			return
		}
		score, err := q.score(ctx, &e.photo)
		if err != nil && ctx.Err() != nil {
			// The photo is not to blame; it is scored after the next start.
			q.change(func() { q.order.putBack(e) })
			return
		}
		if errors.Is(err, scoring.ErrUnavailable) {
			q.change(func() { q.scorer = err; q.order.putBack(e) })
			continue
		}
		if errors.Is(err, ErrLater) && q.putLast(e) {
			continue
		}
		q.finish(e, q.result(&e.photo, score, err))
	}
}

func (q *Queue) putLast(e *entry) (done bool) {
	q.change(func() { done = q.order.putLast(e) })
	return done
}

// next waits for a photo to score and gives nil when ctx has ended.
func (q *Queue) next(ctx context.Context) *entry {
	q.mu.Lock()
	defer q.mu.Unlock()
	for ctx.Err() == nil {
		if !q.stopped() && q.held == 0 {
			if e := q.order.take(q.cfg.AtHand()); e != nil {
				return e
			}
		}
		q.changed.Wait()
	}
	return nil
}

func (q *Queue) finish(e *entry, r Result) {
	q.change(func() {
		q.meter.mark(time.Now())
		if q.order.finish(e, &r) {
			q.unsaved = append(q.unsaved, done{e, r})
		}
	})
}

// score loads and judges one photo. A panic becomes an error of this photo.
func (q *Queue) score(ctx context.Context, p *library.Photo) (score library.Score, err error) {
	defer func() {
		if v := recover(); v != nil {
			stack := debug.Stack()
			q.cfg.Log(fmt.Sprintf("scoring %s panicked: %v\n%s", library.Display(p.Path), v, stack[:min(len(stack), maxStack)]))
			err = message.NewError(message.ScorerBroke, message.Text("error", fmt.Sprint(v)))
		}
	}()
	preview, err := q.cfg.Load(ctx, p)
	if err != nil {
		return library.Score{}, err
	}
	return q.judge(ctx, p, preview)
}

func (q *Queue) judge(ctx context.Context, p *library.Photo, preview *image.RGBA) (library.Score, error) {
	score, err := scoring.Score(ctx, q.cfg.Scorer, &scoring.Subject{Photo: *p, Preview: preview})
	if err != nil {
		return library.Score{}, err
	}
	if err := checkScore(&score); err != nil {
		return library.Score{}, err
	}
	return score, nil
}

func (q *Queue) result(p *library.Photo, score library.Score, err error) Result {
	r := Result{ID: p.ID, By: q.by, Hash: p.Hash}
	if err != nil {
		r.Problem, r.Passing = library.MessageOf(err), errors.Is(err, ErrNotNow)
	} else {
		r.Score = &score
	}
	return r
}
