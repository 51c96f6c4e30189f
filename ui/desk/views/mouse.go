package views

import (
	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/grid"
	"keeplight.app/keeplight/ui/loupe"
	"keeplight.app/keeplight/ui/session"
)

// Marking marks the photo that the mouse points at, or all that are selected where it
// is one of them.
type Marking interface {
	FlagAt(library.ID, library.Flag) change.Set
	RateAt(library.ID, library.Rating) change.Set
	LabelAt(library.ID, library.Label) change.Set
}

// PhotoMenu is the menu of a photo.
type PhotoMenu interface {
	// ShowPhoto opens it at a point of the window.
	ShowPhoto(id library.ID, at fyne.Position)
}

// Mouse is what the mouse may ask for on a photo.
type Mouse struct {
	Marking func() Marking   // nil in tests leaves the buttons without effect
	Menu    func() PhotoMenu // nil in tests shows no menus
	Touch   func()           // hears that the person did something
	Apply   func(change.Set) // brings up to date what a mark changed
}

// mark carries out a tap on one of the buttons.
func (m *Mouse) mark(by func(Marking) change.Set) {
	if m.Marking != nil {
		m.Touch()
		m.Apply(by(m.Marking()))
	}
}

// inGrid is what a grid asks for.
func (m *Mouse) inGrid() grid.Mouse {
	return grid.Mouse{
		OnFlag:  func(id library.ID, f library.Flag) { m.mark(func(by Marking) change.Set { return by.FlagAt(id, f) }) },
		OnRate:  func(id library.ID, n library.Rating) { m.mark(func(by Marking) change.Set { return by.RateAt(id, n) }) },
		OnLabel: func(id library.ID, l library.Label) { m.mark(func(by Marking) change.Set { return by.LabelAt(id, l) }) },
		OnMenu:  m.menu,
	}
}

// menu opens the menu of a photo.
func (m *Mouse) menu(id library.ID, at fyne.Position) {
	if m.Menu != nil {
		m.Menu().ShowPhoto(id, at)
	}
}

// menuOf opens the menu of the photo that the keys mean, at a point of the window.
func (m *Mouse) menuOf(s *session.Session, at fyne.Position) {
	if id := s.Cursor(); s.Place(id) >= 0 {
		m.menu(id, at)
	}
}

// inLoupe is what the buttons of the one photo that is shown ask for.
func (m *Mouse) inLoupe(shown func() library.ID) loupe.Marking {
	in := m.inGrid()
	return loupe.Marking{
		OnFlag:  func(f library.Flag) { in.OnFlag(shown(), f) },
		OnRate:  func(n library.Rating) { in.OnRate(shown(), n) },
		OnLabel: func(l library.Label) { in.OnLabel(shown(), l) },
	}
}
