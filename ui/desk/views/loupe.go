package views

import (
	"image"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/looking"
	"keeplight.app/keeplight/ui/loupe"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/session"
)

// LoupeID names the loupe.
const LoupeID command.ID = "loupe"

// Loupe is one photo, large, as a view.
type Loupe struct {
	session *session.Session
	loader  *pane.Loader
	loupe   *loupe.Loupe
	side    *besideOne
	needs   LoupeNeeds
}

var _ View = (*Loupe)(nil)

// photoBytes is how much memory photos on the way to the screen may take.
const photoBytes = 192 << 20

// LoupeNeeds is what the loupe asks of others.
type LoupeNeeds struct {
	Session *session.Session
	Desk    *desk.Desk
	Draw    func(func()) // runs a function on fyne's goroutine after the present work
	Decode  pane.Decoder // reads a photo; its errors are for people

	Peek  func(*library.Photo) (thumb *image.RGBA, final bool) // a small picture from memory, or nil
	Chips func(*library.Photo) loupe.Words                     // what is said over the photo
	Seen  func([]library.ID)                                   // hears which photos are looked at

	Looking *looking.Looking                 // nil shows nothing besides
	Facts   func(*library.Photo) loupe.Facts // what stands beside the photo
}

// NewLoupe makes a view of a loupe, which Close ends.
func NewLoupe(n LoupeNeeds) *Loupe {
	l := &Loupe{session: n.Session, needs: n}
	l.loader = pane.NewLoader(n.Decode, pane.NewCache(photoBytes), func(got pane.Loaded) {
		n.Desk.Post(func() change.Set { l.loupe.Deliver(got); return change.None })
	})
	l.loupe = loupe.New(l.loader, n.Draw)
	l.side = newBesideOne(l)
	return l
}

// Close ends what reads photos and waits for it. It may be called from any
// goroutine.
func (l *Loupe) Close() { l.loader.Close() }

// ID names the loupe.
func (l *Loupe) ID() command.ID { return LoupeID }

// Title is its name.
func (l *Loupe) Title() string { return language.Mark("Loupe") }

// Keys is E.
func (l *Loupe) Keys() []command.Key { return []command.Key{{Name: "e"}} }

// Object is the picture with what is said over it.
func (l *Loupe) Object() fyne.CanvasObject { return l.side.object }

// Show turns to the photo under the cursor.
func (l *Loupe) Show(changed change.Set) {
	p := l.session.Current()
	if p == nil || !changed.Has(change.Order|change.Tiles|change.Cursor) {
		return
	}
	quick, _ := l.needs.Peek(p)
	l.loupe.ShowPhoto(*p, l.neighbours(p), quick, l.needs.Chips(p))
	l.side.show(p)
	l.needs.Seen([]library.ID{p.ID})
}

// neighbours are the photos that the person will most likely turn to next.
func (l *Loupe) neighbours(p *library.Photo) []library.Photo { return neighboursOf(l.session, p) }

func neighboursOf(s *session.Session, p *library.Photo) []library.Photo {
	at := s.Place(p.ID)
	var out []library.Photo
	for _, i := range []int{at + 1, at - 1, at + 2} {
		if n := s.Photo(s.At(i)); n != nil && n.Problem.IsZero() {
			out = append(out, *n)
		}
	}
	return out
}

// Targets is the photo that is seen: a mark must not decide about the others that
// are selected in a grid that nobody sees.
func (l *Loupe) Targets() []library.ID {
	if id := l.session.Cursor(); id != 0 {
		return []library.ID{id}
	}
	return nil
}

// Selects is false: nobody would see what is selected.
func (l *Loupe) Selects() bool { return false }

// Step is one photo in every direction.
func (l *Loupe) Step() (row, screen int) { return 1, 1 }

// Zoom enlarges the photo.
func (l *Loupe) Zoom(factor float32) change.Set {
	l.loupe.ZoomBy(float64(factor))
	return change.None
}

// Back leaves 100 %.
func (l *Loupe) Back() (change.Set, bool) {
	if l.loupe.Fits() {
		return change.None, false
	}
	l.loupe.Fit()
	return change.None, true
}

// Release ends what a held key has zoomed into.
func (l *Loupe) Release() { l.Back() }

// toggleZoom changes between the whole photo and 100 %.
func (l *Loupe) toggleZoom() { l.loupe.ToggleZoom() }

// showEvidence draws what was measured over the photo, or takes it away.
func (l *Loupe) showEvidence(show bool) {
	l.loupe.ShowEvidence(show)
	l.side.show(l.session.Current())
}

// showsEvidence is true while what was measured is drawn.
func (l *Loupe) showsEvidence() bool { return l.loupe.ShowsEvidence() }
