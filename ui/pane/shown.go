package pane

import (
	"image"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/ui/session"
)

// shown is the photo that a pane shows and what is known of it.
type shown struct {
	photo      library.Photo
	neighbours []library.Photo
	origin     library.Message // what the pixels are, when they are not all of the photo's own
	problem    library.Message // why it cannot be shown, zero where it can
	absent     bool            // the file could not be reached, or is set aside; it is tried again
	inspected  bool            // it has been
	small      bool            // something small of it was shown at once
}

// passingBelow is the time between two photos below which the person is passing by:
// then none but small pictures, and what was read before, is shown until it stops. A
// hand that presses a key for each photo is slower, but for two in a row.
const (
	passingBelow = 90 * time.Millisecond
	passingFrom  = 2
	longestRest  = 400 * time.Millisecond // after which the person rests at any rate
)

// ShowPhoto turns to a photo. quick is a small picture of it to show meanwhile, or
// nil. Zoom and place stay, so that frames of a burst can be compared. A file that
// could not be reached is tried again. It is false where the photo is shown
// already.
func (p *Pane) ShowPhoto(photo library.Photo, neighbours []library.Photo, quick *image.RGBA) bool {
	s := &p.shown
	same := s.photo.ID == photo.ID && s.photo.Hash == photo.Hash && s.photo.ModTime.Equal(photo.ModTime)
	s.photo, s.neighbours = photo, neighbours
	if same && p.view.Turn != photo.Rotation {
		turn(p, photo.Rotation)
	}
	if same && s.absent {
		s.absent, p.requested = false, requested{}
		p.request()
		return false
	}
	if same && p.view.Levels != nil {
		return false
	}
	p.shown = shown{photo: photo, neighbours: neighbours, problem: photo.Problem, small: quick != nil}
	p.view = View{}
	p.view.setSize(photo.Width, photo.Height, photo.Rotation)
	if quick != nil {
		p.view.Levels = []*image.RGBA{quick}
		if photo.Width == 0 {
			p.view.setSize(quick.Rect.Dx(), quick.Rect.Dy(), photo.Rotation)
		}
	}
	p.pace.turned(p)
	p.request()
	p.redraw(false)
	return true
}

// Deliver takes in what the source read, if it is still of the photo shown.
func (p *Pane) Deliver(got Loaded) {
	s := &p.shown
	if got.ID != s.photo.ID {
		return
	}
	switch {
	case got.then != nil:
		s.inspected, p.requested.inspect = true, false
		got.then()
	case got.Err != nil:
		s.problem = session.ProblemOf(got.Err)
		// The person may have it tried again, of which news of the photo tells.
		s.absent = session.OutOfReach(got.Err) || s.problem.Code() == message.SetAside
		p.redraw(false)
	case got.Part != nil:
		takePart(p, got.Part)
	default:
		p.take(&got)
		p.redraw(true)
	}
}

// take shows the photo at one size.
func (p *Pane) take(got *Loaded) {
	turn := p.shown.photo.Rotation
	p.view.Levels = got.Levels
	p.view.setSize(got.Info.Width, got.Info.Height, turn)
	if got.Full && got.Levels[0].Rect.Dx() < got.Info.Width {
		// There are no more pixels than these: 100 % shows them one to one.
		p.view.setSize(got.Levels[0].Rect.Dx(), got.Levels[0].Rect.Dy(), turn)
	}
	p.shown.origin, p.shown.problem = library.Message{}, library.Message{}
	if got.Levels[0].Rect.Dx() < got.Info.Width && got.Full || got.Info.Format == library.RAW {
		p.shown.origin = got.Info.Origin
	}
}

// pace tells a person who passes by photos from one who looks at each.
type pace struct {
	last    time.Time // when the photo was turned to
	quick   int       // photos in a row that came soon after the one before
	held    time.Time // when it was said that the next one comes from a key that is held
	passing bool
	rest    *time.Timer
}

// turned takes note of another photo in the pane.
func (a *pace) turned(p *Pane) {
	now := time.Now()
	since := now.Sub(a.last)
	if since < passingBelow {
		a.quick++
	} else {
		a.quick = 0
	}
	held := now.Sub(a.held) < longestRest // longer ago it was something else that was repeated
	a.last, a.passing, a.held = now, held || a.quick >= passingFrom, time.Time{}
	if a.rest != nil {
		a.rest.Stop()
	}
	if a.passing {
		// Where frames take long, the next photo does too.
		a.rest = time.AfterFunc(max(passingBelow, min(since*3/2, longestRest)), func() { p.later(func() { a.ended(p) }) })
	}
}

// Pass says that the next photo comes because a key is held: the person passes by.
func (p *Pane) Pass() { p.pace.held = time.Now() }

// ended has the photo read at the size of the pane where the person was passing by.
func (a *pace) ended(p *Pane) {
	if a.passing {
		a.passing = false
		p.request()
		p.finish() // somebody may have waited
	}
}

// Problem says why the photo cannot be shown; it is zero where it can.
func (p *Pane) Problem() library.Message { return p.shown.problem }

// Origin says what the pixels are where they are not the photo's own, such as the
// preview in a RAW file; zero otherwise.
func (p *Pane) Origin() library.Message { return p.shown.origin }
