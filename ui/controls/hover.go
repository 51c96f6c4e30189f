package controls

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

const (
	// hoverRest is how long the pointer rests on a photo before the buttons go.
	hoverRest = 2 * time.Second
	// hoverRoom is how high a photo has to be, in device-independent pixels, for buttons
	// to leave something of it to be seen.
	hoverRoom float32 = 200
)

// Hover shows the mouse's buttons over a photo while the mouse is used there: from when
// the pointer comes or moves until it has rested, has left, or keys are used. Buttons
// under the pointer stay. Positions are those in the photo, which the bar shares with
// it. It belongs to the window's goroutine.
type Hover struct {
	bar   *MarkBar
	drawn fyne.CanvasObject
	later func(func())

	room  bool // there is enough of it
	over  bool // the pointer is over the photo
	at    fyne.Position
	moved time.Time
	rest  *time.Timer
}

// NewHover hides a bar until the mouse is used. drawn is something small that is always
// seen in the same window: what was never drawn cannot ask the toolkit for a frame.
// later runs a function on the window's goroutine.
func NewHover(bar *MarkBar, drawn fyne.CanvasObject, later func(func())) *Hover {
	bar.Hide()
	return &Hover{bar: bar, drawn: drawn, later: later}
}

// Arrange puts the bar over the middle of a photo's foot, its lower edge so far above
// that of the photo. Where wanted is false, or there is no room, it is not shown.
func (h *Hover) Arrange(photo fyne.Size, foot float32, wanted bool) {
	h.bar.Resize(fyne.NewSize(BarFull, BarTall))
	h.bar.Move(fyne.NewPos((photo.Width-BarFull)/2, photo.Height-foot-BarTall))
	h.room = wanted && photo.Height >= hoverRoom && photo.Width >= BarFull
	if !h.room {
		h.bar.Hide()
	}
}

// Pointer hears where the pointer is on the photo, as it comes and whenever it moves;
// over is false once it is elsewhere.
func (h *Hover) Pointer(at fyne.Position, over bool) {
	h.over, h.at, h.moved = over, at, time.Now()
	if !over {
		h.hide()
	}
	if !over || !h.room {
		return
	}
	if !h.bar.Visible() {
		h.bar.Show()
		canvas.Refresh(h.drawn)
	}
	if h.rest == nil {
		h.rest = time.AfterFunc(hoverRest, func() { h.later(h.rested) })
		return
	}
	h.rest.Reset(hoverRest)
}

// KeyPressed hears that the person uses keys.
func (h *Hover) KeyPressed() { h.hide() }

// rested hides the buttons, unless the pointer has moved since that was asked for.
func (h *Hover) rested() {
	if time.Since(h.moved) >= hoverRest {
		h.hide()
	}
}

func (h *Hover) hide() {
	if h.bar.Visible() && !h.isOnBar() {
		h.bar.Hide()
		canvas.Refresh(h.drawn)
	}
}

// isOnBar is true while the pointer is over the buttons.
func (h *Hover) isOnBar() bool {
	at, size := h.at.Subtract(h.bar.Position()), h.bar.Size()
	return h.over && at.X >= 0 && at.Y >= 0 && at.X < size.Width && at.Y < size.Height
}
