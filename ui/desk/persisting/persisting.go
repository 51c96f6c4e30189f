// Package persisting remembers how the window was left, as it changes.
//
// Flows in: the settings that the controllers change, the session, the window's
// size. Flows out: settings to be stored.
// Does not belong here: storing them (app/settings).
package persisting

import (
	"sync/atomic"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/session"
)

// Saver stores what changed, without waiting.
type Saver interface {
	Save(now settings.Settings)
}

// Persisting gathers what is to be remembered. Unless said otherwise it belongs to
// fyne's goroutine.
type Persisting struct {
	Settings *settings.Settings
	Session  *session.Session
	Saver    Saver // nil where nothing is stored
	Folders  func() []string
	Loupe    func() bool                             // one photo is shown, large
	Touched  func() bool                             // the person has used a key or the mouse
	Size     func() (width, height float32, ok bool) // of the window, where that is worth remembering

	moved atomic.Bool // something has been brought up to date since
}

// Restore brings back in the session how the window was left.
func (p *Persisting) Restore() {
	s := p.Settings
	p.Session.SetFilter(s.Filters.Filter)
	p.Session.SetOrder(s.Shoot.Order)
	if s.Scorers.ModelOn { // else nothing would be scored
		p.Session.Choose(s.Scorers.Shown)
	}
}

// Changed hears what has been brought up to date.
func (p *Persisting) Changed(changed change.Set) {
	if changed.Has(change.View | change.Order | change.Tiles | change.Cursor | change.Counts) {
		p.moved.Store(true)
	}
}

// Moved says whether something changed since it was asked last. It may be called
// from any goroutine.
func (p *Persisting) Moved() bool { return p.moved.Swap(false) }

// Save has what changed stored.
func (p *Persisting) Save() {
	if p.Saver == nil {
		return
	}
	s := p.Settings
	s.Shoot.Folders = p.Folders()
	s.Filters.Filter, s.Shoot.Order = p.Session.Filter(), p.Session.Order()
	if p.Touched() && p.Session.Selection.Held() {
		// Until then it may be that the photo of last time is still to come.
		s.Shoot.Cursor = p.Session.Cursor()
	}
	s.Shoot.Loupe = p.Loupe()
	if width, height, ok := p.Size(); ok {
		s.Window.Width, s.Window.Height = width, height
	}
	p.Saver.Save(*s)
}
