package sidecars

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/app/decide"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
)

// Shoot tells which folders are open.
type Shoot interface {
	Folders() []string
}

// Journal is the undo journal, as far as the room looks at it.
type Journal interface {
	// NextUndo is the step that an undo would take back.
	NextUndo(ctx context.Context) (library.Step, error)
}

// Culling is the door that decisions go through.
type Culling interface {
	// UndoImport undoes a step that took over what sidecars say, where it is the last.
	UndoImport(s library.Step)
	// MarkBy stores decisions about so many photos by do, as one step.
	MarkBy(do func(context.Context) ([]library.Photo, error), asked int)
}

// Needs is what the room asks of others.
type Needs struct {
	Sync     *sidecars.Sync
	Session  *session.Session
	Desk     *desk.Desk
	Notices  *desk.Notices
	Overlay  *overlay.Overlay
	Shoot    Shoot
	Journal  Journal
	Apply    func(change.Set)
	ReadOnly bool // another window has the catalogue: nothing is read in, written or asked
	Culling  Culling
	Grown    func()          // the strip beside the photos came, went or needs another height
	Reveal   func(place int) // brings the photo at a place into view with the inspector beside it
}

// Sidecars is the room. It belongs to fyne's goroutine.
type Sidecars struct {
	Needs
	asking
	imports
	policies
	conflicts
	origins
	*writing
	starring  starring
	restoring restoring

	beside *fyne.Container // the strip, hidden where nothing is asked or told
	strip  strip           // what it holds
}

// strip is what the strip beside the photos holds.
type strip uint8

const (
	empty strip = iota
	question
	news
)

// New gives a room that has heard of nothing yet.
func New(n Needs) *Sidecars {
	s := &Sidecars{Needs: n, beside: container.NewStack()}
	s.beside.Hide()
	s.asking.put = map[string]bool{}
	s.cards = map[string]bool{}
	s.conflicts.of = map[library.ID][]sidecars.Conflict{}
	s.conflicts.unread = map[library.ID]sidecars.Unread{}
	s.writing = newWriting(s)
	s.starring.make(s)
	s.restoring.room = s
	return s
}

// Run reads sidecars in and writes them out until ctx ends.
func (s *Sidecars) Run(ctx context.Context) {
	if s.ReadOnly {
		return
	}
	s.loadConflicts()
	err := s.Sync.Run(ctx, func(e sidecars.Event) {
		s.Desk.Post(func() change.Set { return s.told(&e) })
	})
	if err != nil && ctx.Err() == nil {
		s.Desk.Post(func() change.Set { return s.Notices.Fail(err) })
	}
}

// Heard has the sidecars of photos looked at that a shoot tells of, once no folder is
// listed any more.
func (s *Sidecars) Heard(e *shoot.Event, listing bool) {
	if s.ReadOnly {
		return
	}
	if listing {
		s.Sync.Hold(true)
	}
	if len(e.Photos) > 0 {
		s.Sync.Look(e.Photos)
	}
	if len(e.Sidecars) > 0 {
		s.Sync.LookAgain(e.Sidecars)
	}
	if !listing { // the last photos of a listing are among these
		s.Sync.Hold(false)
	}
}

// Decided hears what was stored: it may be to be written, or the first mark in a folder.
func (s *Sidecars) Decided(r *decide.Result) {
	if s.ReadOnly || len(r.Photos) == 0 {
		return
	}
	s.Sync.Wake()
	s.refresh()
	s.starring.refresh()
	if r.Kind == decide.Mark && r.Turned == 0 {
		s.marked(r.Photos[0].Path)
	}
}

// told takes in what the sync did.
func (s *Sidecars) told(e *sidecars.Event) (changed change.Set) {
	if e.Import != nil {
		changed |= s.imported(e.Import)
	}
	if e.Conflicts {
		s.loadConflicts()
	}
	if e.Progress != nil {
		changed |= s.progressed(e.Progress)
	}
	if e.Problem != "" {
		changed |= s.Notices.Warn(library.Display(e.Problem))
	}
	return changed
}

// Beside is the strip beside the photos.
func (s *Sidecars) Beside() fyne.CanvasObject { return s.beside }

// showBeside puts something into the strip.
func (s *Sidecars) showBeside(kind strip, o fyne.CanvasObject) {
	s.strip = kind
	s.beside.Objects = []fyne.CanvasObject{o}
	s.beside.Show()
	s.Grown()
}

// hideBeside takes away what the strip holds, and tells what waited behind a question.
func (s *Sidecars) hideBeside() {
	if s.strip == news {
		s.imports = imports{told: s.imports.told}
	}
	s.strip = empty
	s.beside.Objects = nil
	s.beside.Hide()
	s.Grown()
	s.showImports()
}

// Back takes away what the strip asks or tells, for the Esc key; false where there is
// nothing.
func (s *Sidecars) Back() (change.Set, bool) {
	there := s.strip != empty
	if there {
		s.hideBeside()
	}
	return change.None, there
}
