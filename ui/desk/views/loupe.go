package views

import (
	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/loupe"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/session"
)

// LoupeID names the loupe.
const LoupeID command.ID = "loupe"

// Loupe is one photo, large, as a view.
type Loupe struct {
	session *session.Session
	pool    *pane.Pool
	loupe   *loupe.Loupe
	side    *besideOne // what is beside the photo
	strip   *strip     // what is below both
	marks   *loupe.Marked
	needs   LoupeNeeds

	place int  // of the photo that was shown last
	back  bool // the person goes towards the first photo
	scrub scrub
}

var _ View = (*Loupe)(nil)

// LoupeNeeds is what the loupe asks of others.
type LoupeNeeds struct {
	Session  *session.Session
	Desk     *desk.Desk
	Draw     func(func()) // runs a function on fyne's goroutine after the present work
	Pictures Pictures
	Read     pane.Files
	Busy     func(bool) // hears while a photo is being decoded; nil tells nobody

	Chips func(*library.Photo) loupe.Words // what is said over the photo
	Seen  func([]library.ID)               // hears which photos are looked at

	Looking Looking                          // nil shows nothing besides
	Faces   Faces                            // nil shows none
	Facts   func(*library.Photo) loupe.Facts // what stands beside the photo

	Filmstrip *bool           // the setting whether the filmstrip is wanted
	Stacks    Stacks          // nil where nobody knows which photos belong together
	Opened    func(place int) // hears of a click on a photo of the filmstrip
	Mouse     Mouse
}

// NewLoupe makes a view of a loupe, which Close ends.
func NewLoupe(n LoupeNeeds) *Loupe {
	l := &Loupe{session: n.Session, needs: n}
	l.pool = newLoupePool(&n)
	l.loupe = loupe.New(l.pool.Seat(func(got pane.Loaded) {
		n.Desk.PostUrgent(func() change.Set { l.loupe.Deliver(got); return change.None })
	}), n.Draw)
	l.loupe.OnMenu(func(at fyne.Position) { n.Mouse.menuOf(n.Session, at) })
	l.marks = loupe.NewMarked(l.loupe, n.Mouse.inLoupe(n.Session.Cursor), n.Draw)
	l.side = newBesideOne(l)
	l.strip = newStrip(&n, l.withFaces())
	return l
}

// Close ends what reads photos and waits for it. It may be called from any
// goroutine.
func (l *Loupe) Close() {
	l.pool.Close()
	l.strip.loader.Close()
}

// ID names the loupe.
func (l *Loupe) ID() command.ID { return LoupeID }

// Title is its name.
func (l *Loupe) Title() string { return language.Mark("Loupe") }

// Keys is E.
func (l *Loupe) Keys() []command.Key { return []command.Key{{Name: "e"}} }

// Object is the picture with what is said over and beside it, and the filmstrip.
func (l *Loupe) Object() fyne.CanvasObject { return l.strip.frame }

// cameFrom shows the whole photo where the person comes from the grid.
func (l *Loupe) cameFrom(v View) {
	if v.ID() == GridID {
		l.loupe.Fit()
	}
}

// Show turns to the photo under the cursor.
func (l *Loupe) Show(changed change.Set) {
	p := l.session.Current()
	if p == nil || !changed.Has(change.Order|change.Tiles|change.Cursor) {
		return
	}
	at := l.session.Place(p.ID)
	if at != l.place {
		l.back = at < l.place
		l.scrub.turned(l.loupe.AfterPaint)
	}
	l.place = at
	quick, _ := l.needs.Pictures.Peek(p)
	l.loupe.ShowPhoto(*p, neighbours(l.session, at, l.back), quick, l.needs.Chips(p))
	l.showFaces(p)
	l.side.show(p)
	l.strip.turn(at)
	l.marks.Set(p.Decision)
	l.needs.Seen([]library.ID{p.ID})
}

// How far the neighbours reach: those ahead, in the direction in which the person
// goes, and those behind.
const (
	mostAhead  = 12
	mostBehind = 4
)

// neighbours are the photos that the person will most likely turn to next from a place,
// the likeliest first: two ahead for each one behind. back is true for one who goes
// towards the first photo.
func neighbours(s *session.Session, at int, back bool) []library.Photo {
	step := 1
	if back {
		step = -1
	}
	var out []library.Photo
	add := func(by int) {
		if n := s.Photo(s.At(at + by*step)); n != nil && n.Problem.IsZero() {
			out = append(out, *n)
		}
	}
	for ahead, behind := 1, 1; ahead <= mostAhead || behind <= mostBehind; {
		for range 2 {
			if ahead <= mostAhead {
				add(ahead)
				ahead++
			}
			if ahead == 2 {
				break // the one behind is the second likeliest
			}
		}
		if behind <= mostBehind {
			add(-behind)
			behind++
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
func (l *Loupe) Release() { l.loupe.Unzoom() }

// KeyPressed hears that the person uses keys.
func (l *Loupe) KeyPressed() { l.marks.KeyPressed() }

// AfterPaint calls f once the next frame with the photo is on the screen.
func (l *Loupe) AfterPaint(f func()) { l.loupe.AfterPaint(f) }

// toggleStrip shows or hides the filmstrip.
func (l *Loupe) toggleStrip() change.Set {
	l.strip.toggle(l.place)
	return change.View
}

// zoom shows the photo at 100 % where it matters, then elsewhere, then whole.
func (l *Loupe) zoom() { l.loupe.Zoom() }

// mayGoOn is true where a held key may turn to another photo.
func (l *Loupe) mayGoOn() bool {
	may := l.scrub.mayGoOn()
	if may {
		l.loupe.Pass()
	}
	return may
}

// showEvidence draws what was measured over the photo, or takes it away.
func (l *Loupe) showEvidence(show bool) {
	l.loupe.ShowEvidence(show)
	l.side.show(l.session.Current())
}

// showsEvidence is true while what was measured is drawn.
func (l *Loupe) showsEvidence() bool { return l.loupe.ShowsEvidence() }
