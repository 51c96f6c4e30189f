package pane

import (
	"math"
	"slices"
)

// Link is a zoom and a place that panes share: what moves one of them moves all.
// At 100 % each shows its own pixels one to one; what was zoomed out of the whole
// photo shows the same part of every frame, however many pixels each has. Its methods
// and those of its panes belong to the window's goroutine.
type Link struct {
	geometry Geometry
	// diagonal is that of the photo, in pixels, for which geometry's Zoom holds; 0
	// where it holds for all.
	diagonal float64
	panes    []*Pane
}

// NewLink shows whole photos and has no panes yet.
func NewLink() *Link { return &Link{geometry: WholePhoto()} }

// Fits is true while its panes show whole photos.
func (l *Link) Fits() bool { return l.geometry.Fits() }

// Panes gives the panes that share it.
func (l *Link) Panes() []*Pane { return slices.Clone(l.panes) }

// Link is what the pane shares its zoom and place by. A pane that is alone has
// one of its own.
func (p *Pane) Link() *Link { return p.link }

// Join shares the zoom and place of another link from now on, and moves there.
func (p *Pane) Join(l *Link) {
	if p.link == l {
		return
	}
	p.link.drop(p)
	p.link = l
	l.panes = append(l.panes, p)
	p.moved()
}

// Unlink lets the pane move by itself. It stays where it is. A pane that is shown
// no more must be unlinked, or the others keep it up to date.
func (p *Pane) Unlink() {
	p.link.drop(p)
	p.link = &Link{geometry: p.Place(), panes: []*Pane{p}}
}

func (l *Link) drop(p *Pane) {
	l.panes = slices.DeleteFunc(l.panes, func(other *Pane) bool { return other == p })
}

// Place is the zoom and the place at which the photo is shown: the link's for the pane's
// own photo, its whole frame at least.
func (p *Pane) Place() Geometry {
	g := p.link.geometry
	if g.Zoom == 0 || p.view.Width == 0 {
		return g
	}
	if own := p.view.diagonal(); p.link.diagonal > 0 {
		g.Zoom *= p.link.diagonal / own
	}
	if g.Zoom < (&Geometry{}).Scale(p.view.Width, p.view.Height, max(1, p.pixels.X), max(1, p.pixels.Y)) {
		return WholePhoto()
	}
	return g
}

// diagonal is that of the photo in pixels.
func (v *View) diagonal() float64 { return math.Hypot(float64(v.Width), float64(v.Height)) }

// move changes the zoom or the place of all panes that share the pane's link.
func (p *Pane) move(change func(*Geometry)) {
	l := p.link
	before := p.Place()
	after := before
	change(&after)
	if before.Zoom == 0 && after.Zoom == 0 {
		return
	}
	if before.Zoom == 0 && after.Zoom != 1 {
		l.diagonal = p.view.diagonal() // relative to the frame, until all are whole again
	}
	if after.Zoom == 1 && before.Zoom != 1 || after.Zoom == 0 {
		l.diagonal = 0
	}
	if own := p.view.diagonal(); l.diagonal > 0 && own > 0 {
		after.Zoom *= own / l.diagonal
	}
	l.geometry = after
	for _, other := range l.panes {
		other.moved()
	}
}

// Fit shows whole photos in all its panes.
func (l *Link) Fit() {
	l.geometry, l.diagonal = WholePhoto(), 0
	for _, p := range l.panes {
		p.moved()
	}
}

// ToggleAt changes between the whole photo and 100 % at a point of the photo, in
// shares of its sides.
func (p *Pane) ToggleAt(x, y float64) { p.move(func(g *Geometry) { g.Toggle(x, y) }) }

// GoTo shows the photo at a zoom and a place.
func (p *Pane) GoTo(g Geometry) { p.move(func(to *Geometry) { *to = g }) }
