package folders

import (
	"time"

	"keeplight.app/keeplight/ui/change"
)

const (
	// settleShare is how many times as long as putting the grid in order the next time
	// waits at least: a very large shoot is not sorted for every event while it loads.
	settleShare = 8
	// settleScores is the least time between two orders by nothing but new scores: what
	// is looked at must not run away while a shoot is scored.
	settleScores = 2 * time.Second
	// settleSoon lets news come together that come one after the other.
	settleSoon = 100 * time.Millisecond
)

// settling puts the grid in order by itself while folders are freshly open and nobody
// has touched the window. After that nothing moves by itself.
type settling struct {
	from    int  // how often the window had been touched when the folders were opened
	restore bool // the cursor goes where it was left, for nothing was shown before
	at      time.Time
	took    time.Duration
	planned bool // a later order is already on its way
	more    bool // of what is known of a folder, more is on its way
}

func (f *Folders) touched() bool { return f.Touches() > f.settling.from }

// Settles is true while the grid puts itself in order, so that nobody has to be asked.
// What waits then is taken in a moment, whoever brought it.
func (f *Folders) Settles() bool {
	if f.touched() || f.Session.Waiting().Renewed {
		return false
	}
	f.settleLater(settleSoon)
	return true
}

// settle puts the grid in order, or plans to. What a new version of a scorer would put
// in another order waits for the person all the same.
func (f *Folders) settle() change.Set {
	s, waiting := &f.settling, f.Session.Waiting()
	if f.touched() || !waiting.Any() || waiting.Renewed || s.more {
		return change.None
	}
	pause := settleShare * s.took
	if waiting.Photos == 0 && waiting.Moved == 0 && !s.at.IsZero() {
		pause = max(pause, settleScores)
	}
	if wait := pause - time.Since(s.at); wait > 0 {
		f.settleLater(wait)
		return change.None
	}
	start := time.Now()
	f.Session.Resort()
	f.RestoreCursor()
	s.at = time.Now()
	s.took = s.at.Sub(start)
	return change.Order
}

func (f *Folders) settleLater(wait time.Duration) {
	if f.settling.planned {
		return
	}
	f.settling.planned = true
	f.Desk.PostAfter(wait, func() change.Set {
		f.settling.planned = false
		return f.settle()
	})
}
