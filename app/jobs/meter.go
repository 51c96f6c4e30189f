package jobs

import (
	"sync"
	"time"
)

// markEvery is how often the meter remembers how much was done; with all its marks
// the rate is that of the last eight seconds.
const markEvery = 500 * time.Millisecond

// meter adds rate and time left to a job's progress and passes on no more of it
// than TellEvery allows.
type meter struct {
	kind Kind
	now  func() time.Time
	tell func(Progress)

	mu     sync.Mutex
	marks  []mark // the oldest first
	last   Progress
	told   time.Time
	untold bool // last was not told of
}

// mark is how much was done at a time.
type mark struct {
	at   time.Time
	done int64
}

const maxMarks = 16

// add takes in progress.
func (m *meter) add(p Progress) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	p.Kind = m.kind
	m.measure(&p, now)
	news := p.Phase != m.last.Phase || p.Total != m.last.Total
	m.last, m.untold = p, true
	if news || now.Sub(m.told) >= TellEvery || p.Total > 0 && p.Done >= p.Total {
		m.told, m.untold = now, false
		m.tell(p)
	}
}

// measure fills in rate and time left where the job knows none.
func (m *meter) measure(p *Progress, now time.Time) {
	if p.Done < m.last.Done || p.Phase != m.last.Phase {
		m.marks = nil // something else is counted now
	}
	if n := len(m.marks); n == 0 || now.Sub(m.marks[n-1].at) >= markEvery {
		m.marks = append(m.marks, mark{now, p.Done})
		m.marks = m.marks[max(0, len(m.marks)-maxMarks):]
	}
	if p.Rate > 0 || p.Phase != Working {
		return
	}
	from := m.marks[0]
	if took := now.Sub(from.at).Seconds(); took > 0 && p.Done > from.done {
		p.Rate = float64(p.Done-from.done) / took
		p.Left = max(0, time.Duration(float64(p.Total-p.Done)/p.Rate*float64(time.Second)))
	}
}

// flush tells of the last progress, where it was not told of.
func (m *meter) flush() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.untold {
		m.untold = false
		m.tell(m.last)
	}
}
