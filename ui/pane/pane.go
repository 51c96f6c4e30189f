package pane

import (
	"image"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// refineAfter is how long after the last movement the picture is drawn again
// with smooth sampling.
const refineAfter = 100 * time.Millisecond

// requested is a request without what does not change its answer.
type requested struct {
	levelKey
	full, inspect, passing bool
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

	hand // takes the mouse

	source Source
	later  func(func())
	link   *Link

	shown     shown
	view      View
	pace      pace
	inspect   Inspection
	requested requested
	pixels    image.Point // of the pane
	buffer    *image.RGBA
	refine    *time.Timer
	painted   []func() // to be called once there is a frame
	awaited   bool     // it is to be painted once more when the hand rests

	raster *canvas.Raster
}

// New makes a pane that shows nothing yet. later runs a function on the window's
// goroutine (fyne.Do).
func New(source Source, later func(func())) *Pane {
	p := &Pane{source: source, later: later}
	p.hand.pane = p
	p.link = &Link{geometry: WholePhoto(), panes: []*Pane{p}}
	p.raster = canvas.NewRaster(p.paint)
	p.raster.ScaleMode = canvas.ImageScaleFastest
	p.ExtendBaseWidget(p)
	return p
}

// Scale is how many device pixels a pixel of the photo takes, 0 while the photo's
// size is not known.
func (p *Pane) Scale() float64 {
	if p.view.Width == 0 {
		return 0
	}
	g := p.Place()
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
	if p.shown.photo.ID != 0 && p.Visible() {
		p.request()
	}
}

// moved draws quickly now and finely when the hand rests.
func (p *Pane) moved() {
	if _, looks := p.source.(Looker); looks || !p.Fits() {
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
		p.refine = time.AfterFunc(refineAfter, func() { p.later(p.finish) })
	}
}

// finish draws the picture finely, where it was not or somebody waits for that.
func (p *Pane) finish() {
	awaited := p.awaited && !p.pace.passing
	again := !p.view.Smooth && p.view.coarse || awaited
	p.view.Smooth, p.awaited = true, p.awaited && !awaited
	if again {
		p.raster.Refresh()
	}
}

// request asks the source for the photo at the pane's size, unless that is what
// it was asked for last: asking again would start the decoding anew.
func (p *Pane) request() {
	size := p.Size()
	photo := &p.shown.photo
	if photo.ID == 0 || size.Width < 1 {
		return
	}
	w, h := p.devicePixels(fyne.NewPos(size.Width, size.Height))
	side := max(w, h)
	if wide, high := photo.ShownSize(); wide > 0 {
		scale := (&Geometry{}).Scale(wide, high, int(w), int(h))
		side = math.Round(scale * float64(max(wide, high)))
	}
	inspect := p.inspect
	if p.shown.inspected {
		inspect = nil
	}
	k := requested{keyOf(photo, max(1, int(side))), !p.Fits(), inspect != nil, p.pace.passing}
	if k == p.requested {
		return
	}
	p.requested, p.view.Geometry = k, p.Place()
	got, ok := p.source.Load(Request{
		Photo: *photo, Neighbours: p.shown.neighbours, Side: k.side, Look: p.view.seen(p.pixels), Inspect: inspect,
		HasSmall: p.shown.small, Passing: k.passing,
	})
	if ok {
		p.Deliver(got)
	}
}

// AfterPaint calls f once the pane was painted and its frame is on the screen.
func (p *Pane) AfterPaint(f func()) { p.painted = append(p.painted, f) }

func (p *Pane) paint(w, h int) image.Image {
	if size := image.Pt(w, h); p.buffer == nil || p.buffer.Rect.Size() != size {
		p.buffer = image.NewRGBA(image.Rectangle{Max: size})
		p.pixels = size
		if p.OnChange != nil {
			p.later(p.OnChange) // the scale follows from the size
		}
	}
	p.view.Geometry = p.Place()
	p.look()
	photo := Paint(p.buffer, &p.view)
	if p.Overlay != nil && len(p.view.Levels) > 0 {
		p.Overlay(p.buffer, painted(p, photo))
	}
	for _, f := range p.painted {
		p.later(f) // which comes after the frame
	}
	p.painted = nil
	return p.buffer
}

// CreateRenderer is called by Fyne.
func (p *Pane) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.raster) }
