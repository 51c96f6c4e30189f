package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
)

// Mouse is what the mouse asks for in a cell, besides a click on it. All may be nil.
type Mouse struct {
	// OnFlag, OnRate and OnLabel are a tap on the buttons that lie on the photo under
	// the pointer.
	OnFlag  func(library.ID, library.Flag)
	OnRate  func(library.ID, library.Rating)
	OnLabel func(library.ID, library.Label)
	// OnMenu asks for the menu of a photo, at a point of the window.
	OnMenu func(id library.ID, at fyne.Position)
}

// barLow is how far above the photo's lower edge the buttons lie.
const barLow float32 = 4

// hover is the buttons of the cell under the pointer: one bar that goes from cell to
// cell.
type hover struct {
	bar  *controls.MarkBar
	cell *tileWidget // nil while the pointer is over none
}

// newHover makes the bar of a grid; mouse is asked at each tap.
func newHover(mouse *Mouse) *hover {
	h := &hover{bar: controls.NewMarkBar()}
	h.bar.OnFlag = func(f library.Flag) {
		if id := h.photo(); id != 0 && mouse.OnFlag != nil {
			mouse.OnFlag(id, f)
		}
	}
	h.bar.OnRate = func(n library.Rating) {
		if id := h.photo(); id != 0 && mouse.OnRate != nil {
			mouse.OnRate(id, n)
		}
	}
	h.bar.OnLabel = func(l library.Label) {
		if id := h.photo(); id != 0 && mouse.OnLabel != nil {
			mouse.OnLabel(id, l)
		}
	}
	return h
}

// photo is the one under the pointer, 0 for none.
func (h *hover) photo() library.ID {
	if h.cell == nil {
		return 0
	}
	return h.cell.tile.ID
}

// enter shows the buttons on a cell.
func (h *hover) enter(t *tileWidget) {
	old := h.cell
	h.cell = t
	if old != nil && old != t {
		canvas.Refresh(old)
	}
	h.update(t)
	canvas.Refresh(t)
}

// leave takes them away, where they are still on that cell.
func (h *hover) leave(t *tileWidget) {
	if h.cell == t {
		h.cell = nil
		canvas.Refresh(t)
	}
}

// update shows what is decided of the cell's photo, where the buttons are on it, and
// puts them at the foot of the photo.
func (h *hover) update(t *tileWidget) {
	if h == nil || h.cell != t {
		return
	}
	h.bar.Set(controls.Marks{Flag: t.tile.Flag, Stars: t.tile.Rating, Label: t.tile.Label})
	photo := photoSize(t.Size())
	width := min(controls.BarFull, photo.Width)
	place(h.bar, inset+edge+(photo.Width-width)/2, inset+edge+photo.Height-controls.BarTall-barLow, width, controls.BarTall)
}

// with adds the buttons to what a cell draws, where they are on it.
func (h *hover) with(t *tileWidget, objects []fyne.CanvasObject) []fyne.CanvasObject {
	if h == nil || h.cell != t || t.tile.ID == 0 {
		return objects
	}
	return append(objects, h.bar)
}

// MouseIn and MouseOut show and hide the buttons. Keys never act on what the pointer
// is over; being Hoverable also keeps GridWrap from painting its own hover.
func (t *tileWidget) MouseIn(*desktop.MouseEvent) {
	if t.grid.hover != nil {
		t.grid.hover.enter(t)
	}
}

// MouseMoved is needed to be Hoverable.
func (t *tileWidget) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is the other end of MouseIn.
func (t *tileWidget) MouseOut() {
	if t.grid.hover != nil {
		t.grid.hover.leave(t)
	}
}

// TappedSecondary asks for the photo's menu.
func (t *tileWidget) TappedSecondary(e *fyne.PointEvent) {
	g := t.grid
	if g.Mouse.OnMenu != nil && t.tile.ID != 0 {
		g.Mouse.OnMenu(t.tile.ID, e.AbsolutePosition)
	}
}

var _ fyne.SecondaryTappable = (*tileWidget)(nil)
