package fetch

import "time"

// Phase is what a download does at the moment.
type Phase uint8

// The phases.
const (
	Connecting Phase = iota // asking the server
	Loading                 // bytes arrive
	Waiting                 // the connection broke; it is tried again in a moment
	Checking                // the digest is computed
)

// Progress is how far a download is.
type Progress struct {
	Phase Phase
	Done  int64         // bytes that are there, or that were checked
	Size  int64         // bytes of the whole file
	Rate  float64       // bytes a second over the last moments; 0 while it is not known
	Left  time.Duration // at that rate; 0 while it is not known
}

// meter makes progress out of bytes that arrive. One goroutine uses it.
type meter struct {
	now  func() time.Time
	tell func(Progress)
	size int64

	phase  Phase
	done   int64
	told   time.Time
	window [16]mark // of the last moments, a ring
	marks  int
}

// mark is how much was there at a time.
type mark struct {
	at   time.Time
	done int64
}

const (
	tellEvery = 100 * time.Millisecond
	markEvery = 500 * time.Millisecond // with 16 marks: a rate over 8 seconds
)

// enter starts a phase with done bytes there.
func (m *meter) enter(p Phase, done int64) {
	m.phase, m.done, m.marks = p, done, 0
	m.mark(m.now())
	m.say(m.now())
}

// add counts bytes.
func (m *meter) add(n int) {
	m.done += int64(n)
	now := m.now()
	if now.Sub(m.newest().at) >= markEvery {
		m.mark(now)
	}
	if now.Sub(m.told) >= tellEvery || m.done == m.size {
		m.say(now)
	}
}

func (m *meter) mark(at time.Time) {
	m.window[m.marks%len(m.window)] = mark{at, m.done}
	m.marks++
}

func (m *meter) newest() mark { return m.window[(m.marks-1)%len(m.window)] }

func (m *meter) oldest() mark { return m.window[max(0, m.marks-len(m.window))%len(m.window)] }

func (m *meter) say(now time.Time) {
	m.told = now
	p := Progress{Phase: m.phase, Done: m.done, Size: m.size}
	from := m.oldest()
	if took := now.Sub(from.at).Seconds(); took > 0 && m.done > from.done {
		p.Rate = float64(m.done-from.done) / took
		p.Left = time.Duration(float64(m.size-m.done) / p.Rate * float64(time.Second))
	}
	m.tell(p)
}
