package burst

import (
	"math"
	"time"

	"keeplight.app/keeplight/library/fingerprint"
)

const (
	// longest is the pause after which photos are never one burst, however alike:
	// who raises the camera again looks again.
	longest = 8 * time.Second

	// blind is the pause up to which photos are one burst as long as nobody knows
	// what they show: the slowest drives, and short enough not to turn around in.
	blind = time.Second
)

// gap is the pause between the end of one exposure and the next shot, on clocks of
// whole seconds the shortest that it can have been.
func gap(a, b *shot) time.Duration {
	pause := b.at - a.at - max(a.exposure, b.exposure)
	if a.coarse && b.coarse {
		pause -= time.Second
	}
	return max(pause, 0)
}

// likelyGap is what gap is on average: a clock of whole seconds hides up to one.
func likelyGap(a, b *shot) time.Duration {
	return max(b.at-a.at-max(a.exposure, b.exposure), 0)
}

// asked is the likeness from which two photos of one camera with such a pause are
// taken for the same scene. Nobody turns to another scene within a fraction of a
// second, so that little is asked there, no more than what a person who runs through
// the frame leaves; with each doubling of the pause another scene becomes likelier.
func asked(pause time.Duration) float64 {
	const (
		quick  = 400 * time.Millisecond // the slowest drive that cameras call continuous
		least  = 0.22
		double = 0.08
	)
	if pause <= quick {
		return least
	}
	return least + double*math.Log2(float64(pause)/float64(quick))
}

// likeness says by how much two shots are more alike than is asked of them; ok is
// false where they are not. a was taken first.
func likeness(a, b *shot) (surplus float64, ok bool) {
	pause := gap(a, b)
	switch {
	case pause > longest:
		return 0, false
	case a.Print == nil || b.Print == nil:
		return 0, pause <= blind
	}
	likely := likelyGap(a, b)
	found := fingerprint.Likeness(a.Print, b.Print)
	surplus = found - asked(likely)
	if surplus < 0 {
		return surplus, false
	}
	if likely >= turning && isTurn(a, b, found) {
		return 0, false
	}
	return surplus, true
}
