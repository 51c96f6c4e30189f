package queue

import "time"

// rateWindow is how much working time the rate looks back on: long enough to
// even out slow photos, short enough to follow a machine that gets busy.
const rateWindow = 30 * time.Second

// meter counts finished photos against working time. Time in which the queue is
// paused or has nothing to do does not count.
type meter struct {
	worked time.Duration // up to since
	since  time.Time     // when the present stretch of work began
	on     bool
	marks  []time.Duration // working time at which photos were finished, within rateWindow
}

// run starts or stops the clock.
func (m *meter) run(on bool, now time.Time) {
	if m.on == on {
		return
	}
	m.worked = m.elapsed(now)
	m.since, m.on = now, on
}

func (m *meter) elapsed(now time.Time) time.Duration {
	if !m.on {
		return m.worked
	}
	return m.worked + now.Sub(m.since)
}

// mark notes one finished photo.
func (m *meter) mark(now time.Time) {
	t := m.elapsed(now)
	m.forget(t)
	m.marks = append(m.marks, t)
}

func (m *meter) forget(t time.Duration) {
	n := 0
	for n < len(m.marks) && m.marks[n] < t-rateWindow {
		n++
	}
	m.marks = m.marks[n:]
}

// perMinute is the recent rate, 0 while nothing is known.
func (m *meter) perMinute(now time.Time) float64 {
	t := m.elapsed(now)
	m.forget(t)
	span := min(t, rateWindow)
	if span <= 0 {
		return 0
	}
	return float64(len(m.marks)) / span.Minutes()
}
