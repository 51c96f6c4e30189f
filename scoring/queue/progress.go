package queue

import "time"

// Progress says how far the queue is, for showing to a person.
type Progress struct {
	Done   int           // photos scored or failed, and stored
	Total  int           // photos added and not removed, Done among them
	Failed int           // of Done, those with a problem
	Rate   float64       // photos per minute over the last half minute of work, 0 while unknown
	Left   time.Duration // until all is done at this rate, 0 while unknown or when nothing is left
	Paused bool          // by Pause, or because of Err
	Idle   bool          // nothing waits, is in flight or has to be stored
	Err    error         // why the queue stopped by itself: results cannot be stored or the scorer cannot work; Resume tries again
}

// Progress gives the present state.
func (q *Queue) Progress() Progress {
	q.mu.Lock()
	defer q.mu.Unlock()
	p := Progress{
		Done:   q.order.count[settled],
		Total:  q.order.total(),
		Failed: q.order.failed,
		Rate:   q.meter.perMinute(time.Now()),
		Paused: q.stopped(),
		Idle:   q.order.left() == 0,
		Err:    q.trouble(),
	}
	if p.Rate > 0 {
		p.Left = time.Duration(float64(q.order.left()) / p.Rate * float64(time.Minute))
	}
	return p
}
