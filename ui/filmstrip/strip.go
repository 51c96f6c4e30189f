package filmstrip

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/grid"
)

// Frame is what the strip says of one photo.
type Frame struct {
	ID     library.ID
	Name   string // of the file
	Score  string // "7.84", "" while there is none
	Flag   library.Flag
	Rating library.Rating
	Turn   library.Rotation // of its thumbnail
	// Stack is the same for photos beside each other that belong together; 0 for one
	// that stands alone.
	Stack library.ID
}

// Source says what the strip shows. It is asked on the window's goroutine, for no more
// photos than are seen.
type Source interface {
	Len() int
	Frame(place int) Frame
	Photo(id library.ID) *library.Photo
}

// Strip is the row of photos. All methods belong to the window's goroutine.
type Strip struct {
	widget.BaseWidget

	// OnOpen is a click on the photo at a place. It may be nil.
	OnOpen func(place int)

	source  Source
	loader  *grid.Loader
	current int // place of the photo in the loupe
	first   int // place of the first photo that is seen
	cells   []*cell
	braces  []*brace
}

var (
	_ fyne.Widget   = (*Strip)(nil)
	_ fyne.Tappable = (*Strip)(nil)
)

// Lengths of the strip in device-independent pixels. A thumbnail has the shape of a
// photo of 3 to 2.
const (
	thumbWidth  float32 = 90
	thumbHeight float32 = 60
	gap         float32 = 8
	top         float32 = 14 // above the thumbnails, where a stack's brace is
	caption     float32 = 20
	margin      float32 = 12

	// Height is how high the strip is.
	Height = top + thumbHeight + caption + 2
)

// New makes a strip whose thumbnails come from a loader that hands them to Deliver.
func New(source Source, loader *grid.Loader) *Strip {
	s := &Strip{source: source, loader: loader}
	s.ExtendBaseWidget(s)
	return s
}

// Turn brings the strip up to date, with the photo at a place as the current one.
func (s *Strip) Turn(current int) {
	s.current = current
	if s.Visible() {
		s.arrange()
	}
}

// Deliver puts a thumbnail on its photo, if that is still seen.
func (s *Strip) Deliver(l grid.Loaded) {
	for _, c := range s.cells {
		if c.frame.ID == l.ID && c.frame.Turn == l.Turn && l.Err == nil {
			c.setImage(l.Pixels)
		}
	}
}

// Tapped opens the photo under the pointer.
func (s *Strip) Tapped(e *fyne.PointEvent) {
	i := int(math.Floor(float64((e.Position.X - s.left()) / (thumbWidth + gap))))
	if place := s.first + i; s.OnOpen != nil && i >= 0 && i < len(s.cells) && place < s.source.Len() {
		s.OnOpen(place)
	}
}

// Resize shows as many photos as there is room for.
func (s *Strip) Resize(size fyne.Size) {
	if s.Size() == size {
		return
	}
	s.BaseWidget.Resize(size)
	s.arrange()
}

// shown is how many photos there is room for.
func (s *Strip) shown() int {
	return max(0, int((s.Size().Width-2*margin+gap)/(thumbWidth+gap)))
}

// left is where the first photo begins: the strip stands in the middle.
func (s *Strip) left() float32 {
	n := float32(len(s.cells))
	return (s.Size().Width - n*thumbWidth - (n-1)*gap) / 2
}

// arrange gives each photo that is seen a cell. A cell keeps its photo as long as that
// is seen, so that a step to the next one moves cells and draws only one anew.
func (s *Strip) arrange() {
	n := min(s.shown(), s.source.Len())
	s.first = max(0, min(s.current-n/2, s.source.Len()-n))
	frames := make([]Frame, n)
	at := make(map[library.ID]int, n)
	for i := range frames {
		frames[i] = s.source.Frame(s.first + i)
		at[frames[i].ID] = i
	}
	changed := n != len(s.cells)
	cells := make([]*cell, n)
	var free []*cell
	for _, c := range s.cells {
		if i, ok := at[c.frame.ID]; ok && cells[i] == nil {
			cells[i] = c
		} else {
			free = append(free, c)
		}
	}
	for i := range cells {
		if cells[i] == nil && len(free) > 0 {
			cells[i], free = free[0], free[1:]
		} else if cells[i] == nil {
			cells[i] = newCell()
		}
	}
	s.cells = cells
	for i, c := range cells {
		c.show(&frames[i], s.first+i == s.current, s.pixels(&frames[i]))
		c.move(fyne.NewPos(s.left()+float32(i)*(thumbWidth+gap), top))
	}
	changed = s.embrace(frames) || changed
	s.request(frames)
	if changed {
		s.Refresh()
	}
}

// embrace draws a brace over each stack; true where there are more or fewer than
// before.
func (s *Strip) embrace(frames []Frame) (changed bool) {
	n := 0
	for i := 0; i < len(frames); {
		to := i + 1
		for to < len(frames) && frames[i].Stack != 0 && frames[to].Stack == frames[i].Stack {
			to++
		}
		if to-i > 1 {
			if n == len(s.braces) {
				s.braces = append(s.braces, newBrace())
				changed = true
			}
			from := s.left() + float32(i)*(thumbWidth+gap)
			s.braces[n].place(from, from+float32(to-i)*(thumbWidth+gap)-gap, top-8)
			n++
		}
		i = to
	}
	for _, b := range s.braces[n:] {
		b.hide()
	}
	return changed
}

// request asks for the thumbnails that are seen, those near the current photo first.
func (s *Strip) request(frames []Frame) {
	wants := make([]grid.Want, 0, len(frames))
	room := s.room()
	want := func(i int) {
		if i < 0 || i >= len(frames) {
			return
		}
		if p := s.source.Photo(frames[i].ID); p != nil && p.Problem.IsZero() {
			wants = append(wants, grid.Want{Photo: *p, Room: room})
		}
	}
	middle := s.current - s.first
	want(middle)
	for d := 1; d < len(frames); d++ {
		want(middle + d)
		want(middle - d)
	}
	s.loader.Load(wants)
}

func (s *Strip) pixels(f *Frame) image.Image { return s.loader.Peek(f.ID, f.Turn, s.room()) }

// room is what a photo has, in device pixels.
func (s *Strip) room() image.Point {
	scale := float32(1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil {
		scale = c.Scale()
	}
	return image.Pt(int(thumbWidth*scale), int(thumbHeight*scale))
}

// CreateRenderer is called by Fyne.
func (s *Strip) CreateRenderer() fyne.WidgetRenderer { return &renderer{s} }

type renderer struct{ s *Strip }

func (r *renderer) Objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, c := range r.s.cells {
		all = append(all, c.objects()...)
	}
	for _, b := range r.s.braces {
		all = append(all, b.objects()...)
	}
	return all
}
func (r *renderer) MinSize() fyne.Size { return fyne.NewSize(2*margin+thumbWidth, Height) }
func (r *renderer) Layout(fyne.Size)   {}
func (r *renderer) Refresh()           { canvas.Refresh(r.s) }
func (r *renderer) Destroy()           {}
