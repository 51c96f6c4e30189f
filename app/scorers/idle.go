package scorers

import (
	"context"
	"errors"

	"keeplight.app/keeplight/scoring/queue"
)

// errPaused says that scoring is paused, and with it whatever nobody asked for.
var errPaused = errors.New("scoring is paused")

// explaining gives the queue of the scorer that explains, nil where none does.
func (l *List) explaining() *queue.Queue {
	if e := l.explainer(""); e != nil {
		return e.queue
	}
	return nil
}

// WaitIdle returns nil when the scorer that explains has nothing to score and is
// not paused, so that it may write what nobody asked for. Errors: ErrNoExplainer,
// why it cannot score, or the context's.
func (l *List) WaitIdle(ctx context.Context) error {
	q := l.explaining()
	if q == nil {
		return ErrNoExplainer
	}
	if err := q.Wait(ctx); err != nil {
		return err
	}
	if q.Progress().Paused {
		return errPaused
	}
	return nil
}

// WaitBusy returns nil as soon as the scorer that explains has something to score,
// and at once where none explains. The error is the context's.
func (l *List) WaitBusy(ctx context.Context) error {
	q := l.explaining()
	if q == nil {
		return nil
	}
	return q.WaitForWork(ctx)
}

// WaitViewScored returns nil when the scorer that explains has scored what is in
// view or scores nothing now, so that what a person asks for delays nothing that
// they look at. The error is the context's.
func (l *List) WaitViewScored(ctx context.Context) error {
	if q := l.explaining(); q != nil {
		return q.WaitForView(ctx, false)
	}
	return ctx.Err()
}

// WaitViewBusy returns nil as soon as the scorer that explains has something in
// view to score. The error is the context's.
func (l *List) WaitViewBusy(ctx context.Context) error {
	if q := l.explaining(); q != nil {
		return q.WaitForView(ctx, true)
	}
	<-ctx.Done()
	return ctx.Err()
}
