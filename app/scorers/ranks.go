package scorers

import (
	"math"
	"sync"
	"time"

	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/queue"
)

// BurstGap is the longest time between two frames of a burst, which one camera took,
// as long as nobody knows better.
const BurstGap = 2 * time.Second

// ranks knows which photos a slow scorer should look at first: those that the
// person will have to compare with each other, then those that the measuring
// puts so near the middle of the shoot, by its own standard deviation, that it
// cannot say which half they belong to. Clear cases can wait.
type ranks struct {
	mu        sync.Mutex
	groups    *stacks.Grouping // nil while nobody knows which photos belong together
	taken     map[shutter][]frame
	seenOnce  map[library.ID]bool
	burst     map[library.ID]bool
	uncertain map[library.ID]bool
	measured  tally
}

// fewest is how many values it takes to speak of their middle.
const fewest = 8

// tally counts overall values in steps of a tenth.
type tally struct {
	steps [101]int
	all   int
}

func (t *tally) add(mean float64) {
	t.steps[int(min(max(mean*10, 0), 100))]++
	t.all++
}

// median is within a tenth of the values' median, 0 without any.
func (t *tally) median() float64 {
	below := 0
	for i, n := range t.steps {
		if below += n; 2*below >= t.all {
			return (float64(i) + 0.5) / 10
		}
	}
	return 0
}

// shutter is by what and roughly when a photo was taken, in steps of BurstGap.
type shutter struct {
	camera string
	step   int64
}

// frame is a photo and when it was taken.
type frame struct {
	id library.ID
	at time.Time
}

func newRanks() ranks {
	return ranks{
		taken: map[shutter][]frame{}, seenOnce: map[library.ID]bool{},
		burst: map[library.ID]bool{}, uncertain: map[library.ID]bool{},
	}
}

// isOfBurst is true for a photo that has to be compared with others.
func (r *ranks) isOfBurst(id library.ID) bool {
	if r.groups != nil {
		if g, _ := r.groups.Of(id); g != nil {
			return g.Kind.IsChoice()
		}
	}
	return r.burst[id]
}

// of is a photo's rank by what is known so far.
func (r *ranks) of(p *library.Photo) queue.Rank {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.isOfBurst(p.ID):
		return queue.Burst
	case r.uncertain[p.ID]:
		return queue.Uncertain
	}
	return queue.Rest
}

// seen takes in photos and gives those that turn out to be of a burst, which may
// have been seen before. Photos whose camera wrote no time are of none.
func (r *ranks) seen(photos []library.Photo) (burst []library.ID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range photos {
		p := &photos[i]
		if r.seenOnce[p.ID] || p.Capture.Time.IsZero() {
			continue
		}
		r.seenOnce[p.ID] = true
		f := frame{p.ID, p.Capture.Time}
		step := f.at.UnixNano() / int64(BurstGap)
		for _, near := range []int64{step - 1, step, step + 1} {
			for _, other := range r.taken[shutter{p.Capture.Camera, near}] {
				if other.at.Sub(f.at).Abs() <= BurstGap {
					burst = append(append(burst, r.mark(other.id)...), r.mark(f.id)...)
				}
			}
		}
		key := shutter{p.Capture.Camera, step}
		r.taken[key] = append(r.taken[key], f)
	}
	return burst
}

func (r *ranks) mark(id library.ID) []library.ID {
	if r.burst[id] || r.groups != nil && r.groups.Place(id) >= 0 {
		return nil
	}
	r.burst[id] = true
	return []library.ID{id}
}

// judged takes in the first scorer's results and gives the photos that it cannot
// put into either half.
func (r *ranks) judged(results []queue.Result, by string) (uncertain []library.ID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, res := range results {
		if res.By != by || res.Score == nil || !res.Score.Overall.Known {
			continue
		}
		v := res.Score.Overall
		r.measured.add(v.Mean)
		near := r.measured.all >= fewest && math.Abs(v.Mean-r.measured.median()) <= v.SD
		if r.uncertain[res.ID] = near; near {
			uncertain = append(uncertain, res.ID)
		}
	}
	return uncertain
}

// Grouped takes in which photos belong together: the frames of a burst are scored
// sooner by the scorers after the first one.
func (l *List) Grouped(g *stacks.Grouping) {
	l.ranks.mu.Lock()
	l.ranks.groups = g
	l.ranks.mu.Unlock()
	all := l.all()
	if len(all) < 2 {
		return
	}
	var ids []library.ID
	for i := range g.Groups {
		if g.Groups[i].Kind.IsChoice() {
			for _, m := range g.Groups[i].Members {
				ids = append(ids, m.ID)
			}
		}
	}
	for _, e := range all[1:] {
		e.queue.Promote(ids, queue.Burst)
	}
}

// rank has the scorers after the first one score sooner what photos and results
// show to be worth it.
func (l *List) rank(photos []library.Photo, results []queue.Result) {
	burst := l.ranks.seen(photos)
	all := l.all()
	if len(all) == 0 {
		return
	}
	uncertain := l.ranks.judged(results, all[0].key)
	for _, e := range all[1:] {
		e.queue.Promote(burst, queue.Burst)
		e.queue.Promote(uncertain, queue.Uncertain)
	}
}
