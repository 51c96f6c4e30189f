package burst

import (
	"math"
	"time"

	"keeplight.app/keeplight/library/fingerprint"
)

const (
	// turning is the time that a turn to the next frame of a panorama takes at
	// least. Frames that follow faster and shift come from a camera that follows
	// its subject.
	turning = 400 * time.Millisecond
	// longestTurn is the longest that it takes, on a tripod with a scale.
	longestTurn = 15 * time.Second

	leastPanorama = 3 // frames; two that overlap are most often another framing

	leastTurn = 0.13 // of the frame; a hand may move by a twelfth
	goodFit   = 0.5  // of what both frames show
	// turnedBetter is by how much two frames must agree better when one is moved
	// for them to be no burst.
	turnedBetter = 0.15

	exposureDrift = 2.0  // stops between frames, where exposure is not locked
	zoomDrift     = 0.04 // of the focal length
)

// turn is how one frame of a panorama follows another.
type turn struct {
	across bool // sideways, else up or down
	back   bool // to the left, or up
}

// turnOf finds how b was turned away from a; ok is false where the two are no
// neighbours in a panorama.
func turnOf(a, b *shot) (t turn, ok bool) {
	pause := likelyGap(a, b)
	isCoarse := a.coarse && b.coarse
	if pause > longestTurn || (pause < turning && !isCoarse) || a.Print == nil || b.Print == nil {
		return turn{}, false
	}
	ca, cb := &a.Photo.Capture, &b.Photo.Capture
	if math.Abs(ca.FocalLength-cb.FocalLength) > zoomDrift*ca.FocalLength || math.Abs(stops(ca)-stops(cb)) > exposureDrift {
		return turn{}, false
	}
	shift := fingerprint.Overlap(a.Print, b.Print)
	if shift.Fit < goodFit || shift.Far() < leastTurn {
		return turn{}, false
	}
	across := math.Abs(shift.X) > math.Abs(shift.Y)
	return turn{across: across, back: across && shift.X < 0 || !across && shift.Y < 0}, true
}

// isTurn is true where two frames that are somewhat alike agree far better when one
// is moved: a horizon alone makes the frames of a panorama alike.
func isTurn(a, b *shot, likeness float64) bool {
	if likeness >= 0.75 { // so alike that no shift could tell
		return false
	}
	shift := fingerprint.Overlap(a.Print, b.Print)
	return shift.Far() >= leastTurn && shift.Fit >= max(goodFit, likeness+turnedBetter)
}

// panoramas finds those among one camera's shots that are alone: frames that each
// overlap the last and go on in one direction. A row that turns back below another
// goes on with it.
func (s *shoot) panoramas(stream []int) {
	for from := 0; from < len(stream); {
		to := s.panorama(stream[from:]) + from
		if to-from >= leastPanorama {
			s.put(Panorama, stream[from:to:to])
			from = to
			continue
		}
		from++
	}
}

// panorama says how many of the shots at the start of a stream are one.
func (s *shoot) panorama(stream []int) int {
	if !s.isAlone(stream[0]) {
		return 0
	}
	var turns []turn
	for n := 1; n < len(stream); n++ {
		if !s.isAlone(stream[n]) {
			return n
		}
		t, ok := turnOf(&s.shots[stream[n-1]], &s.shots[stream[n]])
		if !ok || len(turns) == 1 && t != turns[0] || len(turns) > 1 && !continues(turns, t) {
			if len(turns) == 1 && ok {
				return 1
			}
			return n
		}
		turns = append(turns, t)
	}
	return len(stream)
}

// continues is true for a turn that goes on as the last one did, that begins another
// row, or that is the first of one.
func continues(turns []turn, next turn) bool {
	last := turns[len(turns)-1]
	return next == last || next.across != last.across || len(turns) > 1 && turns[len(turns)-2].across != last.across
}

func (s *shoot) isAlone(i int) bool {
	set := s.shots[i].set
	return set == nil || len(set.shots) == 1
}
