package queue

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Results are saved together, because each save waits for the disk: when
// maxBatch have gathered, or when the oldest has waited for maxWait, or when
// nothing else is on its way.
const (
	maxBatch = 32
	maxWait  = 250 * time.Millisecond
)

// saveAll saves results until ended is closed, then what is left, also when it
// failed before. A finished score is not thrown away because somebody said
// stop, so saving does not heed the context's end.
func (q *Queue) saveAll(ctx context.Context, ended <-chan struct{}) error {
	ctx = context.WithoutCancel(ctx)
	for q.waitForResults(ended) {
		// The error pauses the queue and is shown in Progress.
		_ = q.saveBatch(ctx)
	}
	for q.hasUnsaved() {
		if err := q.saveBatch(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (q *Queue) hasUnsaved() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.unsaved) > 0
}

// waitForResults waits for a batch that is worth saving. It reports false when
// ended is closed.
func (q *Queue) waitForResults(ended <-chan struct{}) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	isEnded := func() bool {
		select {
		case <-ended:
			return true
		default:
			return false
		}
	}
	for (len(q.unsaved) == 0 || q.saveErr != nil) && !isEnded() {
		q.changed.Wait()
	}
	late := false
	timer := time.AfterFunc(maxWait, func() { q.change(func() { late = true }) })
	defer timer.Stop()
	for !late && !isEnded() && !q.isFullBatch() {
		q.changed.Wait()
	}
	return !isEnded()
}

// isFullBatch is true when waiting would gather no more.
func (q *Queue) isFullBatch() bool {
	coming := q.order.count[inFlight]
	if !q.stopped() {
		coming += q.order.count[waiting]
	}
	return len(q.unsaved) >= maxBatch || coming == 0
}

// saveBatch saves and reports up to maxBatch results. When they cannot be
// saved they are kept and the queue stops.
func (q *Queue) saveBatch(ctx context.Context) error {
	batch := q.batch()
	if len(batch) == 0 {
		return nil
	}
	results := make([]Result, len(batch))
	for i, d := range batch {
		results[i] = d.result
	}
	if err := q.cfg.Save(ctx, results); err != nil {
		err = fmt.Errorf("storing scores: %w", err)
		q.change(func() { q.saveErr = err })
		return err
	}
	q.cfg.Done(results)
	q.change(func() {
		q.unsaved = q.unsaved[len(batch):]
		for _, d := range batch {
			q.order.settle(d.entry)
		}
	})
	return nil
}

// batch gives the oldest unsaved results, and drops those whose photos have
// been removed or have changed since. Only the saving goroutine takes from the
// head of unsaved, so the batch stays there until it is saved.
func (q *Queue) batch() []done {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.unsaved = slices.DeleteFunc(q.unsaved, func(d done) bool { return !q.order.wanted(d.entry) })
	return q.unsaved[:min(len(q.unsaved), maxBatch)]
}
