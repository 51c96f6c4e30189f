package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/style"
)

// link is a few words that can be tapped; without words it is not there.
type link struct {
	widget.BaseWidget
	text     *canvas.Text
	onTapped func()
}

var (
	_ fyne.Widget        = (*link)(nil)
	_ fyne.Tappable      = (*link)(nil)
	_ desktop.Hoverable  = (*link)(nil)
	_ desktop.Cursorable = (*link)(nil)
)

func newLink(onTapped func()) *link {
	l := &link{text: style.Text("", style.TextTiny, style.Muted, false), onTapped: onTapped}
	l.ExtendBaseWidget(l)
	return l
}

func (l *link) set(text string) {
	l.text.Text = text
	l.Hidden = text == ""
	l.Refresh()
}

// Tapped is called by Fyne.
func (l *link) Tapped(*fyne.PointEvent) { l.onTapped() }

// MouseIn is called by Fyne.
func (l *link) MouseIn(*desktop.MouseEvent) { l.paint(style.Ink) }

// MouseMoved is called by Fyne.
func (l *link) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by Fyne.
func (l *link) MouseOut() { l.paint(style.Muted) }

func (l *link) paint(c style.Color) {
	l.text.Color = c
	l.text.Refresh()
}

// Cursor is called by Fyne.
func (l *link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is called by Fyne.
func (l *link) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.text) }
