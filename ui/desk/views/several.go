package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/compare"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/means"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/session"
)

// SeveralNeeds is what the views of several photos ask of others.
type SeveralNeeds struct {
	Session  *session.Session
	Desk     *desk.Desk
	Notices  *desk.Notices
	Draw     func(func()) // runs a function on fyne's goroutine after the present work
	Pictures Pictures
	Seen     func([]library.ID) // hears which photos are looked at
	Busy     func(bool)         // hears while a photo is being decoded; nil tells nobody
	Stacks   Stacks             // nil where nobody knows which photos belong together
	Do       func(command.ID)   // carries out a command, as its key does
	Unflag   command.ID         // takes a flag away
	Mouse    Mouse
	Looking  Looking // nil draws nothing over the photos
	Faces    Faces   // nil shows none below them
}

// several is what compare and survey have in common: panes beside each other that
// zoom and move together, of which one has the keys, and words about how their photos
// differ. The session's cursor is on the photo that has the keys meanwhile; what was
// selected stays so.
type several struct {
	SeveralNeeds
	pool   *pool
	link   *pane.Link
	board  *compare.Board
	seats  []*seat // those in front show ids
	ids    []library.ID
	coming []library.ID // those that are likely to follow
	focus  int          // place in ids
	kept   session.Selection
	hidden bool // the panel is
	alone  bool // nothing but the photos is to be seen
	scrub  scrub
	chosen int // of the panel's references
	keeps  means.Keepers

	name  func(i int) title   // of the photo in a pane
	these func() []library.ID // those that are compared, in panes or still to come
	tell  func()              // writes what the view says of the photos
	line  func()              // writes the line above the panes
}

// title is what a photo is called in its pane.
type title struct {
	letter, role string
	place        int // 0 and 1 are the first and the second photo of the chart, else -1
}

// seat is one pane and what reads for it.
type seat struct {
	cell *compare.Cell
	pane *pane.Pane
	read *pane.Seat
	used bool // it shows a photo
	turn library.Rotation
}

func newSeveral(n SeveralNeeds, p *pool, pairs bool) *several {
	s := &several{SeveralNeeds: n, pool: p, link: pane.NewLink(), board: compare.NewBoard(pairs), keeps: means.Keepers{Session: n.Session}}
	s.board.Panel().OnAgainst = func(i int) {
		s.chosen = i
		s.tell()
	}
	return s
}

// Object is the panes with what is said of them.
func (s *several) Object() fyne.CanvasObject { return s.board }

// Close ends what reads photos and waits for it. It may be called from any goroutine,
// and again.
func (s *several) Close() { s.pool.Close() }

// Targets is the photo that has the keys.
func (s *several) Targets() []library.ID {
	if s.focus < len(s.ids) {
		return []library.ID{s.ids[s.focus]}
	}
	return nil
}

// Selects is false: what is selected is not to be seen.
func (s *several) Selects() bool { return false }

// Step is one photo in every direction.
func (s *several) Step() (row, screen int) { return 1, 1 }

// enter takes note of where the person comes from.
func (s *several) enter() {
	s.kept, s.focus, s.chosen = s.Session.Selection.Snapshot(), 0, 0
	s.keeps.Changed()
	s.link = pane.NewLink()
}

// leave lets go of all pixels. The selection is as it was; so is the cursor where the
// person goes back, else it is on the photo that had the keys.
func (s *several) leave(back bool) {
	focused := s.Targets()
	s.Session.Selection.Return(s.kept, &s.Session.Sequence)
	if !back && len(focused) > 0 {
		s.Session.Selection.Look(focused[0], &s.Session.Sequence)
	}
	for _, seat := range s.seats {
		seat.used = false
		seat.pane.Unlink()
		seat.pane.Clear()
		facesOf(s, seat, nil)
		if s.Looking != nil {
			s.Looking.Forget(seat.pane)
		}
	}
}

// show puts photos into the panes; coming are those that are likely to follow.
func (s *several) show(ids, coming []library.ID) {
	s.ids, s.coming = ids, coming
	s.focus = max(0, min(s.focus, len(ids)-1))
	for len(s.seats) < len(ids) {
		s.addSeat()
	}
	cells, shapes := make([]*compare.Cell, len(ids)), make([]float64, len(ids))
	for i, seat := range s.seats {
		if i >= len(ids) {
			seat.used = false
			seat.pane.Unlink()
			seat.pane.Clear()
			facesOf(s, seat, nil)
			continue
		}
		p := s.Session.Photo(ids[i])
		if p == nil {
			continue
		}
		cells[i] = seat.cell
		if w, h := p.ShownSize(); h > 0 {
			shapes[i] = float64(w) / float64(h)
		}
		if !seat.used {
			seat.used = true
			seat.pane.Join(s.link)
		}
		quick, _ := s.Pictures.Peek(p)
		if shapes[i] == 0 && quick != nil {
			w, h := p.Rotation.Size(quick.Rect.Dx(), quick.Rect.Dy())
			shapes[i] = float64(w) / float64(h)
		}
		seat.turn = p.Rotation
		facesOf(s, seat, p)
		if seat.pane.ShowPhoto(*p, photosOf(s.Session, coming), quick) {
			s.scrub.turned(seat.pane.AfterPaint)
		}
	}
	s.board.SetCells(cells, shapes)
	s.look()
}

// photosOf gives those of the photos that can be read.
func photosOf(s *session.Session, ids []library.ID) []library.Photo {
	var all []library.Photo
	for _, id := range ids {
		if p := s.Photo(id); p != nil && p.Problem.IsZero() {
			all = append(all, *p)
		}
	}
	return all
}

// isTurned is true where a photo was turned since the panes were laid out: it has
// another shape now.
func isTurned(s *several) bool {
	for i, id := range s.ids {
		if p := s.Session.Photo(id); p != nil && p.Rotation != s.seats[i].turn {
			return true
		}
	}
	return false
}

// look has the photo with the focus be the session's current one, and read first.
func (s *several) look() {
	if s.focus >= len(s.ids) {
		return
	}
	s.Session.Selection.Look(s.ids[s.focus], &s.Session.Sequence)
	s.pool.Prefer(s.seats[s.focus].read)
	first := []library.ID{s.ids[s.focus]}
	s.Seen(append(first, slices.DeleteFunc(slices.Clone(s.ids), func(id library.ID) bool { return id == first[0] })...))
}

func (s *several) addSeat() {
	seat := &seat{}
	seat.read = s.pool.Seat(func(got pane.Loaded) {
		s.Desk.PostUrgent(func() change.Set { seat.pane.Deliver(got); return change.None })
	})
	seat.pane = pane.New(seat.read, s.Draw)
	seat.cell = compare.NewCell(seat.pane, s.Draw)
	i := len(s.seats)
	if s.Looking != nil {
		seat.pane.Overlay = s.Looking.Watch(seat.pane, func() { s.paneChanged(i) })
	}
	seat.pane.OnChange = func() { s.paneChanged(i) }
	seat.cell.OnFocus = func() { s.press(i) }
	seat.pane.OnMenu = func(at fyne.Position) {
		s.press(i)
		s.Mouse.menuOf(s.Session, at)
	}
	s.seats = append(s.seats, seat)
	marksBy(s, i)
	if s.Faces != nil {
		seat.cell.SetBelow(s.Faces.Strip(seat.pane, func() { s.press(i) }, seat.cell.Refresh))
	}
}

// facesOf turns the close-ups below a seat to a photo; nil is none.
func facesOf(s *several, on *seat, p *library.Photo) {
	if s.Faces != nil {
		s.Faces.Show(on.pane, p)
	}
}

// marksBy has the mouse's buttons of a pane mark its photo, which gets the keys by that.
func marksBy(s *several, i int) {
	m := s.Mouse.inLoupe(func() library.ID { return s.ids[i] })
	s.seats[i].cell.Buttons(
		func(f library.Flag) { s.press(i); m.OnFlag(f) },
		func(n library.Rating) { s.press(i); m.OnRate(n) },
		func(l library.Label) { s.press(i); m.OnLabel(l) },
	)
}

// setFocus gives the keys to the photo in a pane.
func (s *several) setFocus(i int) change.Set {
	if i < 0 || i >= len(s.ids) {
		return change.None
	}
	s.focus = i
	s.look()
	s.tell()
	return change.Tiles | change.Cursor
}

// press is setFocus for the mouse. It is done at once, so that a key that follows
// means this photo; the rest of the window hears of it a moment later.
func (s *several) press(i int) {
	if changed := s.setFocus(i); changed != change.None {
		s.Desk.Post(func() change.Set { return changed })
	}
}

// follow gives the keys to the photo on which the cursor was put elsewhere, as undo
// does; not where it left a photo that the filter hides now.
func (s *several) follow() {
	if s.focus >= len(s.ids) || s.Session.Place(s.ids[s.focus]) < 0 {
		return
	}
	if i := slices.Index(s.ids, s.Session.Cursor()); i >= 0 {
		s.focus = i
	}
}

// stackInstead goes on from the photos that are shown to another one, of another stack:
// what was selected before is not any more.
func (s *several) stackInstead(id library.ID) {
	s.leave(false)
	s.Session.MoveTo(s.Session.Place(id))
	s.link.Fit()
}

// isKnown is true for a photo that can still be shown.
func (s *several) isKnown(id library.ID) bool {
	p := s.Session.Photo(id)
	return p != nil && !p.Missing
}
