package reconcile

import (
	"slices"

	"keeplight.app/keeplight/library"
)

// job is one file to read.
type job struct {
	id    library.ID
	path  string
	fresh bool // appeared or changed while we watched: it may still be growing
	again bool // it was read before, see Facts.Again
}

// queue orders the files that wait to be read: those that the person sees,
// then the rest as they came. Only the run's loop touches it.
type queue struct {
	jobs  map[library.ID]job
	first []library.ID // may name photos that are yet to be found
	order []library.ID // may name jobs that were taken or dropped
}

func newQueue() *queue { return &queue{jobs: map[library.ID]job{}} }

func (q *queue) add(j job) {
	if _, there := q.jobs[j.id]; !there {
		q.order = append(q.order, j.id)
	}
	q.jobs[j.id] = j
}

func (q *queue) drop(id library.ID) { delete(q.jobs, id) }

func (q *queue) prefer(ids []library.ID) { q.first = slices.Clone(ids) }

// next gives the job that should be read next without taking it out.
func (q *queue) next() (job, bool) {
	for _, id := range q.first {
		if j, ok := q.jobs[id]; ok {
			return j, true
		}
	}
	for len(q.order) > 0 {
		if j, ok := q.jobs[q.order[0]]; ok {
			return j, true
		}
		q.order = q.order[1:]
	}
	return job{}, false
}
