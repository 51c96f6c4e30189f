package faces

import (
	"image"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/faces"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/session"
)

// Findings are the faces that are known. Its methods never wait, but for SetOn.
type Findings interface {
	// Of gives the faces of a photo; looked is false while nobody has looked for some.
	Of(p *library.Photo) (found []library.Face, looked bool)
	// On is true while faces are looked for.
	On() bool
}

// Views is what the room asks of the ways to look at photos.
type Views interface {
	// Home is true while the grid is in front.
	Home() bool
	// Go brings a view to the front.
	Go(id command.ID) change.Set
	// Pane is the pane that has the keys, nil where there is none.
	Pane() *pane.Pane
	// ShowPoint shows a point of the upright photo in that pane at 100 %, under a name.
	ShowPoint(at pane.Point, name string)
}

// Stacks says which photos belong together.
type Stacks interface {
	// Of gives the photos of a photo's stack in their order, itself included; fewer
	// than two where it stands alone.
	Of(library.ID) []library.ID
}

// Needs is what the room asks of others.
type Needs struct {
	Session  *session.Session
	Desk     *desk.Desk
	Notices  *desk.Notices
	Overlay  *overlay.Overlay
	Findings Findings
	Stacks   Stacks
	Read     faces.Reader
	Peek     func(*library.Photo) (small *image.RGBA, final bool) // from memory; nil is none
	Wanted   *bool                                                // the setting whether strips are wanted
	SetOn    func(on bool) error                                  // turns the search on, or off and deletes what was found; it may wait
	Loupe    command.ID                                           // the view of one photo
	Views    func() Views                                         // made after this room
	Apply    func(change.Set)
}

// closeupBytes is how much memory close-ups may take that were read.
const closeupBytes = 16 << 20

// Faces is the room. It belongs to fyne's goroutine.
type Faces struct {
	Needs
	closeups *faces.Closeups
	strips   map[*pane.Pane]*below
	rows     rows
}

// below is what stands below one pane.
type below struct {
	strip  *faces.Strip
	object *fyne.Container
	photo  *library.Photo // nil is none
	chosen chosen
}

// chosen is the face that was shown last at 100 %: a column of a stack.
type chosen struct {
	stack  library.ID // its first photo
	column int
}

// New makes the room.
func New(n Needs) *Faces {
	return &Faces{Needs: n, closeups: faces.NewCloseups(n.Read, closeupBytes, n.Desk.Go), strips: map[*pane.Pane]*below{}}
}

// Below puts a strip of close-ups below something that shows a pane. pressed hears of
// the mouse on the strip before a face is shown; it may be nil. Where there is less room
// than least the strip gives way.
func (f *Faces) Below(top fyne.CanvasObject, p *pane.Pane, least fyne.Size, pressed func()) fyne.CanvasObject {
	b := &below{}
	b.strip = faces.New(f.closeups, func(got faces.Loaded) {
		f.Desk.PostUrgent(func() change.Set { b.strip.Deliver(got); return change.None })
	})
	b.strip.OnFace = func(i int) {
		if pressed != nil {
			pressed()
		}
		f.showFace(p, i)
	}
	b.object = b.strip.Below(top, least, func() bool { return *f.Wanted })
	f.strips[p] = b
	return b.object
}

// Drop forgets a pane.
func (f *Faces) Drop(p *pane.Pane) { delete(f.strips, p) }

// Show turns the strip below a pane to a photo; nil is none.
func (f *Faces) Show(p *pane.Pane, photo *library.Photo) {
	b := f.strips[p]
	if b == nil {
		return
	}
	had := b.strip.HasFaces()
	b.photo = photo
	b.strip.Set(f.view(b))
	if b.strip.HasFaces() != had {
		b.object.Refresh()
	}
}

// view is what a strip shows.
func (f *Faces) view(b *below) faces.View {
	if b.photo == nil || b.photo.Width == 0 {
		return faces.View{Chosen: -1}
	}
	row := f.rows.of(f, b.photo.ID)
	v := faces.View{
		Photo: b.photo, Faces: row.frames[row.at], Columns: row.columns[row.at], Count: row.count,
		Widest: row.widest, Chosen: -1, Key: f.Desk.Key(NextID),
	}
	if len(row.frames) > 1 {
		v.Focus = faces.Against(row.frames, row.columns, row.at)
	}
	if b.chosen.stack == row.stack {
		v.Chosen = b.chosen.column
	}
	if f.Peek != nil {
		v.Small, _ = f.Peek(b.photo)
	}
	return v
}

// Changed hears that there are other findings, or other stacks.
func (f *Faces) Changed() change.Set {
	f.rows.forget()
	for p, b := range f.strips {
		f.Show(p, b.photo)
	}
	return change.Tiles | change.Cursor | change.Counts
}

// Found gives the faces of a photo, none where they are not known.
func (f *Faces) Found(p *library.Photo) []library.Face {
	found, _ := f.Findings.Of(p)
	return found
}

// Line is what the inspector says of a photo's faces, "" where there are none or nobody
// has looked.
func (f *Faces) Line(p *library.Photo) string { return faces.Line(f.Found(p)) }

// Badge is what a cell says of a photo's faces, "" for nothing.
func (f *Faces) Badge(p *library.Photo) string { return faces.Badge(f.Found(p)) }
