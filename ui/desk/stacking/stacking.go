package stacking

import (
	"context"
	"sync"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
)

// Culling stores what the person decided, in its turn.
type Culling interface {
	// MarkEach stores different marks of several photos as one step.
	MarkEach(marks []catalog.Mark) change.Set
	// Correct stores by do which photos belong together.
	Correct(do func(context.Context) ([]library.Photo, error)) change.Set
}

// Views is what the room asks of the ways to look at photos.
type Views interface {
	// Home is true while the grid is in front.
	Home() bool
	// Land puts the cursor on a photo of another stack, whatever is in front.
	Land(id library.ID) change.Set
}

// Needs is what the room asks of others.
type Needs struct {
	Session *session.Session
	Desk    *desk.Desk
	Notices *desk.Notices
	Overlay *overlay.Overlay
	Stacks  *stacks.Stacks // nil where photos are not grouped
	Store   stacks.Corrections
	Chosen  *settings.Shoot
	Touched func() bool            // the person has used a key or the mouse
	Grouped func(*stacks.Grouping) // hears of the groups that are shown now
	Resort  func()                 // sorts the grid, and puts the cursor where it was left
	Do      func(command.ID)
	Compare command.ID
	Survey  command.ID
	Menu    func(at fyne.Position) // opens the menu of the cursor's stack at a point of the window

	// These are made after this room.
	Culling func() Culling
	Views   func() Views
}

// Stacking is the room. Unless said otherwise it belongs to fyne's goroutine.
type Stacking struct {
	Needs
	words

	borders sync.Mutex // held while corrections are read and applied
	lines   sections
}

// New gives a room of no groups.
func New(n Needs) *Stacking {
	n.Session.Stacks.SetOn(!n.Chosen.Unstacked)
	return &Stacking{Needs: n, words: words{session: n.Session}}
}

// Run listens for groups that become known. Close ends it.
func (s *Stacking) Run() {
	if s.Stacks != nil {
		s.Stacks.Tell(func() { s.Desk.Post(s.news) })
	}
}

// Close ends the grouping. It may be called from any goroutine.
func (s *Stacking) Close() {
	if s.Stacks != nil {
		s.Stacks.Close()
	}
}

// news takes in groups that wait while nobody has begun to work. After that nothing is
// regrouped by itself.
func (s *Stacking) news() change.Set {
	if s.Touched() && s.Session.Selection.Held() {
		s.Session.Stacks.Wait(s.Stacks.Waiting())
		return change.Tiles
	}
	if !s.take() {
		return change.None
	}
	s.Resort()
	return change.Shown
}

// Take takes in groups that wait, before the grid is sorted again.
func (s *Stacking) Take() {
	if s.Stacks != nil {
		s.take()
	}
}

func (s *Stacking) take() bool {
	g := s.Stacks.Take()
	s.Session.Stacks.Wait(false)
	if g == nil {
		return false
	}
	s.show(g)
	return true
}

func (s *Stacking) show(g *stacks.Grouping) {
	s.Session.Stacks.SetGrouping(g)
	s.Grouped(g)
}

// Moved shows borders that were moved, also by an undo: at once, since the person
// asked for it, and where the photos stand.
func (s *Stacking) Moved() change.Set {
	if s.Stacks == nil {
		return change.None
	}
	s.Desk.Go(func(ctx context.Context) {
		s.borders.Lock()
		defer s.borders.Unlock()
		all, err := s.Store.Corrections(ctx)
		if err == nil {
			s.Stacks.Correct(all)
		}
		s.Desk.Post(func() change.Set {
			if err != nil {
				return s.Notices.Fail(err)
			}
			s.show(s.Stacks.Shown())
			return change.Order | change.Tiles | change.Cursor
		})
	})
	return change.None
}

// Of gives the photos that belong together with one, for comparing them.
func (s *Stacking) Of(id library.ID) []library.ID { return s.Session.Stacks.Together(id) }
