package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/style"
)

// barrier takes what the pointer does, so that Fyne does not look for a taker
// further down.
type barrier struct{}

var (
	_ fyne.Tappable     = barrier{}
	_ fyne.Scrollable   = barrier{}
	_ fyne.Draggable    = barrier{}
	_ desktop.Hoverable = barrier{}
)

func (barrier) Tapped(*fyne.PointEvent)        {}
func (barrier) Scrolled(*fyne.ScrollEvent)     {}
func (barrier) Dragged(*fyne.DragEvent)        {}
func (barrier) DragEnd()                       {}
func (barrier) MouseIn(*desktop.MouseEvent)    {}
func (barrier) MouseMoved(*desktop.MouseEvent) {}
func (barrier) MouseOut()                      {}

// shade darkens the window below a sheet.
type shade struct {
	widget.BaseWidget
	barrier
	onTapped func()
}

var _ fyne.Widget = (*shade)(nil)

func newShade(onTapped func()) *shade {
	s := &shade{onTapped: onTapped}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped is called by Fyne.
func (s *shade) Tapped(*fyne.PointEvent) {
	if s.onTapped != nil {
		s.onTapped()
	}
}

// CreateRenderer is called by Fyne.
func (s *shade) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(style.Shade))
}
