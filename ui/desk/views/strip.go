package views

import (
	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/filmstrip"
	"keeplight.app/keeplight/ui/grid"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style"
)

// strip is the filmstrip below the loupe.
type strip struct {
	row    *filmstrip.Strip
	loader *grid.Loader
	bar    *fyne.Container // the row on its ground
	frame  *fyne.Container // the loupe with the bar below it
	wanted *bool           // the setting
	hidden bool            // there is no room for it, as where the photo is shown alone
}

// stripBytes is how much memory thumbnails of the filmstrip may take.
const stripBytes = 8 << 20

func newStrip(n *LoupeNeeds, above fyne.CanvasObject) *strip {
	s := &strip{wanted: n.Filmstrip}
	s.loader = grid.NewLoader(n.Pictures, 1, stripBytes, func(l grid.Loaded) {
		n.Desk.Post(func() change.Set { s.row.Deliver(l); return change.None })
	})
	s.row = filmstrip.New(&frames{n.Session, n.Stacks}, s.loader)
	s.row.OnOpen = n.Opened
	s.frame, s.bar = s.row.Below(above)
	if !*s.wanted {
		s.bar.Hide()
	}
	return s
}

// turn brings the strip up to date around the photo at a place.
func (s *strip) turn(place int) {
	if s.shows() {
		s.row.Turn(place)
	}
}

// shows is true while the strip is to be seen.
func (s *strip) shows() bool { return *s.wanted && !s.hidden }

// toggle shows or hides the strip. One that was hidden with all bars comes back alone.
func (s *strip) toggle(place int) {
	*s.wanted, s.hidden = !s.shows(), false
	s.arrange(place)
}

// arrange shows the strip where it is to be seen.
func (s *strip) arrange(place int) {
	if s.shows() {
		s.bar.Show()
	} else {
		s.bar.Hide()
	}
	s.turn(place)
	s.frame.Refresh()
}

// frames describes the photos of a session for the strip.
type frames struct {
	session *session.Session
	stacks  Stacks // nil where nobody knows which photos belong together
}

var _ filmstrip.Source = (*frames)(nil)

func (f *frames) Len() int { return f.session.Len() }

func (f *frames) Photo(id library.ID) *library.Photo { return f.session.Photo(id) }

func (f *frames) Frame(place int) filmstrip.Frame {
	p := f.session.Photo(f.session.At(place))
	if p == nil {
		return filmstrip.Frame{}
	}
	frame := filmstrip.Frame{ID: p.ID, Name: p.Name(), Flag: p.Decision.Flag, Rating: p.Decision.Rating, Turn: p.Rotation}
	if score := f.session.Score(p.ID); score != nil && score.Overall.Known {
		frame.Score = style.Number(score.Overall)
	}
	if f.stacks != nil {
		if all := f.stacks.Of(p.ID); len(all) > 1 {
			frame.Stack = all[0]
		}
	}
	return frame
}

// facesRoom is what photo and close-ups of faces need at least: in a smaller window the
// photo has it all.
func facesRoom() fyne.Size { return fyne.NewSize(640, 360) }

// withFaces is the photo with what is beside it, and close-ups below both.
func (l *Loupe) withFaces() fyne.CanvasObject {
	if l.needs.Faces == nil {
		return l.side.object
	}
	l.loupe.OnMove = func() { l.needs.Faces.Moved(l.loupe.Pane()) }
	return l.needs.Faces.Below(l.side.object, l.loupe.Pane(), facesRoom())
}

// showFaces turns the close-ups, and what is drawn of the faces, to a photo.
func (l *Loupe) showFaces(p *library.Photo) {
	if l.needs.Faces != nil {
		l.loupe.SetFaces(l.needs.Faces.Show(l.loupe.Pane(), p))
	}
}
