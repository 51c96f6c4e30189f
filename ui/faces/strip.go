package faces

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// View is all that a strip shows. The zero value shows nothing.
type View struct {
	Photo   *library.Photo // nil is none
	Faces   []library.Face // that were found in it
	Columns []int          // of each of Faces
	Count   int            // of columns
	Focus   []float64      // of each of Faces, as in Against
	Extents []Extent       // of each column: what has to be seen of its face in every frame
	Widest  float64        // of the faces of the stack, in shares of the photo's width
	Chosen  int            // column that is shown at 100 %, -1 for none
	Small   *image.RGBA    // the photo, small and not turned; nil where none is at hand
	Key     string         // of the command that goes to the next face, "" for none
}

// Strip is a row of close-ups. All methods belong to the window's goroutine.
type Strip struct {
	widget.BaseWidget

	// OnFace is a click on a face, a place in View.Faces. It may be nil.
	OnFace func(i int)

	view   View
	loader loader
	high   float32 // of a close-up
	first  int     // column at the left
	cells  []*cell // one for each column that is seen

	ground, rule *canvas.Rectangle
	head, more   *canvas.Text
	words, note  *controls.Paragraph
}

var (
	_ fyne.Widget   = (*Strip)(nil)
	_ fyne.Tappable = (*Strip)(nil)
)

// Lengths of the strip in device-independent pixels.
const (
	margin     float32 = 12
	above      float32 = 8
	gap        float32 = 8
	barGap     float32 = 3   // between a close-up and the bar of its focus
	wordsWidth float32 = 150 // of what is said beside the close-ups
	noteWidth  float32 = 230
	widest     float32 = 5 // of a close-up, in its heights
)

// highOf is how high a strip with close-ups of a height is.
func highOf(closeup float32) float32 { return 2*above + closeup + barGap + style.MeterThickness }

// New makes an empty strip whose close-ups come from there. deliver is called on another
// goroutine with what is to be given to Deliver.
func New(from *Closeups, deliver func(Loaded)) *Strip {
	s := &Strip{
		loader: loader{from: from, deliver: deliver}, view: View{Chosen: -1},
		ground: canvas.NewRectangle(style.Panel), rule: canvas.NewRectangle(style.Line),
		head: style.Text(lang.L("FACES"), style.TextTiny, style.Muted, true), more: style.Text("", style.TextTiny, style.Muted, false),
		words: controls.NewParagraph(style.TextSmall, wordsWidth), note: controls.NewParagraph(style.TextTiny, noteWidth),
	}
	s.ExtendBaseWidget(s)
	return s
}

// Set shows something else.
func (s *Strip) Set(v View) {
	if v.Photo == nil || v.Count == 0 {
		s.loader.stop()
	}
	s.view = v
	s.write()
	s.arrange()
}

// HasFaces is true where there is something to show.
func (s *Strip) HasFaces() bool { return s.view.Photo != nil && s.view.Count > 0 }

// Deliver puts a close-up on its face, if that is still shown.
func (s *Strip) Deliver(got Loaded) {
	p := s.view.Photo
	if p == nil || p.ID != got.Photo || p.Rotation != got.Turn {
		return
	}
	for _, c := range s.cells {
		if c.crop == got.Crop && c.face >= 0 {
			c.setImage(got.Pixels, s.scale())
			c.sharp = true
		}
	}
}

// Tapped chooses the face under the pointer.
func (s *Strip) Tapped(e *fyne.PointEvent) {
	for _, c := range s.cells {
		if at, size := c.well.Position(), c.well.Size(); c.face >= 0 && s.OnFace != nil &&
			e.Position.X >= at.X && e.Position.X < at.X+size.Width && e.Position.Y >= at.Y && e.Position.Y < at.Y+size.Height {
			s.OnFace(c.face)
			return
		}
	}
}

// Resize shows as many columns as there is room for.
func (s *Strip) Resize(size fyne.Size) {
	if s.Size() == size {
		return
	}
	s.BaseWidget.Resize(size)
	s.arrange()
}

// write says in words what the view shows.
func (s *Strip) write() {
	spans := []controls.Span{{Text: Line(s.view.Faces), Color: style.Ink}}
	if len(s.view.Faces) == 0 {
		spans[0] = controls.Span{Text: lang.L("none found in this frame"), Color: style.Muted}
	}
	s.words.Set(spans...)
	var note []controls.Span
	for _, share := range s.view.Focus {
		if share >= 0 {
			note = append(note, controls.Span{Text: lang.L("Bars: focus at the eye, compared with the sharpest frame of this stack."), Color: style.Muted})
			break
		}
	}
	if s.view.Key != "" {
		note = append(note, controls.Span{Text: s.view.Key, Color: style.Soft, Bold: true}, controls.Span{Text: lang.L("1:1 at the next face."), Color: style.Muted})
	}
	s.note.Set(append(note, controls.Span{Text: lang.L("Nobody is identified."), Color: style.Muted})...)
}

// scale is how many device pixels a device-independent one is.
func (s *Strip) scale() float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil {
		return c.Scale()
	}
	return 1
}

// CreateRenderer is called by Fyne.
func (s *Strip) CreateRenderer() fyne.WidgetRenderer { return &renderer{s} }

type renderer struct{ s *Strip }

func (r *renderer) Objects() []fyne.CanvasObject {
	s := r.s
	all := []fyne.CanvasObject{s.ground, s.rule, s.head, s.words, s.note, s.more}
	for _, c := range s.cells {
		all = append(all, c.objects()...)
	}
	return all
}
func (r *renderer) MinSize() fyne.Size { return fyne.NewSize(2*margin+r.s.high, highOf(r.s.high)) }
func (r *renderer) Layout(fyne.Size)   {}
func (r *renderer) Refresh()           { canvas.Refresh(r.s) }
func (r *renderer) Destroy()           { r.s.loader.stop() }
