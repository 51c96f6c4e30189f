package session

import (
	"maps"
	"slices"

	"keeplight.app/keeplight/library"
)

// Selection is where the cursor stands and which photos are selected with it.
// A mark acts on the selected photos, or on the cursor's alone when there are
// none or only that one is seen; never on what the mouse hovers over.
type Selection struct {
	Cursor library.ID

	anchor library.ID // where a range began
	held   bool       // the person put the cursor where it is
	chosen map[library.ID]bool
}

// Has is true for a photo that is selected beside the cursor.
func (s *Selection) Has(id library.ID) bool { return s.chosen[id] }

// Count is how many photos are selected, 0 when only the cursor stands.
func (s *Selection) Count() int { return len(s.chosen) }

// Hold keeps the cursor on its photo when the grid is sorted. Until then the
// first photo has it.
func (s *Selection) Hold() { s.held = s.Cursor != 0 }

// Held is false while nobody has put the cursor anywhere.
func (s *Selection) Held() bool { return s.held }

// Clear leaves only the cursor.
func (s *Selection) Clear() { s.chosen = nil; s.anchor = s.Cursor }

// Targets gives the photos that a mark acts on where all are seen, in the order in which they are
// shown.
func (s *Session) Targets() []library.ID {
	sel := &s.Selection
	if sel.Cursor == 0 {
		return nil
	}
	if len(sel.chosen) == 0 {
		return []library.ID{sel.Cursor}
	}
	out := make([]library.ID, 0, len(sel.chosen))
	for id := range sel.chosen {
		out = append(out, id)
	}
	slices.SortFunc(out, func(a, b library.ID) int { return s.place[a] - s.place[b] })
	return out
}

// MoveTo puts the cursor on the photo at place i, held within what is shown,
// and drops the selection. It says whether the cursor moved.
func (s *Session) MoveTo(i int) bool {
	old := s.Selection.Cursor
	s.Selection.Cursor = s.At(max(0, min(i, len(s.shown)-1)))
	s.Selection.Clear()
	s.Selection.Hold()
	return s.Selection.Cursor != old
}

// Move moves the cursor by so many places.
func (s *Session) Move(by int) bool {
	return s.MoveTo(s.Place(s.Selection.Cursor) + by)
}

// ExtendTo moves the cursor to place i and selects everything from where the
// range began.
func (s *Session) ExtendTo(i int) {
	if len(s.shown) == 0 {
		return
	}
	sel := &s.Selection
	i = max(0, min(i, len(s.shown)-1))
	from, ok := s.place[sel.anchor]
	if !ok {
		from = i
		sel.anchor = s.shown[i]
	}
	sel.Cursor = s.shown[i]
	sel.Hold()
	sel.chosen = map[library.ID]bool{}
	for j := min(from, i); j <= max(from, i); j++ {
		sel.chosen[s.shown[j]] = true
	}
}

// Toggle adds the photo at place i to the selection or takes it out, and puts
// the cursor on it.
func (s *Session) Toggle(i int) {
	id := s.At(i)
	if id == 0 {
		return
	}
	sel := &s.Selection
	if sel.chosen == nil {
		sel.chosen = map[library.ID]bool{}
		if sel.Cursor != 0 && sel.Cursor != id {
			sel.chosen[sel.Cursor] = true
		}
	}
	if sel.chosen[id] {
		delete(sel.chosen, id)
	} else {
		sel.chosen[id] = true
	}
	sel.Cursor, sel.anchor = id, id
	sel.Hold()
}

// SelectAll selects every photo shown.
func (s *Session) SelectAll() {
	s.Selection.chosen = make(map[library.ID]bool, len(s.shown))
	for _, id := range s.shown {
		s.Selection.chosen[id] = true
	}
}

func (s *Selection) drop(id library.ID) {
	delete(s.chosen, id)
	if len(s.chosen) == 0 {
		s.chosen = nil
	}
}

func (s *Selection) keepOnly(shown map[library.ID]int) {
	for id := range s.chosen {
		if _, ok := shown[id]; !ok {
			s.drop(id)
		}
	}
}

// Snapshot gives the cursor and the selection as they are now, for Return.
func (s *Selection) Snapshot() Selection {
	kept := *s
	kept.chosen = maps.Clone(s.chosen)
	return kept
}

// Return puts cursor and selection back to what they were, as far as a sequence
// still shows their photos.
func (s *Selection) Return(to Selection, shown *Sequence) {
	if shown.Place(to.Cursor) < 0 {
		to.Cursor, to.held = s.Cursor, s.held
	}
	if shown.Place(to.anchor) < 0 {
		to.anchor = to.Cursor
	}
	*s = to
	s.keepOnly(shown.place)
}

// Look puts the cursor on a photo that a sequence shows and leaves the selection as
// it is; a photo that is not shown leaves the cursor where it is.
func (s *Selection) Look(id library.ID, shown *Sequence) {
	if shown.Place(id) >= 0 {
		s.Cursor = id
		s.Hold()
	}
}
