package views

import "time"

// scrubEvery is the least time between two photos while an arrow key is held: some 30
// a second.
const scrubEvery = 30 * time.Millisecond

// scrub paces a held key by what is seen: one photo a frame, and no faster than a
// person can see. What is pressed anew always counts.
type scrub struct {
	last   time.Time // when the photo was turned to
	unseen bool      // its frame has not been painted yet
}

// turned takes note of another photo; painted calls a function once that is on the
// screen.
func (s *scrub) turned(painted func(func())) {
	s.last, s.unseen = time.Now(), true
	at := s.last
	painted(func() {
		if s.last.Equal(at) {
			s.unseen = false
		}
	})
}

// mostUnseen is how long a frame is waited for. One that is not painted by then is not
// asked for again: the window may be covered.
const mostUnseen = time.Second

func (s *scrub) mayGoOn() bool {
	since := time.Since(s.last)
	return since >= scrubEvery && (!s.unseen || since > mostUnseen)
}
