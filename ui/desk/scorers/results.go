package scorers

import (
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/scoring/queue"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/session"
)

// Scored takes in what scorers said of photos.
func (s *Scorers) Scored(results []queue.Result) (changed change.Set) {
	for _, r := range results {
		by, known := s.List.Of(r.By)
		switch {
		case !known:
			continue // a model that was taken away meanwhile
		case r.Score != nil:
			session.TakeScore(s.Session, by, r.ID, r.Score)
		default:
			s.Session.SetProblem(by, r.ID, r.Problem)
		}
		if by != scorers.BuiltIn {
			s.Rescored()
		}
		changed |= change.Tiles | change.Counts | change.Status | change.If(r.ID == s.Session.Cursor(), change.Cursor)
	}
	return changed
}

// Earlier takes in what earlier versions of scorers said of photos.
func (s *Scorers) Earlier(scores []scorers.Earlier) change.Set {
	for _, e := range scores {
		s.Session.SetEarlier(e.Of, e.Photo, *e.Score)
	}
	return change.If(len(scores) > 0, change.Marked)
}
