package scorers

import (
	"context"
	"errors"
)

// Start lets the scorers work, also those that come later, until ctx ends. In a
// catalogue that is open for reading only it starts nothing.
func (l *List) Start(ctx context.Context) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.running = ctx
	for _, e := range l.entries {
		l.start(e)
	}
}

// start lets a scorer work while the list does. mu is held.
func (l *List) start(e *entry) {
	if l.o.Catalog.ReadOnly() {
		return
	}
	ctx, stop := context.WithCancel(l.running)
	ended := make(chan error, 1)
	e.stop, e.ended = stop, ended
	go func() { ended <- e.queue.Run(ctx) }()
}

// Stop waits for the scorers, once the context of Start has ended. The error is
// that of results which could not be stored.
func (l *List) Stop() error {
	l.mu.Lock()
	l.running = nil
	l.mu.Unlock()
	var errs []error
	for _, e := range l.all() {
		errs = append(errs, e.end())
	}
	return errors.Join(errs...)
}

// Wait waits until the scorers have stored everything. An end of ctx is no error;
// a scorer that stopped by itself is.
func (l *List) Wait(ctx context.Context) error {
	if l.o.Catalog.ReadOnly() {
		return nil
	}
	for _, e := range l.all() {
		err := e.queue.Wait(ctx)
		if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Close ends what is being explained and waits for it. Call it after Stop.
func (l *List) Close() {
	for _, e := range l.all() {
		e.endExplaining()
	}
}
