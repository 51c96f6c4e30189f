package loupe

import (
	"fmt"
	"image"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style"
)

// refineAfter is how long after the last movement the picture is drawn again
// with smooth sampling.
const refineAfter = 100 * time.Millisecond

// Words are what the loupe writes on the photo's corners.
type Words struct {
	Name  string // shortened where there is no room for it
	Place string // in the shoot: "3 of 59"
	Right string // score
	Flag  library.Flag
	Stars library.Rating
}

// asked is a request without what does not change its answer.
type asked struct {
	levelKey
	full, evidence bool
}

// Loupe shows one photo. All methods belong to the window's goroutine.
type Loupe struct {
	widget.BaseWidget

	loader *Loader
	words  Words
	later  func(func())

	geometry   session.Loupe
	photo      library.Photo
	neighbours []library.Photo
	view       View
	source     string // what the pixels are, when they are not all of the photo's own
	failure    string
	absent     bool              // the file could not be reached; it is tried again
	evidence   *measure.Evidence // of the photo shown, once it is measured
	showing    bool              // the evidence is drawn over the photo
	asked      asked             // what the loader was asked for last
	pixels     image.Point       // of the view
	buffer     *image.RGBA
	refine     *time.Timer
	mouse      fyne.Position

	raster  *canvas.Raster
	left    *chip
	right   *chip
	zoom    *chip
	flag    *chip
	legend  *chip
	trouble *widget.Label
	ground  *canvas.Rectangle // of trouble
}

var (
	_ fyne.Widget       = (*Loupe)(nil)
	_ fyne.Draggable    = (*Loupe)(nil)
	_ fyne.Scrollable   = (*Loupe)(nil)
	_ fyne.Tappable     = (*Loupe)(nil)
	_ desktop.Hoverable = (*Loupe)(nil)
)

// New makes a loupe. later runs a function on the window's goroutine (fyne.Do).
func New(loader *Loader, later func(func())) *Loupe {
	l := &Loupe{
		loader: loader, later: later, geometry: session.NewLoupe(),
		left: newChip(), right: newChip(), zoom: newChip(), flag: newChip(), legend: newChip(),
		trouble: widget.NewLabel(""), ground: canvas.NewRectangle(style.Scrim),
	}
	l.ground.CornerRadius = style.Radius
	l.ground.Hide()
	l.trouble.Alignment = fyne.TextAlignCenter
	l.trouble.Wrapping = fyne.TextWrapWord
	l.trouble.Hide()
	l.raster = canvas.NewRaster(l.paint)
	l.raster.ScaleMode = canvas.ImageScaleFastest
	l.ExtendBaseWidget(l)
	return l
}

// ShowPhoto turns to a photo. quick is a small picture of it to show meanwhile, or
// nil. Zoom and place stay, so that frames of a burst can be compared. A file that
// could not be reached is tried again.
func (l *Loupe) ShowPhoto(p library.Photo, neighbours []library.Photo, quick *image.RGBA, words Words) {
	same := l.photo.ID == p.ID && l.photo.Hash == p.Hash && l.photo.ModTime.Equal(p.ModTime)
	l.photo, l.neighbours = p, neighbours
	l.setWords(words)
	if same && l.absent {
		l.absent, l.asked = false, asked{}
		l.request()
		return
	}
	if same && l.view.Levels != nil {
		return
	}
	l.fail("")
	l.absent = false
	l.source, l.evidence = "", nil
	l.legend.set("", style.Ink)
	l.view = View{Width: p.Width, Height: p.Height}
	if quick != nil {
		l.view.Levels = []*image.RGBA{quick}
		if p.Width == 0 {
			l.view.Width, l.view.Height = quick.Rect.Dx(), quick.Rect.Dy()
		}
	}
	if !p.Problem.IsZero() {
		l.fail(message.English(p.Problem))
	}
	l.request()
	l.redraw(false)
}

// Deliver takes in what the loader read, if it is still of the photo shown.
func (l *Loupe) Deliver(got Loaded) {
	if got.ID != l.photo.ID {
		return
	}
	if got.Evidence != nil {
		l.evidence, l.asked.evidence = got.Evidence, false
		l.showLegend()
		l.redraw(true)
		return
	}
	if got.Err != nil {
		l.absent = session.OutOfReach(got.Err)
		l.fail(session.ProblemText(got.Err))
		l.redraw(false)
		return
	}
	l.view.Levels = got.Levels
	l.view.Width, l.view.Height = got.Info.Width, got.Info.Height
	if got.Full && got.Levels[0].Rect.Dx() < got.Info.Width {
		// There are no more pixels than these: 100 % shows them one to one.
		l.view.Width, l.view.Height = got.Levels[0].Rect.Dx(), got.Levels[0].Rect.Dy()
	}
	l.source = ""
	if got.Levels[0].Rect.Dx() < got.Info.Width && got.Full || got.Info.Format == library.RAW {
		l.source = got.Info.Source
	}
	l.fail("")
	l.redraw(true)
}

// ToggleZoom changes between the whole photo and 100 %, at the pointer where it
// is over the photo.
func (l *Loupe) ToggleZoom() {
	x, y := l.devicePixels(l.mouse)
	if l.mouse.IsZero() {
		x, y = float64(l.pixels.X)/2, float64(l.pixels.Y)/2
	}
	cx, cy := l.geometry.PhotoPoint(x, y, l.view.Width, l.view.Height, l.pixels.X, l.pixels.Y)
	l.geometry.Toggle(cx, cy)
	l.moved()
}

// ZoomBy changes the scale around the middle of the view.
func (l *Loupe) ZoomBy(factor float64) {
	l.zoomAt(factor, float64(l.pixels.X)/2, float64(l.pixels.Y)/2)
}

// ShowsEvidence is true while what was measured is drawn over the photo.
func (l *Loupe) ShowsEvidence() bool { return l.showing }

// ShowEvidence draws over the photo what was measured in it, or takes that away.
func (l *Loupe) ShowEvidence(show bool) {
	l.showing = show
	l.showLegend()
	l.request()
	l.redraw(true)
}

func (l *Loupe) showLegend() {
	words := ""
	if l.showing && l.evidence != nil {
		words = evidenceWords(l.evidence)
	}
	l.legend.set(words, style.Soft)
	l.arrange(l.Size())
}

// Fits is true while the whole photo is shown.
func (l *Loupe) Fits() bool { return l.geometry.Fits() }

// Fit shows the whole photo.
func (l *Loupe) Fit() {
	l.geometry = session.NewLoupe()
	l.moved()
}

// Dragged moves the photo with the mouse.
func (l *Loupe) Dragged(e *fyne.DragEvent) {
	dx, dy := l.devicePixels(fyne.NewPos(e.Dragged.DX, e.Dragged.DY))
	l.geometry.Pan(dx, dy, l.view.Width, l.view.Height, l.pixels.X, l.pixels.Y)
	l.moved()
}

// DragEnd is needed to be Draggable.
func (l *Loupe) DragEnd() {}

// Scrolled zooms around the pointer.
func (l *Loupe) Scrolled(e *fyne.ScrollEvent) {
	x, y := l.devicePixels(e.Position)
	l.zoomAt(math.Pow(1.0015, float64(e.Scrolled.DY)*4), x, y)
}

// Tapped changes between the whole photo and 100 % at the pointer.
func (l *Loupe) Tapped(e *fyne.PointEvent) {
	l.mouse = e.Position
	l.ToggleZoom()
}

// MouseIn, MouseMoved and MouseOut remember where the pointer is.
func (l *Loupe) MouseIn(e *desktop.MouseEvent)    { l.mouse = e.Position }
func (l *Loupe) MouseMoved(e *desktop.MouseEvent) { l.mouse = e.Position }
func (l *Loupe) MouseOut()                        { l.mouse = fyne.Position{} }

// Resize asks for a preview that fits the new size.
func (l *Loupe) Resize(s fyne.Size) {
	l.BaseWidget.Resize(s)
	if l.photo.ID != 0 && l.Visible() {
		l.request()
	}
}

func (l *Loupe) zoomAt(factor, x, y float64) {
	l.geometry.ZoomBy(factor, x, y, l.view.Width, l.view.Height, l.pixels.X, l.pixels.Y)
	l.moved()
}

// moved draws quickly now and finely when the hand rests.
func (l *Loupe) moved() {
	if !l.geometry.Fits() {
		l.request()
	}
	l.redraw(false)
}

func (l *Loupe) redraw(smooth bool) {
	l.view.Smooth = smooth
	l.zoom.set(l.zoomText(), style.Soft)
	l.raster.Refresh()
	if l.refine != nil {
		l.refine.Stop()
	}
	if !smooth {
		l.refine = time.AfterFunc(refineAfter, func() {
			l.later(func() {
				l.view.Smooth = true
				l.raster.Refresh()
			})
		})
	}
}

// request asks the loader for the photo at the view's size, unless that is what
// it was asked for last: asking again would start the decoding anew.
func (l *Loupe) request() {
	size := l.Size()
	if l.photo.ID == 0 || size.Width < 1 {
		return
	}
	w, h := l.devicePixels(fyne.NewPos(size.Width, size.Height))
	side := max(w, h)
	if l.photo.Width > 0 {
		scale := (&session.Loupe{}).Scale(l.photo.Width, l.photo.Height, int(w), int(h))
		side = math.Round(scale * float64(max(l.photo.Width, l.photo.Height)))
	}
	k := asked{keyOf(&l.photo, max(1, int(side))), !l.geometry.Fits(), l.showing && l.evidence == nil}
	if k == l.asked {
		return
	}
	l.asked = k
	l.loader.Load(Request{Photo: l.photo, Neighbours: l.neighbours, Side: k.side, Full: k.full, Evidence: k.evidence})
}

func (l *Loupe) paint(w, h int) image.Image {
	l.pixels = image.Pt(w, h)
	if l.buffer == nil || l.buffer.Rect.Dx() != w || l.buffer.Rect.Dy() != h {
		l.buffer = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	l.view.Loupe = l.geometry
	photo := Paint(l.buffer, &l.view)
	if l.showing && l.evidence != nil && len(l.view.Levels) > 0 {
		drawEvidence(l.buffer, photo, l.evidence)
	}
	return l.buffer
}

func (l *Loupe) devicePixels(p fyne.Position) (x, y float64) {
	scale := float32(1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		scale = c.Scale()
	}
	return float64(p.X * scale), float64(p.Y * scale)
}

func (l *Loupe) zoomText() string {
	if l.view.Width == 0 {
		return ""
	}
	scale := l.geometry.Scale(l.view.Width, l.view.Height, max(1, l.pixels.X), max(1, l.pixels.Y))
	text := fmt.Sprintf("%.0f %%", scale*100)
	if l.source != "" {
		text = l.source + " · " + text
	}
	return text
}
