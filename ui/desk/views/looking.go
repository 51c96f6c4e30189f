package views

import (
	"image"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/loupe"
	"keeplight.app/keeplight/ui/pane"
)

// Looking is what helps to look at photos, drawn over them and shown beside one.
type Looking interface {
	// Watch gives what draws over a pane's photo. changed hears, at a later moment, that
	// something became known of it.
	Watch(p *pane.Pane, changed func()) func(dst *image.RGBA, of pane.Painted)
	// Forget lets go of what is known of a pane that shows nothing any more.
	Forget(*pane.Pane)
	// Drop ends what Watch began.
	Drop(*pane.Pane)
	// Words say what is drawn over a pane's photo.
	Words(*pane.Pane) []string
	// Hints are the keys of what can be shown.
	Hints() []loupe.Hint
	// Fill shows the histogram of what a pane shows in the panel beside the photo, or on
	// the pane itself.
	Fill(panel loupe.Curves, p *pane.Pane)
}

// Faces shows close-ups of the faces in photos.
type Faces interface {
	// Below puts close-ups of a pane's photo below what shows it. Where there is less
	// room than least they give way.
	Below(top fyne.CanvasObject, p *pane.Pane, least fyne.Size) fyne.CanvasObject
	// Strip gives the close-ups by themselves, and how high they are below a photo in a
	// room of a size, 0 where they are not to be seen. pressed hears of the mouse on them
	// before a face is shown, and changed that they need another height.
	Strip(p *pane.Pane, pressed, changed func()) (strip fyne.CanvasObject, high func(fyne.Size) float32)
	// Show turns the close-ups of a pane to a photo, nil for none, and gives its faces.
	Show(p *pane.Pane, photo *library.Photo) []library.Face
	// Moved hears that a pane may show another part of its photo.
	Moved(p *pane.Pane)
	// Alone hides all close-ups where nothing but photos is to be seen.
	Alone(yes bool)
}

// Pane is the pane that has the keys, nil in a view without one.
func (s *Switcher) Pane() *pane.Pane {
	switch v := s.current.(type) {
	case *Loupe:
		return v.loupe.Pane()
	case beside:
		if c := v.core(); c.focus < len(c.ids) {
			return c.seats[c.focus].pane
		}
	}
	return nil
}

// ShowPoint shows a point of the upright photo at 100 % in the pane that has the keys,
// under a name where the view writes one.
func (s *Switcher) ShowPoint(at pane.Point, name string) {
	p := s.Pane()
	switch v := s.current.(type) {
	case *Loupe:
		v.loupe.ShowAt(at, name)
	case beside:
		if c := v.core(); p != nil {
			if photo := c.Session.Photo(c.ids[c.focus]); photo != nil {
				at.X, at.Y = photo.Rotation.Point(at.X, at.Y)
			}
			p.GoTo(pane.Geometry{Zoom: 1, CX: at.X, CY: at.Y})
		}
	}
}
