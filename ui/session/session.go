package session

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
)

// Session is what the window knows of the open folders: every photo, what each
// scorer said of it, and which of them are shown in which order.
//
// The order never changes by itself. Photos that arrive are appended, photos
// whose file went away are taken out, and new scores wait until Resort.
type Session struct {
	Known
	Scores
	Sequence
	Arrangement

	waiting Waiting

	Selection Selection
	Stacks    *Stacking // how the grid puts the photos into cells
}

// NewSession gives an empty session that shows everything, best overall first.
func NewSession() *Session {
	s := &Session{
		Known: newKnown(), Scores: newScores(), Sequence: newSequence(), Arrangement: newArrangement(),
	}
	s.Stacks = newStacking(s)
	return s
}

// Put takes in new and changed photos. New ones that match the filter are
// appended; a photo that has gone missing is taken out of the view but stays
// known, and comes back to its place when its file returns.
func (s *Session) Put(photos []library.Photo) {
	s.revision++
	gone := map[library.ID]bool{}
	if len(photos) > manyAtOnce {
		// So many that come back at once are put to the end: a place for each
		// would take a pass for each.
		clear(s.left)
	}
	for i := range photos {
		p := photos[i]
		old, known := s.photos[p.ID]
		if known {
			moves := s.moves(old, &p)
			if old.Hash != p.Hash && p.Hash != "" {
				// Other pixels: what was said of the old ones no longer holds.
				for _, o := range s.said {
					o.outdated(p.ID, p.Hash)
				}
			}
			s.replace(old, p)
			if _, shown := s.place[p.ID]; shown && moves {
				s.waiting.Moved++
			}
		} else {
			s.add(&p)
		}
		if p.Missing {
			s.notAwaited(p.ID)
		}
		_, isShown := s.place[p.ID]
		switch {
		case p.Missing && !s.filter.ShowMissing:
			gone[p.ID] = true
		case !isShown && s.matches(p.ID):
			s.bring(p.ID)
		}
	}
	s.hide(gone)
	s.settleAll()
}

// SetMissing marks photos whose file is gone and takes them out of the view.
func (s *Session) SetMissing(ids []library.ID) {
	s.revision++
	hidden := map[library.ID]bool{}
	for _, id := range ids {
		if p := s.photos[id]; p != nil {
			gone := *p
			gone.Missing = true
			s.replace(p, gone)
			s.notAwaited(id)
			hidden[id] = !s.filter.ShowMissing
		}
	}
	s.hide(hidden)
	s.settleAll()
}

// Forget drops photos that no longer belong to an open folder.
func (s *Session) Forget(drop func(*library.Photo) bool) {
	s.revision++
	gone := map[library.ID]bool{}
	for id, p := range s.photos {
		if drop(p) {
			gone[id] = true
		}
	}
	s.hide(gone)
	for id := range gone {
		delete(s.left, id)
		s.forget(id)
		for _, o := range s.said {
			o.drop(id)
		}
	}
	s.settleAll()
}

// Cursor is the photo that keys act on, or 0 when nothing is shown.
func (s *Session) Cursor() library.ID { return s.Selection.Cursor }

// Current gives the photo that keys act on, or nil.
func (s *Session) Current() *library.Photo { return s.photos[s.Selection.Cursor] }

// Decided takes in photos whose decision was stored, or that an undo or a redo
// changed. Those that the filter no longer shows, or whose files went away, leave
// the view; a cursor that stood on one goes to the next.
func (s *Session) Decided(photos []library.Photo) {
	gone := map[library.ID]bool{}
	for i := range photos {
		id := photos[i].ID
		p := s.photos[id]
		if p == nil {
			continue
		}
		// What was read from the file meanwhile may be newer here, so only what a
		// step changes is taken over.
		stored := &photos[i]
		now := *p
		now.Decision, now.Rotation, now.Metadata, now.Missing = stored.Decision, stored.Rotation, stored.Metadata, stored.Missing
		s.replace(p, now)
		if !s.matches(id) {
			gone[id] = true
		} else if _, shown := s.place[id]; !shown {
			// An undo brings back a photo that its mark had hidden.
			s.bring(id)
		}
	}
	s.hide(gone)
	s.Stacks.decided(photos)
}

// Photos gives the known photos whose file is there and that keep wants, in
// order of their path.
func (s *Session) Photos(keep func(*library.Photo) bool) []library.Photo {
	items := s.items(func(p *library.Photo) bool { return !p.Missing && keep(p) })
	query.Sort(items, query.Order{By: query.ByName})
	out := make([]library.Photo, len(items))
	for i, it := range items {
		out[i] = *it.Photo
	}
	return out
}

// items gives the known photos that keep wants, those that are shown first and in their
// order: what is nearly in order is sorted in no time.
func (s *Session) items(keep func(*library.Photo) bool) []query.Item {
	items := make([]query.Item, 0, len(s.photos))
	read := s.newReader()
	for _, id := range s.shown {
		if p := s.photos[id]; p != nil && keep(p) {
			items = append(items, read.item(p))
		}
	}
	if len(s.shown) == len(s.photos) {
		return items
	}
	for id, p := range s.photos {
		if _, shown := s.place[id]; !shown && keep(p) {
			items = append(items, read.item(p))
		}
	}
	return items
}

// Item gives a known photo with what it is sorted and filtered by.
func (s *Session) Item(id library.ID) query.Item {
	read := s.newReader()
	return read.item(s.photos[id])
}
