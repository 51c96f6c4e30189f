package session

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
)

// Waiting counts what has arrived since the grid was last put in order.
type Waiting struct {
	Scores int // photos whose new score could change their place
	Photos int // photos appended at the end
	Moved  int // photos whose capture time or name became another one

	Renewed bool // the scores are those of a new version, which has scored all photos
	Groups  bool // photos would be stacked in another way; only Stacking.Wait changes this
}

// Any is true when putting the grid in order again could change it. Groups that wait
// are not meant: they have to be taken as well.
func (w Waiting) Any() bool { return w.Scores > 0 || w.Photos > 0 || w.Moved > 0 }

// manyAtOnce is how many photos may come back to their places one by one.
const manyAtOnce = 500

// Waiting counts what has arrived since the grid was last put in order.
func (s *Session) Waiting() Waiting { return s.waiting }

// SetFilter shows only the photos that match, in the present order.
func (s *Session) SetFilter(f query.Filter) {
	s.filter = f
	s.suspended = false
	s.Resort()
}

// SetOrder sorts the grid.
func (s *Session) SetOrder(o query.Order) {
	s.order = o
	s.Resort()
}

// SuspendFilter shows everything without forgetting the filter, or brings the
// filter back, and says which it did.
func (s *Session) SuspendFilter() (suspended bool) {
	s.suspended = !s.suspended
	s.Resort()
	return s.suspended
}

// Resort filters and sorts anew. The cursor stays on its photo, or goes to the
// nearest one that is still shown. One that nobody has put anywhere goes to the
// first photo: whoever sorts a shoot that was just opened wants to see the best.
func (s *Session) Resort() {
	at := s.Place(s.Selection.Cursor)
	before := s.shown
	f := s.filterInForce()
	items := f.Select(s.items(func(p *library.Photo) bool { return f.ShowMissing || !p.Missing }))
	items = s.sorted(items)
	if g := s.Stacks.inForce(); g != nil {
		g.KeepTogether(items, s.order)
	}
	ids := make([]library.ID, len(items))
	for i, it := range items {
		ids[i] = it.Photo.ID
	}
	s.Sequence.arrange(ids)
	s.waiting = Waiting{Groups: s.waiting.Groups}
	s.Stacks.resorted()
	s.Selection.keepOnly(s.place)
	if s.Selection.held {
		s.settleCursor(before, at)
		return
	}
	s.Selection.Cursor = s.At(0)
	s.Selection.anchor = s.Selection.Cursor
}

func (s *Session) matches(id library.ID) bool {
	p := s.photos[id]
	if p.Missing && !s.filter.ShowMissing {
		return false
	}
	f := s.filterInForce()
	return f.Match(s.Item(id))
}

// bring shows a photo: where it stood if it was taken out, else at the end. The
// others keep their order.
func (s *Session) bring(id library.ID) {
	if atEnd := s.insert(id); atEnd {
		s.waiting.Photos++
	}
	s.Stacks.stale = true
	if s.Selection.Cursor == 0 {
		s.Selection.Cursor, s.Selection.anchor, s.Selection.held = id, id, false
	}
}

// hide takes photos out of the view in one pass; the others keep their order. A
// cursor that stood on one goes to the next that is still shown.
func (s *Session) hide(gone map[library.ID]bool) {
	if len(gone) == 0 {
		return
	}
	next := s.remove(gone, s.Place(s.Selection.Cursor))
	s.Stacks.stale = true
	for id := range gone {
		if gone[id] {
			s.Selection.drop(id)
		}
	}
	if gone[s.Selection.Cursor] {
		s.Selection.Cursor = s.At(min(next, s.Len()-1))
		s.Selection.anchor = s.Selection.Cursor
	}
}

// settleCursor puts the cursor on its old photo, else on the first photo after
// its old place that is still shown, else before it.
func (s *Session) settleCursor(before []library.ID, at int) {
	sel := &s.Selection
	if _, ok := s.place[sel.Cursor]; ok {
		return
	}
	sel.Cursor = 0
	if at >= 0 {
		for _, id := range before[at:] {
			if _, ok := s.place[id]; ok {
				sel.Cursor = id
				break
			}
		}
		for i := at - 1; i >= 0 && sel.Cursor == 0; i-- {
			if _, ok := s.place[before[i]]; ok {
				sel.Cursor = before[i]
			}
		}
	}
	if sel.Cursor == 0 {
		sel.Cursor = s.At(0)
	}
	sel.anchor = sel.Cursor
}
