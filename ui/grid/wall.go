package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// wall is a GridWrap that cannot take the keyboard's focus: the culling keys
// must reach the window whatever was clicked or tabbed to.
type wall struct {
	widget.GridWrap
}

var _ fyne.Disableable = (*wall)(nil)

func newWall(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *wall {
	w := &wall{}
	w.Length, w.CreateItem, w.UpdateItem = length, create, update
	w.ExtendBaseWidget(w)
	return w
}

// Disabled is always true: fyne passes over a disabled widget when Tab moves
// the focus. It changes nothing of how the wall looks or scrolls.
func (w *wall) Disabled() bool { return true }

// Enable does nothing.
func (w *wall) Enable() {}

// Disable does nothing.
func (w *wall) Disable() {}
