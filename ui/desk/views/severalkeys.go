package views

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/compare"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// The commands of the views of several photos.
const (
	aloneID   command.ID = "pane-alone"
	crownID   command.ID = "champion"
	takeOutID command.ID = "take-out"
	againstID command.ID = "compare-against"
)

// beside is a view of several photos. It is opened from another view and goes back to
// it.
type beside interface {
	View
	enter(from View, resumed bool)
	leave(back bool)
	core() *several
	move(dx, dy int) change.Set // what an arrow key does
	page(by int) change.Set     // what the keys that turn pages do
	turnTo(library.ID) change.Set
	toEnd(last bool) change.Set
	advance() change.Set // what follows a mark while auto-advance is on
}

func (s *several) core() *several { return s }

// update follows what has changed elsewhere; false where nothing of it is to be seen
// here.
func (s *several) update(changed change.Set) bool {
	if !changed.Has(change.View | change.Order | change.Tiles | change.Cursor | change.Counts) {
		return false
	}
	if changed.Has(change.View | change.Counts) {
		s.keeps.Changed() // something may have been decided
	}
	s.follow()
	if !changed.Has(change.Order | change.Tiles) {
		return true
	}
	coming := photosOf(s.Session, s.coming)
	if isTurned(s) {
		s.show(s.ids, s.coming)
		return true
	}
	for i, id := range s.ids {
		// A file that was written anew is read again, and so is one that is there again.
		if p := s.Session.Photo(id); p != nil {
			s.seats[i].pane.ShowPhoto(*p, coming, nil)
			facesOf(s, s.seats[i], p)
		}
	}
	return true
}

// Zoom enlarges the photo that has the keys, and all that move with it.
func (s *several) Zoom(factor float32) change.Set {
	if s.focus < len(s.ids) {
		s.seats[s.focus].pane.ZoomBy(float64(factor))
	}
	return change.None
}

// toggleZoom changes between whole photos and 100 %: where the camera focused, or else
// at the pointer or in the middle.
func (s *several) toggleZoom() change.Set {
	if s.focus >= len(s.ids) {
		return change.None
	}
	p := s.seats[s.focus].pane
	if photo := s.Session.Photo(s.ids[s.focus]); photo != nil && photo.Capture.Focus.Known {
		at := photo.ShownFocus()
		p.ToggleAt(at.X, at.Y)
		return change.None
	}
	p.ToggleZoom()
	return change.None
}

// Back shows whole photos again.
func (s *several) Back() (change.Set, bool) {
	left := false
	for i := range s.ids {
		if p := s.seats[i].pane; !p.Link().Fits() {
			p.Fit()
			left = true
		}
	}
	return change.None, left
}

// KeyPressed hears that the person uses keys.
func (s *several) KeyPressed() {
	for i := range s.ids {
		s.seats[i].cell.KeyPressed()
	}
}

// AfterPaint calls f once the next frame with the photo that has the keys is on the
// screen.
func (s *several) AfterPaint(f func()) {
	if s.focus >= len(s.ids) {
		f()
		return
	}
	s.seats[s.focus].pane.AfterPaint(f)
}

// mayGoOn is true where a held key may bring other photos.
func (s *several) mayGoOn() bool {
	may := s.scrub.mayGoOn()
	for i := range s.ids {
		if may {
			s.seats[i].pane.Pass()
		}
	}
	return may
}

// Release ends what a held key has zoomed into.
func (s *several) Release() { s.Back() }

// free lets the pane with the keys zoom and move alone, or with the others again.
func (s *several) free() change.Set {
	if s.focus >= len(s.ids) {
		return change.None
	}
	if p := s.seats[s.focus].pane; p.Link() == s.link {
		p.Unlink()
	} else {
		p.Join(s.link)
	}
	s.writeCells()
	return change.None
}

// nextReference holds the photo with the keys against the next of what is offered.
func (s *several) nextReference() change.Set {
	s.chosen = (s.chosen + 1) % (1 + len(s.references()))
	s.hidden = false
	s.board.ShowPanel(!s.alone)
	s.tell()
	return change.None
}

// togglePanel shows or hides what is said of the photos.
func (s *several) togglePanel() change.Set {
	s.hidden = !s.hidden
	s.board.ShowPanel(!s.hidden && !s.alone)
	return change.None
}

// nextPane gives the keys to the next pane, after the last one to the first.
func (s *several) nextPane() change.Set {
	if len(s.ids) == 0 {
		return change.None
	}
	return s.setFocus((s.focus + 1) % len(s.ids))
}

// tooMany says that not all of the selected photos are shown.
func tooMany(s *several, selected int) {
	if selected <= mostBeside {
		return
	}
	s.Notices.Say(lang.L("{{.Count}} photos are selected: here are the first {{.Shown}}", language.Args{
		"Count": language.Count(selected), "Shown": language.Count(mostBeside),
	}))
}

// zoomKeys say how large the photo with the keys is shown, and the keys for that.
func (s *several) zoomKeys() []compare.Span {
	spans := []compare.Span{{Text: s.zoomText(s.focus), Color: style.Soft, Bold: true}}
	zoom, alone := lang.L("100 %"), lang.L("move alone")
	if !s.seats[s.focus].pane.Fits() {
		zoom = lang.L("whole frame")
	}
	if s.seats[s.focus].pane.Link() != s.link {
		alone = lang.L("move together")
	}
	spans = append(s.lookingWords(), spans...)
	spans = append(spans, s.keyWords(s.Desk.Key(ZoomID), zoom)...)
	return append(spans, s.keyWords(s.Desk.Key(aloneID), alone)...)
}

// severalCommands are what is done with several photos.
func (s *Switcher) severalCommands() []command.Binding {
	inSeveral := func(run func(*several) change.Set) func() change.Set {
		return func() change.Set { return run(s.current.(beside).core()) }
	}
	return []command.Binding{
		{
			ID: crownID, Section: command.View, Title: language.Mark("The challenger becomes the champion"),
			Row:  language.Mark("Compare: the challenger becomes the champion"),
			Keys: []command.Key{{Name: "y"}}, Enabled: s.inView(CompareID, language.Mark("Only while photos are compared")),
			Run: func() change.Set { return s.current.(*Compare).crown() },
		},
		{
			ID: takeOutID, Section: command.View, Title: language.Mark("Take the photo out of the survey"),
			Row:  language.Mark("Survey: take the photo out, without a mark"),
			Keys: []command.Key{{Name: "/"}}, Enabled: s.inView(SurveyID, language.Mark("Only in the survey")),
			Run: func() change.Set { return s.current.(*Survey).takeOut() },
		},
		{
			ID: aloneID, Section: command.View, Title: language.Mark("Zoom and move this pane alone"),
			Row:  language.Mark("Compare, survey: zoom and move this pane alone; again: together"),
			Keys: []command.Key{{Name: "z", Mod: command.Shift}}, Enabled: s.besides, Run: inSeveral((*several).free),
		},
		{
			ID: againstID, Section: command.View, Title: language.Mark("Compare with the stack or my keepers"),
			Row:  language.Mark("Compare, survey: against the mean of these, of the stack, of my keepers"),
			Keys: []command.Key{{Name: "r", Mod: command.Shift}}, Enabled: s.besides, Run: inSeveral((*several).nextReference),
		},
	}
}

// inView is enabled while a view is in front.
func (s *Switcher) inView(id command.ID, why string) func() (bool, string) {
	return func() (bool, string) {
		if !s.IsCurrent(id) {
			return false, why
		}
		return true, ""
	}
}

func (s *Switcher) besides() (ok bool, why string) {
	if _, ok := s.current.(beside); !ok {
		return false, language.Mark("Only in compare and survey")
	}
	return true, ""
}

// Wide is true while the view in front wants the room of the side panels.
func (s *Switcher) Wide() bool {
	_, wide := s.current.(beside)
	return wide
}

// NextPane gives the keys to the next of several photos; ok is false where there are
// not several.
func (s *Switcher) NextPane() (changed change.Set, ok bool) {
	if v, ok := s.current.(beside); ok {
		return v.core().nextPane(), true
	}
	return change.None, false
}

// TogglePanel shows or hides what the view in front says of several photos; ok is
// false where it does not.
func (s *Switcher) TogglePanel() (changed change.Set, ok bool) {
	if v, ok := s.current.(beside); ok {
		return v.core().togglePanel(), true
	}
	return change.None, false
}

// Advance goes on after a mark, while auto-advance is on: to the next photo, or to
// what is next where there are several.
func (s *Switcher) Advance() change.Set {
	if v, ok := s.current.(beside); ok {
		return v.advance()
	}
	return cursor{s}.step(1)(false)
}
