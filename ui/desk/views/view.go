package views

import (
	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
)

// Seen tells one who works through the photos which of them are looked at, and then
// another that there are others.
func Seen(inView func([]library.ID), then func()) func([]library.ID) {
	return func(ids []library.ID) {
		inView(ids)
		then()
	}
}

// View is one way to look at the photos of a session. Its methods are called on
// fyne's goroutine.
type View interface {
	// ID names the view for good; it is also the command that brings it to the
	// front: "grid".
	ID() command.ID
	// Title is its name for people: an English text for language.Marked.
	Title() string
	// Keys bring it to the front, by default; none where only the palette and the
	// toolbar do.
	Keys() []command.Key
	// Object is what stands in the middle of the window.
	Object() fyne.CanvasObject
	// Show brings up to date what has changed; it is called while the view is in
	// front.
	Show(changed change.Set)
	// Targets gives the photos that a mark acts on, in their order: those that the
	// person sees to be meant.
	Targets() []library.ID
	// Selects says whether more than one photo can be selected here.
	Selects() bool
	// Step is how many photos a row and a screen are.
	Step() (row, screen int)
	// Zoom enlarges what is shown by a factor.
	Zoom(factor float32) change.Set
	// Back leaves something inside the view, such as 100 %; ok is false where there
	// is nothing to leave.
	Back() (changed change.Set, ok bool)
}
