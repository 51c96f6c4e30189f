package views

import (
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/session"
)

// Switcher knows all views and which one is in front. The first view is the one
// that the others go back to. It belongs to fyne's goroutine.
type Switcher struct {
	session *session.Session
	views   []View
	current View
	trail   []View // those that Esc goes back to, the last one first to be left for
}

// NewSwitcher gives a switcher with the first of the views in front.
func NewSwitcher(s *session.Session, views ...View) *Switcher {
	return &Switcher{session: s, views: views, current: views[0]}
}

// Views gives all views in their order.
func (s *Switcher) Views() []View { return s.views }

// Current is the view in front.
func (s *Switcher) Current() View { return s.current }

// IsCurrent is true for the ID of the view in front.
func (s *Switcher) IsCurrent(id command.ID) bool { return s.current.ID() == id }

// Home is true while the first view is in front.
func (s *Switcher) Home() bool { return s.current == s.views[0] }

// Go brings a view to the front; one that shows a single photo only where there is
// one. An unknown ID changes nothing.
func (s *Switcher) Go(id command.ID) change.Set {
	for i, v := range s.views {
		if v.ID() != id || (i > 0 && s.session.Current() == nil) {
			continue
		}
		from := s.current
		if at := slices.Index(s.trail, v); at >= 0 {
			s.trail = s.trail[:at]
		} else if v != from {
			s.trail = append(s.trail, from)
		}
		if i == 0 {
			s.trail = nil
		}
		s.bring(v, false)
		return change.All
	}
	return change.None
}

// bring puts a view in front of the others; back is true where the person returns to
// it by Esc.
func (s *Switcher) bring(v View, back bool) {
	from := s.current
	if left, ok := from.(beside); ok {
		left.leave(back || v == from)
	}
	s.current = v
	switch entered := v.(type) {
	case beside:
		entered.enter(from, back)
	case *Loupe:
		entered.cameFrom(from)
	}
}

// Restore brings the loupe to the front, or the first view, without a change to be
// shown: for a start, and where there are no photos any more.
func (s *Switcher) Restore(loupe bool) {
	to := s.views[0]
	for _, v := range s.views {
		if loupe && v.ID() == LoupeID {
			to = v
		}
	}
	s.trail = nil
	if s.current != to {
		s.bring(to, true)
	}
}

// loupe is the view that shows one photo, nil where there is none.
func (s *Switcher) loupe() *Loupe {
	for _, v := range s.views {
		if l, ok := v.(*Loupe); ok {
			return l
		}
	}
	return nil
}

// Release ends in the view in front what a key was held for.
func (s *Switcher) Release() {
	if v, ok := s.current.(interface{ Release() }); ok {
		v.Release()
	}
}

// KeyPressed tells the view in front that the person uses keys, not the mouse.
func (s *Switcher) KeyPressed() {
	if v, ok := s.current.(interface{ KeyPressed() }); ok {
		v.KeyPressed()
	}
}

// AfterPaint calls f once the view in front has painted what was done last, where it
// can tell, else soon.
func (s *Switcher) AfterPaint(f func()) {
	if v, ok := s.current.(interface{ AfterPaint(func()) }); ok {
		v.AfterPaint(f)
		return
	}
	f()
}

// Repeats is true where a command may run again while its key is held: one that turns
// to another photo only once the last one has been seen.
func (s *Switcher) Repeats(command.ID) bool {
	if v, ok := s.current.(interface{ mayGoOn() bool }); ok {
		return v.mayGoOn()
	}
	return true
}

// Close ends what loads pictures for the views, and waits for it. It may be called
// from any goroutine.
func (s *Switcher) Close() {
	for _, v := range s.views {
		if c, ok := v.(interface{ Close() }); ok {
			c.Close()
		}
	}
}

// GoHome brings the first view to the front.
func (s *Switcher) GoHome() change.Set { return s.Go(s.views[0].ID()) }

// Targets are the photos that a mark acts on.
func (s *Switcher) Targets() []library.ID { return s.current.Targets() }

// Back leaves what is in front: the selection where it is seen, something in the view,
// the view. ok is false where there is nothing to leave.
func (s *Switcher) Back() (changed change.Set, ok bool) {
	if s.current.Selects() && s.session.Selection.Count() > 0 {
		s.session.Selection.Clear()
		return change.Tiles, true
	}
	if changed, ok := s.current.Back(); ok {
		return changed, true
	}
	if n := len(s.trail); n > 0 {
		to := s.trail[n-1]
		s.trail = s.trail[:n-1]
		s.bring(to, true)
		return change.All, true
	}
	if !s.Home() {
		return s.GoHome(), true
	}
	return change.None, false
}
