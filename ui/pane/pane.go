package pane

import (
	"image"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/ui/session"
)

// refineAfter is how long after the last movement the picture is drawn again
// with smooth sampling.
const refineAfter = 100 * time.Millisecond

// Source reads what a pane shows; a Loader is one. It hands that to the pane's
// Deliver, on the window's goroutine.
type Source interface {
	Load(Request)
}

// requested is a request without what does not change its answer.
type requested struct {
	levelKey
	full, inspect bool
}

// Pane shows one photo. All methods belong to the window's goroutine.
type Pane struct {
	widget.BaseWidget

	// OnChange is called when what is shown, where in the photo, or why nothing
	// can be shown has changed. It may be nil.
	OnChange func()
	// Overlay draws over the photo that was painted into dst. It is called once there
	// are pixels, and may be nil.
	Overlay func(dst *image.RGBA, of Painted)

	source Source
	later  func(func())
	link   *Link

	photo      library.Photo
	neighbours []library.Photo
	view       View
	origin     library.Message // what the pixels are, when they are not all of the photo's own
	problem    library.Message // why it cannot be shown, zero where it can
	absent     bool            // the file could not be reached, or is set aside; it is tried again
	inspect    Inspection
	inspected  bool // the photo shown has been
	requested  requested
	pixels     image.Point // of the pane
	buffer     *image.RGBA
	refine     *time.Timer
	mouse      fyne.Position

	raster *canvas.Raster
}

// New makes a pane that shows nothing yet. later runs a function on the window's
// goroutine (fyne.Do).
func New(source Source, later func(func())) *Pane {
	p := &Pane{source: source, later: later}
	p.link = &Link{geometry: WholePhoto(), panes: []*Pane{p}}
	p.raster = canvas.NewRaster(p.paint)
	p.raster.ScaleMode = canvas.ImageScaleFastest
	p.ExtendBaseWidget(p)
	return p
}

// ShowPhoto turns to a photo. quick is a small picture of it to show meanwhile, or
// nil. Zoom and place stay, so that frames of a burst can be compared. A file that
// could not be reached is tried again. It is false where the photo is shown
// already.
func (p *Pane) ShowPhoto(photo library.Photo, neighbours []library.Photo, quick *image.RGBA) bool {
	same := p.photo.ID == photo.ID && p.photo.Hash == photo.Hash && p.photo.ModTime.Equal(photo.ModTime)
	p.photo, p.neighbours = photo, neighbours
	if same && p.view.Turn != photo.Rotation {
		turn(p, photo.Rotation)
	}
	if same && p.absent {
		p.absent, p.requested = false, requested{}
		p.request()
		return false
	}
	if same && p.view.Levels != nil {
		return false
	}
	p.problem, p.absent, p.origin, p.inspected = photo.Problem, false, library.Message{}, false
	p.view = View{}
	p.view.setSize(photo.Width, photo.Height, p.photo.Rotation)
	if quick != nil {
		p.view.Levels = []*image.RGBA{quick}
		if photo.Width == 0 {
			p.view.setSize(quick.Rect.Dx(), quick.Rect.Dy(), p.photo.Rotation)
		}
	}
	p.request()
	p.redraw(false)
	return true
}

// Deliver takes in what the source read, if it is still of the photo shown.
func (p *Pane) Deliver(got Loaded) {
	if got.ID != p.photo.ID {
		return
	}
	if got.then != nil {
		p.inspected, p.requested.inspect = true, false
		got.then()
		return
	}
	if got.Err != nil {
		p.problem = session.ProblemOf(got.Err)
		// The person may have it tried again, of which news of the photo tells.
		p.absent = session.OutOfReach(got.Err) || p.problem.Code() == message.SetAside
		p.redraw(false)
		return
	}
	if got.Part != nil {
		p.takePart(got.Part)
		return
	}
	p.view.Levels = got.Levels
	p.view.setSize(got.Info.Width, got.Info.Height, p.photo.Rotation)
	if got.Full && got.Levels[0].Rect.Dx() < got.Info.Width {
		// There are no more pixels than these: 100 % shows them one to one.
		p.view.setSize(got.Levels[0].Rect.Dx(), got.Levels[0].Rect.Dy(), p.photo.Rotation)
	}
	p.origin = library.Message{}
	if got.Levels[0].Rect.Dx() < got.Info.Width && got.Full || got.Info.Format == library.RAW {
		p.origin = got.Info.Origin
	}
	p.problem = library.Message{}
	p.redraw(true)
}

// Problem says why the photo cannot be shown; it is zero where it can.
func (p *Pane) Problem() library.Message { return p.problem }

// Origin says what the pixels are where they are not the photo's own, such as the
// preview in a RAW file; zero otherwise.
func (p *Pane) Origin() library.Message { return p.origin }

// Scale is how many device pixels a pixel of the photo takes, 0 while the photo's
// size is not known.
func (p *Pane) Scale() float64 {
	if p.view.Width == 0 {
		return 0
	}
	g := p.geometry()
	return g.Scale(p.view.Width, p.view.Height, max(1, p.pixels.X), max(1, p.pixels.Y))
}

// Inspect has something worked out of every photo that is shown, beginning with
// the present one unless that has been inspected already. nil ends that.
func (p *Pane) Inspect(f Inspection) {
	p.inspect = f
	p.request()
}

// Redraw draws again, as when what lies over the photo has changed.
func (p *Pane) Redraw() { p.redraw(true) }

// Resize asks for a preview that fits the new size.
func (p *Pane) Resize(s fyne.Size) {
	p.BaseWidget.Resize(s)
	if p.photo.ID != 0 && p.Visible() {
		p.request()
	}
}

// moved draws quickly now and finely when the hand rests.
func (p *Pane) moved() {
	if !p.Fits() || p.looks() {
		p.request()
	}
	p.redraw(false)
}

func (p *Pane) redraw(smooth bool) {
	p.view.Smooth = smooth
	if p.OnChange != nil {
		p.OnChange()
	}
	p.raster.Refresh()
	if p.refine != nil {
		p.refine.Stop()
	}
	if !smooth {
		p.refine = time.AfterFunc(refineAfter, func() {
			p.later(func() {
				p.view.Smooth = true
				p.raster.Refresh()
			})
		})
	}
}

// request asks the source for the photo at the pane's size, unless that is what
// it was asked for last: asking again would start the decoding anew.
func (p *Pane) request() {
	size := p.Size()
	if p.photo.ID == 0 || size.Width < 1 {
		return
	}
	w, h := p.devicePixels(fyne.NewPos(size.Width, size.Height))
	side := max(w, h)
	if wide, high := p.photo.ShownSize(); wide > 0 {
		scale := (&Geometry{}).Scale(wide, high, int(w), int(h))
		side = math.Round(scale * float64(max(wide, high)))
	}
	inspect := p.inspect
	if p.inspected {
		inspect = nil
	}
	k := requested{keyOf(&p.photo, max(1, int(side))), !p.Fits(), inspect != nil}
	if k == p.requested {
		return
	}
	p.requested = k
	p.source.Load(Request{Photo: p.photo, Neighbours: p.neighbours, Side: k.side, Full: k.full, Inspect: inspect})
}

func (p *Pane) paint(w, h int) image.Image {
	p.pixels = image.Pt(w, h)
	if p.buffer == nil || p.buffer.Rect.Dx() != w || p.buffer.Rect.Dy() != h {
		p.buffer = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	p.view.Geometry = p.geometry()
	photo := Paint(p.buffer, &p.view)
	p.look(photo)
	if p.Overlay != nil && len(p.view.Levels) > 0 {
		p.Overlay(p.buffer, painted(p, photo))
	}
	return p.buffer
}

// CreateRenderer is called by Fyne.
func (p *Pane) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.raster) }
