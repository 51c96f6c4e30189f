package faces

import (
	"context"
	"image"
	"slices"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/queue"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/faces"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/session"
)

// Findings are the faces that are known, and the search for them. The catalogue's pass is
// one; only SetOn may wait.
type Findings interface {
	// Of gives the faces in a photo; looked is false while nobody has looked for some.
	Of(*library.Photo) (found []library.Face, looked bool)
	// On is true while faces are looked for.
	On() bool
	// Progress says how far the search is.
	Progress() queue.Progress
	// Turned hears of photos that may have been turned.
	Turned(photos []library.Photo)
	// SetOn turns the search on, or off and deletes what was found.
	SetOn(ctx context.Context, on bool) error
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
	Findings Findings // nil where no faces are looked for
	Stacks   Stacks
	Read     faces.Reader
	Peek     func(*library.Photo) (small *image.RGBA, final bool) // from memory; nil is none
	Wanted   *bool                                                // the setting whether strips are wanted
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
	alone    bool // nothing but photos is to be seen

	searching bool // the status line said how far the search is
	searched  int  // how many photos were searched when it was done last
}

// below is what stands below one pane.
type below struct {
	strip   *faces.Strip
	changed func()         // it needs another height
	photo   *library.Photo // nil is none
	chosen  chosen
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

// Below puts a strip of close-ups below something that shows a pane. Where there is less
// room than least the strip gives way.
func (f *Faces) Below(top fyne.CanvasObject, p *pane.Pane, least fyne.Size) fyne.CanvasObject {
	b := f.below(p, nil)
	both := b.strip.Below(top, least, f.wanted)
	b.changed = both.Refresh
	return both
}

// leastCell is the room in which close-ups stand below one photo of several.
func leastCell() fyne.Size { return fyne.NewSize(260, 240) }

// Strip gives the close-ups of a pane's photo by themselves, and how high they are in a
// room of a size. pressed hears of the mouse on them before a face is shown, and changed
// that they need another height.
func (f *Faces) Strip(p *pane.Pane, pressed, changed func()) (strip fyne.CanvasObject, high func(fyne.Size) float32) {
	b := f.below(p, pressed)
	b.changed = changed
	return b.strip, func(room fyne.Size) float32 {
		if least := leastCell(); !f.wanted() || room.Width < least.Width || room.Height < least.Height {
			b.strip.Leave()
			return 0
		}
		return b.strip.FitIn(room)
	}
}

func (f *Faces) below(p *pane.Pane, pressed func()) *below {
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
	f.strips[p] = b
	return b
}

func (f *Faces) wanted() bool { return *f.Wanted && !f.alone }

// Alone hides all strips where nothing but photos is to be seen.
func (f *Faces) Alone(yes bool) {
	if f.alone != yes {
		f.alone = yes
		f.rearrange()
	}
}

// rearrange gives all strips the room that they are to have now.
func (f *Faces) rearrange() {
	for _, b := range f.strips {
		b.changed()
	}
}

// Show turns the strip below a pane to a photo, nil for none, and gives its faces.
func (f *Faces) Show(p *pane.Pane, photo *library.Photo) []library.Face {
	b := f.strips[p]
	if b == nil {
		return nil
	}
	had := b.strip.HasFaces()
	b.photo = photo
	v := f.view(b)
	b.strip.Set(v)
	if b.strip.HasFaces() != had {
		b.changed()
	}
	return v.Faces
}

// view is what a strip shows.
func (f *Faces) view(b *below) faces.View {
	if b.photo == nil || b.photo.Width == 0 {
		return faces.View{Chosen: -1}
	}
	row := f.rows.of(f, b.photo.ID)
	v := faces.View{
		Photo: b.photo, Faces: row.frames[row.at], Columns: row.columns[row.at], Count: row.count,
		Extents: row.extents, Widest: row.widest, Chosen: -1, Key: f.Desk.Key(NextID),
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

// Known hears of which photos the faces are known now, or no more.
func (f *Faces) Known(ids []library.ID) change.Set {
	if slices.ContainsFunc(ids, func(id library.ID) bool { return slices.Contains(f.rows.ids, id) }) {
		f.rows.forget()
	}
	session.FacesKnown(f.Session, len(ids))
	return change.Tiles | change.Cursor | change.Counts | change.Status
}

// Turned hears of photos that were decided about: one that was turned is searched anew.
func (f *Faces) Turned(photos []library.Photo) {
	if f.Findings != nil {
		f.Findings.Turned(photos)
	}
}

// found gives the faces of a photo; looked is false while nobody has looked.
func (f *Faces) found(p *library.Photo) (found []library.Face, looked bool) {
	if f.Findings == nil || p.Hash == "" {
		return nil, false
	}
	return f.Findings.Of(p)
}

// Line is what the inspector says of a photo's faces, "" where there are none or nobody
// has looked.
func (f *Faces) Line(p *library.Photo) string {
	found, _ := f.found(p)
	return faces.Line(found)
}

// Badge is what a cell says of a photo's faces, "" for nothing.
func (f *Faces) Badge(p *library.Photo) string {
	found, _ := f.found(p)
	return faces.Badge(found)
}
