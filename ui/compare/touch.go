package compare

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// touch lies over a pane and takes the mouse: a press on a pane without the focus
// gives it that and nothing else; everything else is the pane's.
type touch struct {
	widget.BaseWidget
	cell    *Cell
	entered bool // the press gave the focus
}

var (
	_ fyne.Tappable          = (*touch)(nil)
	_ fyne.Draggable         = (*touch)(nil)
	_ fyne.Scrollable        = (*touch)(nil)
	_ desktop.Mouseable      = (*touch)(nil)
	_ fyne.SecondaryTappable = (*touch)(nil)
	_ desktop.Hoverable      = (*touch)(nil)
)

func newTouch(c *Cell) *touch {
	t := &touch{cell: c}
	t.ExtendBaseWidget(t)
	return t
}

// MouseDown is called by Fyne.
func (t *touch) MouseDown(*desktop.MouseEvent) {
	t.entered = !t.cell.focused
	if t.entered && t.cell.OnFocus != nil {
		t.cell.OnFocus()
	}
}

// MouseUp is called by Fyne.
func (t *touch) MouseUp(*desktop.MouseEvent) {}

// Tapped is called by Fyne.
func (t *touch) Tapped(e *fyne.PointEvent) {
	if !t.entered {
		t.cell.pane.Tapped(e)
	}
	t.entered = false
}

// TappedSecondary is called by Fyne.
func (t *touch) TappedSecondary(e *fyne.PointEvent) { t.cell.pane.TappedSecondary(e) }

// Dragged is called by Fyne.
func (t *touch) Dragged(e *fyne.DragEvent) { t.cell.pane.Dragged(e) }

// DragEnd is called by Fyne.
func (t *touch) DragEnd() { t.cell.pane.DragEnd() }

// Scrolled is called by Fyne.
func (t *touch) Scrolled(e *fyne.ScrollEvent) { t.cell.pane.Scrolled(e) }

// MouseIn is called by Fyne.
func (t *touch) MouseIn(e *desktop.MouseEvent) { t.cell.pane.MouseIn(e) }

// MouseMoved is called by Fyne.
func (t *touch) MouseMoved(e *desktop.MouseEvent) { t.cell.pane.MouseMoved(e) }

// MouseOut is called by Fyne.
func (t *touch) MouseOut() { t.cell.pane.MouseOut() }

// CreateRenderer is called by Fyne.
func (t *touch) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
