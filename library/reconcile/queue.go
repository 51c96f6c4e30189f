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

	unseen bool // nothing is known of it: its head is worth reading first
	head   bool // only that is to be read now
}

// queue orders the files that wait to be read: those that the person sees, then the
// heads of all, then the rest as they came. Only the run's loop touches it.
type queue struct {
	jobs  map[library.ID]job
	first []library.ID // may name photos that are yet to be found
	heads []library.ID // may name jobs whose heads were read, or that were taken or dropped
	order []library.ID // may name jobs that were taken or dropped
}

func newQueue() *queue { return &queue{jobs: map[library.ID]job{}} }

func (q *queue) add(j job) {
	if _, there := q.jobs[j.id]; !there {
		q.order = append(q.order, j.id)
	}
	if j.unseen {
		q.heads = append(q.heads, j.id)
	}
	q.jobs[j.id] = j
}

func (q *queue) drop(id library.ID) { delete(q.jobs, id) }

func (q *queue) has(id library.ID) bool {
	_, there := q.jobs[id]
	return there
}

// take notes that a job was handed out. One for a head leaves the rest of its file
// to be read.
func (q *queue) take(j job) {
	if !j.head {
		q.drop(j.id)
		return
	}
	j.unseen, j.head = false, false
	q.jobs[j.id] = j
}

func (q *queue) prefer(ids []library.ID) { q.first = slices.Clone(ids) }

// nextSeen gives the job of what the person sees that should be done next without
// taking it out.
func (q *queue) nextSeen() (job, bool) {
	if j, ok := q.nextHead(q.first); ok {
		return j, true
	}
	for _, id := range q.first {
		if j, ok := q.jobs[id]; ok {
			return j, true
		}
	}
	return job{}, false
}

// next gives the job that should be done next without taking it out.
func (q *queue) next() (job, bool) {
	if j, ok := q.nextSeen(); ok {
		return j, true
	}
	for len(q.heads) > 0 {
		if j, ok := q.nextHead(q.heads[:1]); ok {
			return j, true
		}
		q.heads = q.heads[1:]
	}
	for len(q.order) > 0 {
		if j, ok := q.jobs[q.order[0]]; ok {
			return j, true
		}
		q.order = q.order[1:]
	}
	return job{}, false
}

// nextHead gives the first of some photos whose head should be read.
func (q *queue) nextHead(ids []library.ID) (job, bool) {
	if len(q.jobs) <= fewJobs {
		return job{}, false
	}
	for _, id := range ids {
		if j, ok := q.jobs[id]; ok && j.unseen {
			j.head = true
			return j, true
		}
	}
	return job{}, false
}
