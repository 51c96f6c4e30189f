package session

import (
	"cmp"
	"maps"
	"slices"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
)

// renewal is what earlier versions of a scorer said of the photos, while the present
// one scores them again. It is over, and forgotten, when that has come to all.
type renewal struct {
	earlier map[library.ID]*library.Score
	pending map[library.ID]bool // those of them that are there and still to be scored again
}

func newRenewal() renewal {
	return renewal{earlier: map[library.ID]*library.Score{}, pending: map[library.ID]bool{}}
}

func (r *renewal) drop(id library.ID) {
	delete(r.earlier, id)
	delete(r.pending, id)
}

// SetEarlier takes in what an earlier version of a scorer said of a photo's present
// pixels. It is shown until the present version has said something, and sorted and
// filtered by until that has scored all photos.
func (s *Session) SetEarlier(by scorers.ID, id library.ID, score library.Score) {
	p := s.photos[id]
	if p == nil || score.Hash != p.Hash {
		return
	}
	s.revision++
	o := s.of(by)
	o.earlier[id] = &score
	if o.raw[id] == nil && o.problems[id].IsZero() && !p.Missing {
		o.pending[id] = true
	}
}

// settle ends a renewal that has come to all photos whose files are there. The grid
// then waits to be put in order by the new scores.
func (s *Session) settle(by scorers.ID) {
	o := s.of(by)
	if len(o.earlier) == 0 || len(o.pending) > 0 {
		return
	}
	n := 0
	for id := range o.earlier {
		if o.raw[id] != nil {
			n++
		}
	}
	o.renewal = newRenewal()
	s.revision++
	if by == s.chosen && s.scoresMatter() && n > 0 {
		s.waiting.Scores += n
		s.waiting.Renewed = true
	}
}

func (s *Session) settleAll() {
	for by := range s.said {
		s.settle(by)
	}
}

// notAwaited says that no scorer can score a photo again, since its file is gone.
func (s *Scores) notAwaited(id library.ID) {
	for _, o := range s.said {
		delete(o.pending, id)
	}
}

// Renewing is true while the chosen scorer scores photos again that an earlier
// version of it has scored.
func (s *Scores) Renewing() bool { return len(s.of(s.chosen).earlier) > 0 }

// IsEarlier is true for a photo that is shown with the score of an earlier version
// of the chosen scorer.
func (s *Scores) IsEarlier(id library.ID) bool {
	o := s.of(s.chosen)
	return o.shown[id] == nil && o.earlier[id] != nil
}

// ranked is the score that a photo is sorted and filtered by: while the photos are
// scored again, the earlier one.
func (o *opinions) ranked(id library.ID) *library.Score {
	if len(o.earlier) > 0 {
		if earlier := o.earlier[id]; earlier != nil {
			return earlier
		}
	}
	return o.shown[id]
}

// moves is true where what is known of a photo now puts it elsewhere: its capture facts
// come after its row, and until then the file's time stands in for the camera's.
func (s *Session) moves(old, now *library.Photo) bool {
	if s.order.By == query.ByName {
		return old.Name() != now.Name()
	}
	// The others are ordered by time where their values are equal, as all are that have
	// no stars or no score.
	byTime := s.order.By == query.ByTime || s.order.By == query.ByRating || s.of(s.chosen).ranked(now.ID) == nil
	return byTime && !old.Taken().Equal(now.Taken())
}

// sorted puts items in order. Scores of different versions cannot be compared: while
// there are several, the photos of the version with most of them come first.
func (s *Session) sorted(items []query.Item) []query.Item {
	if !s.Renewing() || !s.orderedByScores() {
		query.Sort(items, s.order)
		return items
	}
	groups := map[string][]query.Item{}
	var last []query.Item // photos that no version has scored
	for _, it := range items {
		if it.Score == nil {
			last = append(last, it)
			continue
		}
		version := it.Score.By.Version
		groups[version] = append(groups[version], it)
	}
	versions := slices.SortedFunc(maps.Keys(groups), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(groups[b]), len(groups[a])), cmp.Compare(a, b))
	})
	sorted := items[:0:0]
	for _, v := range versions {
		query.Sort(groups[v], s.order)
		sorted = append(sorted, groups[v]...)
	}
	query.Sort(last, s.order)
	return append(sorted, last...)
}
