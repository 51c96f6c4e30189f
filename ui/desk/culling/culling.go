package culling

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/decide"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/session"
)

// Culling decides about photos for the person. It belongs to fyne's goroutine.
type Culling struct {
	session *session.Session
	door    *decide.Writer
	desk    *desk.Desk
	notices *desk.Notices
	targets func() []library.ID // the photos that a mark acts on
	advance *bool               // a mark of one photo moves on
	goOn    func() change.Set   // to what is next
	moved   func() change.Set   // borders of stacks were moved
	stored  func()              // something was stored, or was not
	turned  func([]library.Photo)

	decided  func(*decide.Result)
	imported func(library.Step) change.Set // asks before what sidecars said is undone
}

// Needs is what culling asks of others.
type Needs struct {
	Store   decide.Store // where decisions are kept
	Session *session.Session
	Desk    *desk.Desk
	Notices *desk.Notices
	Targets func() []library.ID   // the photos of the present view that a mark acts on
	Advance *bool                 // the setting of auto-advance, which a command switches
	GoOn    func() change.Set     // goes on after a mark while that is on; nil moves the cursor
	Moved   func() change.Set     // hears that other photos belong together now; nil hears nothing
	Stored  func()                // hears that something was stored, undone or redone, or was not; nil hears nothing
	Turned  func([]library.Photo) // hears of photos that changed and may have been turned; nil hears nothing
}

// New gives a controller with a writer of its own, which Close ends.
func New(n Needs) *Culling {
	c := &Culling{session: n.Session, desk: n.Desk, notices: n.Notices, targets: n.Targets, advance: n.Advance, goOn: n.GoOn, moved: n.Moved, stored: n.Stored, turned: n.Turned}
	if c.goOn == nil {
		c.goOn = c.moveOn
	}
	c.door = decide.NewWriter(n.Store, func(r decide.Result) {
		n.Desk.Post(func() change.Set { return c.Stored(r) })
	})
	return c
}

// Sidecars is what has to do with sidecars of other programs.
type Sidecars interface {
	// Decided hears what was stored, or undone.
	Decided(r *decide.Result)
	// AskUndo asks whether a step is to be undone that took over what sidecars say;
	// UndoImport then does it.
	AskUndo(s library.Step) change.Set
}

// UseSidecars is called before the first decision; without it nobody hears of decisions,
// and undo does not ask.
func (c *Culling) UseSidecars(s Sidecars) { c.decided, c.imported = s.Decided, s.AskUndo }

// Close stores the last decision and ends. It may be called from any goroutine.
func (c *Culling) Close() { c.door.Close() }

// Flush waits until everything that was asked for is stored.
func (c *Culling) Flush() { c.door.Flush() }

// undo takes back the last step, or asks about it first.
func (c *Culling) undo() change.Set {
	if c.imported == nil {
		c.door.Undo()
	} else {
		c.door.UndoOwn()
	}
	return change.None
}

// Import stores what sidecars say by do, in its turn among the person's decisions; step
// says whether that is one step to undo. It may be called from any goroutine.
func (c *Culling) Import(do func(context.Context) (photos []library.Photo, step bool, err error)) {
	c.door.Import(do)
}

// UndoImport takes back a step that took over what sidecars say, where it is still the
// last one; else it asks about that.
func (c *Culling) UndoImport(s library.Step) { c.door.UndoStep(s) }

// GoTo undoes or redoes until the step of a number is the last that is done.
func (c *Culling) GoTo(number int64) { c.door.GoTo(number) }

// mark stores one kind of mark for all targets, as one step.
func (c *Culling) mark(m catalog.Mark) change.Set { return c.markAll(c.targets(), m) }

func (c *Culling) markAll(targets []library.ID, m catalog.Mark) change.Set {
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
		return c.goOn()
	}
	return change.None
}

// MarkEach stores different marks of several photos as one step.
func (c *Culling) MarkEach(marks []catalog.Mark) change.Set {
	c.session.Selection.Hold()
	c.door.Mark(marks, c.session.Cursor())
	return change.None
}

// MarkBy stores decisions about so many photos by do, in its turn and as one step.
func (c *Culling) MarkBy(do func(context.Context) ([]library.Photo, error), asked int) {
	c.session.Selection.Hold()
	c.door.MarkBy(do, asked, c.session.Cursor())
}

// Correct stores by do, in its turn and as one step, which photos belong together.
func (c *Culling) Correct(do func(context.Context) ([]library.Photo, error)) change.Set {
	c.session.Selection.Hold()
	c.door.Correct(do, c.session.Cursor())
	return change.None
}

// Discard stores by do, in its turn and as one step, that files go into the trash.
func (c *Culling) Discard(do func(context.Context) ([]library.Photo, error)) change.Set {
	c.session.Selection.Hold()
	c.door.Discard(do, c.session.Cursor())
	return change.None
}

// MoveBy has steps of a kind, in which files moved, undone and redone by m.
func (c *Culling) MoveBy(kind library.StepKind, m decide.Mover) { c.door.MoveBy(kind, m) }

// moveOn puts the cursor on the next photo.
func (c *Culling) moveOn() change.Set {
	c.session.Move(1)
	return change.Cursor | change.Tiles
}

func (c *Culling) flag(f library.Flag) change.Set { return c.mark(catalog.Mark{Flag: &f}) }

func (c *Culling) rate(r library.Rating) change.Set { return c.mark(catalog.Mark{Rating: &r}) }

// label gives a label, or takes it off where all targets have it.
func (c *Culling) label(l library.Label) change.Set {
	targets, have := c.targets(), true
	for _, id := range targets {
		have = have && c.session.Photo(id).Decision.Label == l
	}
	if have {
		l = library.NoLabel
	}
	return c.markAll(targets, catalog.Mark{Label: &l})
}

func (c *Culling) switchAdvance() change.Set {
	*c.advance = !*c.advance
	return change.Status
}

// Stored shows decisions that are now safe on disk, or says why they are not.
func (c *Culling) Stored(r decide.Result) change.Set {
	if c.stored != nil {
		c.stored()
	}
	switch {
	case errors.Is(r.Err, decide.ErrImported) && c.imported != nil:
		return c.imported(r.Step)
	case errors.Is(r.Err, catalog.ErrReadOnly):
		return c.notices.Trouble(lang.L("This catalogue is open in another window, so nothing can be decided here. Close one of the two."))
	case r.Err != nil:
		return c.notices.Trouble(lang.L("The decision was not saved: {{.Reason}}", map[string]any{"Reason": library.Display(r.Err.Error())}))
	}
	changed := c.notices.Solved() | change.Marked
	was, before := c.session.Cursor(), c.session.Len()
	c.session.Decided(r.Photos)
	if c.decided != nil {
		c.decided(&r)
	}
	if c.turned != nil {
		c.turned(r.Photos)
	}
	if r.Replayed() {
		changed |= c.reveal(r)
	}
	if r.MovesBorders() && c.moved != nil {
		changed |= c.moved()
	}
	changed |= c.notices.Say(note(&r, c.desk.KeyText(Undo)))
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
