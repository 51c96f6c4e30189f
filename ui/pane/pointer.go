package pane

import "fyne.io/fyne/v2"

// pointer is where the mouse is over a pane, and what its other button asks for.
type pointer struct {
	// OnMenu asks for the menu of the photo at a point of the window. It may be nil.
	OnMenu func(at fyne.Position)

	mouse fyne.Position
}

var _ fyne.SecondaryTappable = (*Pane)(nil)

// TappedSecondary is called by Fyne.
func (p *pointer) TappedSecondary(e *fyne.PointEvent) {
	if p.OnMenu != nil {
		p.OnMenu(e.AbsolutePosition)
	}
}
