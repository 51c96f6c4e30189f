package culling

import (
	"errors"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/decide"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/session"
)

// Door stores decisions one after the other. It never waits; what became of each
// comes back through Culling.Stored.
type Door interface {
	Mark(marks []catalog.Mark, cursor library.ID)
	Undo()
	Redo()
}

// Culling decides about photos for the person. It belongs to fyne's goroutine.
type Culling struct {
	session *session.Session
	door    Door
	notices *desk.Notices
	targets func() []library.ID // the photos that a mark acts on
	advance *bool               // a mark of one photo moves on to the next
}

// New gives a controller. targets are the photos of the present view that a mark
// acts on; advance is the setting of auto-advance, which a command switches.
func New(s *session.Session, door Door, notices *desk.Notices, targets func() []library.ID, advance *bool) *Culling {
	return &Culling{session: s, door: door, notices: notices, targets: targets, advance: advance}
}

// mark stores one kind of mark for all targets, as one step.
func (c *Culling) mark(m catalog.Mark) change.Set {
	targets := c.targets()
	if len(targets) == 0 {
		return change.None
	}
	marks := make([]catalog.Mark, len(targets))
	for i, id := range targets {
		m.ID = id
		marks[i] = m
	}
	c.session.Selection.Hold()
	c.door.Mark(marks, c.session.Cursor())
	if *c.advance && len(marks) == 1 {
		c.session.Move(1)
		return change.Cursor | change.Tiles
	}
	return change.None
}

func (c *Culling) flag(f library.Flag) change.Set { return c.mark(catalog.Mark{Flag: &f}) }

func (c *Culling) rate(r library.Rating) change.Set { return c.mark(catalog.Mark{Rating: &r}) }

// label gives a label, or takes it off where all targets have it.
func (c *Culling) label(l library.Label) change.Set {
	have := true
	for _, id := range c.targets() {
		have = have && c.session.Photo(id).Decision.Label == l
	}
	if have {
		l = library.NoLabel
	}
	return c.mark(catalog.Mark{Label: &l})
}

func (c *Culling) switchAdvance() change.Set {
	*c.advance = !*c.advance
	return change.Status
}

// Stored shows decisions that are now safe on disk, or says why they are not.
func (c *Culling) Stored(r decide.Result) change.Set {
	switch {
	case errors.Is(r.Err, catalog.ErrReadOnly):
		return c.notices.Trouble(lang.L("This catalogue is open in another window, so nothing can be decided here. Close one of the two."))
	case r.Err != nil:
		return c.notices.Trouble(lang.L("The decision was not saved: {{.Reason}}", map[string]any{"Reason": library.Display(r.Err.Error())}))
	}
	changed := c.notices.Solved() | change.Marked
	was, before := c.session.Cursor(), c.session.Len()
	c.session.Decided(r.Photos)
	if r.Replayed() {
		changed |= c.reveal(r)
	}
	changed |= c.notices.Say(note(&r))
	return changed | change.If(before != c.session.Len() || was != c.session.Cursor(), change.Order)
}

// reveal puts the cursor where it stood when undo's or redo's step was marked, or
// else on a photo that changed, so that the person sees what happened.
func (c *Culling) reveal(r decide.Result) change.Set {
	at := c.session.Place(r.Cursor)
	for i := 0; i < len(r.Photos) && at < 0; i++ {
		at = c.session.Place(r.Photos[i].ID)
	}
	if at >= 0 && c.session.At(at) != c.session.Cursor() {
		c.session.MoveTo(at)
	}
	return change.If(at >= 0, change.Order)
}
