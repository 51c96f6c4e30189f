package burst

import "slices"

const (
	// opened is how many series of one camera may go on at a time: of two bodies
	// that write no serial number, or of a scene between two others.
	opened = 3
	// back is how many frames at a series' end a new one is compared with: one
	// of them may be black, or three stops darker.
	back = 3
	// clear is by how much more than asked a frame is like another for no closer one to
	// be looked for.
	clear = 0.4
)

// chain finds the bursts and brackets of one camera: each shot goes to the series of
// like shots that has its like at the end.
func (s *shoot) chain(stream []int) {
	var series [][]int
	var open []int // of series, the one that was added to last at the end
	for _, i := range stream {
		best, most := -1, 0.0
		for k, at := range slices.Backward(open) {
			if best >= 0 && most >= clear {
				break
			}
			if surplus, ok := s.fits(series[at], i); ok && (best < 0 || surplus > most) {
				best, most = k, surplus
			}
		}
		if best < 0 {
			series = append(series, []int{i})
			if len(open) == opened {
				open = slices.Delete(open, 0, 1)
			}
			open = append(open, len(series)-1)
			continue
		}
		s.shots[i].weak = most < weak
		at := open[best]
		series[at] = append(series[at], i)
		open = append(slices.Delete(open, best, best+1), at)
	}
	for _, all := range series {
		for _, part := range s.untangle(all) {
			for _, run := range s.byPace(part) {
				s.divide(run)
			}
		}
	}
}

// fits says by how much a shot is like the end of a series.
func (s *shoot) fits(series []int, i int) (surplus float64, ok bool) {
	for n := range min(back, len(series)) {
		if ok && surplus >= clear {
			break
		}
		j := series[len(series)-1-n]
		if more, fits := likeness(&s.shots[j], &s.shots[i]); fits && (!ok || more > surplus) {
			surplus, ok = more, true
		}
	}
	return surplus, ok
}

// divide makes the sets of one run of like shots: its brackets, and bursts of what
// stands before, between and after them.
func (s *shoot) divide(run []int) {
	rest := 0
	flush := func(to int) {
		if to > rest {
			kind := Burst
			if s.isFocusBracket(run[rest:to]) {
				kind = FocusBracket
			}
			s.put(kind, run[rest:to:to])
		}
	}
	for i := 0; i < len(run); {
		n := s.exposureBracket(run[i:])
		if n == 0 {
			i++
			continue
		}
		flush(i)
		s.put(ExposureBracket, run[i:i+n:i+n])
		i += n
		rest = i
	}
	flush(len(run))
}
