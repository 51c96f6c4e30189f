package pane

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

var (
	_ fyne.Widget       = (*Pane)(nil)
	_ fyne.Draggable    = (*Pane)(nil)
	_ fyne.Scrollable   = (*Pane)(nil)
	_ fyne.Tappable     = (*Pane)(nil)
	_ desktop.Hoverable = (*Pane)(nil)

	_ fyne.SecondaryTappable = (*Pane)(nil)
)

// hand takes the mouse for a pane.
type hand struct {
	// OnMenu asks for the menu of the photo at a point of the window. It may be nil.
	OnMenu func(at fyne.Position)
	// OnPointer hears where in the pane the pointer is, as it comes and whenever it
	// moves; over is false once it is elsewhere. It may be nil.
	OnPointer func(at fyne.Position, over bool)

	pane  *Pane
	mouse fyne.Position // zero while it is elsewhere
}

// TappedSecondary is called by Fyne.
func (m *hand) TappedSecondary(e *fyne.PointEvent) {
	if m.OnMenu != nil {
		m.OnMenu(e.AbsolutePosition)
	}
}

// ToggleZoom changes between the whole photo and 100 %, at the pointer where it
// is over the photo.
func (p *Pane) ToggleZoom() {
	x, y := p.devicePixels(p.mouse)
	if p.mouse.IsZero() {
		x, y = float64(p.pixels.X)/2, float64(p.pixels.Y)/2
	}
	g := p.Place()
	p.ToggleAt(g.PhotoPoint(x, y, p.view.Width, p.view.Height, p.pixels.X, p.pixels.Y))
}

// ZoomBy changes the scale around the middle of the pane.
func (p *Pane) ZoomBy(factor float64) {
	p.zoomAt(factor, float64(p.pixels.X)/2, float64(p.pixels.Y)/2)
}

// Fits is true while the whole photo is shown.
func (p *Pane) Fits() bool {
	g := p.Place()
	return g.Fits()
}

// Fit shows the whole photo.
func (p *Pane) Fit() { p.link.Fit() }

// Dragged moves the photo with the mouse.
func (m *hand) Dragged(e *fyne.DragEvent) {
	p := m.pane
	dx, dy := p.devicePixels(fyne.NewPos(e.Dragged.DX, e.Dragged.DY))
	p.move(func(g *Geometry) { g.Pan(dx, dy, p.view.Width, p.view.Height, p.pixels.X, p.pixels.Y) })
}

// DragEnd is needed to be Draggable.
func (m *hand) DragEnd() {}

// Scrolled zooms around the pointer.
func (m *hand) Scrolled(e *fyne.ScrollEvent) {
	x, y := m.pane.devicePixels(e.Position)
	m.pane.zoomAt(math.Pow(1.0015, float64(e.Scrolled.DY)*4), x, y)
}

// Tapped changes between the whole photo and 100 % at the pointer.
func (m *hand) Tapped(e *fyne.PointEvent) {
	m.mouse = e.Position
	m.pane.ToggleZoom()
}

// MouseIn, MouseMoved and MouseOut remember where the pointer is.
func (m *hand) MouseIn(e *desktop.MouseEvent)    { m.pointer(e.Position, true) }
func (m *hand) MouseMoved(e *desktop.MouseEvent) { m.pointer(e.Position, true) }
func (m *hand) MouseOut()                        { m.pointer(fyne.Position{}, false) }

func (m *hand) pointer(at fyne.Position, over bool) {
	m.mouse = at
	if m.OnPointer != nil {
		m.OnPointer(at, over)
	}
}

func (p *Pane) zoomAt(factor, x, y float64) {
	if p.view.Width == 0 {
		return // there is nothing to be seen yet
	}
	p.move(func(g *Geometry) {
		g.ZoomBy(factor, x, y, p.view.Width, p.view.Height, p.pixels.X, p.pixels.Y)
	})
}

func (p *Pane) devicePixels(at fyne.Position) (x, y float64) {
	scale := float32(1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		scale = c.Scale()
	}
	return float64(at.X * scale), float64(at.Y * scale)
}
