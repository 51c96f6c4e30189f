package pane

import "slices"

// Link is a zoom and a place that panes share: what moves one of them moves all.
// Its methods and those of its panes belong to the window's goroutine.
type Link struct {
	geometry Geometry
	panes    []*Pane
}

// NewLink shows whole photos and has no panes yet.
func NewLink() *Link { return &Link{geometry: WholePhoto()} }

// Geometry is where all its panes are.
func (l *Link) Geometry() Geometry { return l.geometry }

// Link is what the pane shares its zoom and place by. A pane that is alone has
// one of its own.
func (p *Pane) Link() *Link { return p.link }

// Join shares the zoom and place of another link from now on, and moves there.
func (p *Pane) Join(l *Link) {
	if p.link == l {
		return
	}
	p.leave()
	p.link = l
	l.panes = append(l.panes, p)
	p.moved()
}

// Unlink lets the pane move by itself. It stays where it is. A pane that is shown
// no more must be unlinked, or the others keep it up to date.
func (p *Pane) Unlink() {
	p.leave()
	p.link = &Link{geometry: p.link.geometry, panes: []*Pane{p}}
}

func (p *Pane) leave() {
	p.link.panes = slices.DeleteFunc(p.link.panes, func(other *Pane) bool { return other == p })
}

// move changes the zoom or the place of all panes of a link.
func (l *Link) move(change func(*Geometry)) {
	change(&l.geometry)
	for _, p := range l.panes {
		p.moved()
	}
}
