package standing

import (
	"context"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/lowpriority"
	"keeplight.app/keeplight/scoring/calibration"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/session"
)

const (
	// countEvery is the least time between two counts of the shoot.
	countEvery = time.Second
	// countShare is how many times as long as a count the next one waits at least: a
	// very large shoot must not be counted all the time while scores come.
	countShare = 20
	// readEvery is the least time between two readings of the library, which changes
	// little beside its size.
	readEvery = 30 * time.Second
)

// Needs is what the controller asks of others.
type Needs struct {
	Session *session.Session
	Desk    *desk.Desk
	Notices *desk.Notices
	Store   scorers.Overalls
	Chosen  *settings.Scorers
}

// Standing knows the photos' places, counted away from fyne's goroutine, to which
// everything else of it belongs.
type Standing struct {
	Needs
	shoot   *shoot
	library map[string]*calibration.Tally // by the provenance's key

	counted   int              // the session's revision that shoot was counted of
	grouping  *stacks.Grouping // and by which groups
	countedAt time.Time
	took      time.Duration // of the last count
	readAt    time.Time
	busy      bool // a count is under way
	planned   bool // a later count is already on its way
}

// New gives a controller that has counted nothing.
func New(n Needs) *Standing {
	return &Standing{Needs: n, shoot: &shoot{}, library: map[string]*calibration.Tally{}, counted: -1}
}

// Changed counts anew where scores or photos have come since, at most every
// countEvery. It never waits. What nobody sees, such as the first of a folder's known
// photos, is counted with what is shown: counting would take time from reading the others.
func (s *Standing) Changed(changed change.Set) {
	if changed == change.Unseen || s.busy || s.planned || s.Session.Revision() == s.counted && s.Session.Stacks.Grouping() == s.grouping {
		return
	}
	if wait := max(countEvery, countShare*s.took) - time.Since(s.countedAt); wait > 0 {
		s.planned = true
		s.Desk.PostAfter(wait, func() change.Set {
			s.planned = false
			s.Changed(change.All)
			return change.None
		})
		return
	}
	s.count()
}

// count takes what the session knows and has it counted.
func (s *Standing) count() {
	s.busy, s.counted, s.countedAt = true, s.Session.Revision(), time.Now()
	s.grouping = s.Session.Stacks.Grouping()
	shots, makers := s.shots()
	read := map[string]bool{} // keys to look up in the library
	again := time.Since(s.readAt) > readEvery
	for _, by := range makers {
		if key := by.Key(); again || s.library[key] == nil {
			read[key] = true
		}
	}
	if len(read) > 0 {
		s.readAt = time.Now()
	}
	s.Desk.Go(func(ctx context.Context) {
		lowpriority.Thread()
		start := time.Now()
		counted := countShoot(shots)
		took := time.Since(start)
		library := s.readLibrary(ctx, read)
		s.Desk.Post(func() change.Set {
			s.busy, s.shoot, s.took = false, counted, took
			for key, tally := range library {
				s.library[key] = tally
			}
			s.Changed(change.All) // what has come meanwhile
			return change.Tiles | change.Cursor
		})
	})
}

// shots gives what is to be counted, and who made the scores, by version.
func (s *Standing) shots() (shots []shot, makers map[string]library.Provenance) {
	makers = map[string]library.Provenance{}
	s.Session.EachScore(func(p *library.Photo, score, earlier *library.Score) {
		for _, given := range []*library.Score{score, earlier} {
			if given == nil || !given.Overall.Known {
				continue
			}
			if _, known := makers[given.By.Version]; !known {
				makers[given.By.Version] = given.By
			}
			x := shot{
				id: p.ID, camera: p.Capture.Camera, at: p.Capture.Time,
				overall: given.Overall, clarity: given.Values[library.Clarity], version: given.By.Version,
			}
			x.grouped, x.group = s.burstOf(p.ID)
			shots = append(shots, x)
		}
	})
	return shots, makers
}

// burstOf gives the burst of a photo, 0 for one of none; known is false for a photo of
// which that is not known.
func (s *Standing) burstOf(id library.ID) (known bool, burst library.ID) {
	if s.grouping == nil {
		return false, 0
	}
	g, _ := s.grouping.Of(id)
	switch {
	case g == nil:
		return false, 0
	case g.Kind.IsChoice():
		return true, g.ID()
	}
	return true, 0
}

// readLibrary counts the overall values under each key. One that cannot be read is
// left out.
func (s *Standing) readLibrary(ctx context.Context, keys map[string]bool) map[string]*calibration.Tally {
	all := map[string]*calibration.Tally{}
	for key := range keys {
		tally, err := scorers.LibraryTally(ctx, s.Store, key)
		if err != nil {
			s.Desk.Log(err.Error())
			continue
		}
		all[key] = tally
	}
	return all
}
