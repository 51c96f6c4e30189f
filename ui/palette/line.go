package palette

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

const (
	padding    float32 = 14
	lineHeight float32 = 30
	cardRadius float32 = 12
)

// frame is the card that the palette stands on. Two grounds make the border,
// because Fyne's software painter cuts a stroke off at the right and the bottom.
func frame(content fyne.CanvasObject) fyne.CanvasObject {
	edge, ground := canvas.NewRectangle(style.Ring), canvas.NewRectangle(style.Panel)
	edge.CornerRadius, ground.CornerRadius = cardRadius, cardRadius-style.Hairline
	inset := layout.NewCustomPaddedLayout(style.Hairline, style.Hairline, style.Hairline, style.Hairline)
	return container.NewStack(edge, container.New(inset, ground),
		container.New(layout.NewCustomPaddedLayout(padding, padding, padding, padding), content))
}

// line is one item of the list.
type line struct {
	widget.BaseWidget
	onTapped func()
	ground   *canvas.Rectangle
	title    *canvas.Text
	right    *canvas.Text
}

var (
	_ fyne.Widget        = (*line)(nil)
	_ fyne.Tappable      = (*line)(nil)
	_ desktop.Cursorable = (*line)(nil)
)

func newLine(onTapped func()) *line {
	l := &line{
		onTapped: onTapped, ground: canvas.NewRectangle(style.Chosen),
		title: style.Text("", style.TextBody, style.Ink, false), right: style.Text("", style.TextSmall, style.Muted, false),
	}
	l.ground.CornerRadius = style.Radius
	l.ExtendBaseWidget(l)
	return l
}

// set shows an item; the zero item is an empty line.
func (l *line) set(it Item, chosen bool) {
	l.title.Text, l.right.Text = it.Title, it.Keys
	l.title.Color = style.Ink
	if it.Disabled {
		l.title.Color, l.right.Text = style.Muted, it.Why
	}
	room := width - 2*padding - 3*style.Gap
	l.right.Text = style.Cut(l.right.Text, style.TextSmall, false, room*0.6)
	l.title.Text = style.Cut(l.title.Text, style.TextBody, false, room-style.TextWidth(l.right.Text, style.TextSmall, false))
	if chosen {
		l.ground.Show()
	} else {
		l.ground.Hide()
	}
	l.Refresh()
}

// Tapped is called by Fyne.
func (l *line) Tapped(*fyne.PointEvent) { l.onTapped() }

// Cursor is called by Fyne.
func (l *line) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is called by Fyne.
func (l *line) CreateRenderer() fyne.WidgetRenderer {
	row := container.New(layout.NewCustomPaddedLayout(0, 0, style.Gap, style.Gap),
		container.NewHBox(container.NewCenter(l.title), layout.NewSpacer(), container.NewCenter(l.right)))
	return widget.NewSimpleRenderer(controls.Sized(container.NewStack(l.ground, row), 0, lineHeight))
}

// field is the line to type into. Keys that mean nothing in it move through the
// list.
type field struct {
	controls.Field
	press  func(fyne.KeyName) bool
	canvas fyne.Canvas // on which it has the keyboard, nil before
}

func newField(hint string, onChanged func(string), press func(fyne.KeyName) bool) *field {
	f := &field{press: press}
	f.PlaceHolder, f.OnChanged = hint, onChanged
	f.Scroll = fyne.ScrollHorizontalOnly
	f.TabStop = true
	f.ExtendBaseWidget(f)
	return f
}

// TypedShortcut is called by Fyne, which tells the window of no shortcut while a
// field has the keyboard. Those of the window are handed on: the palette's own key
// closes it, and what ends the program works here too.
func (f *field) TypedShortcut(s fyne.Shortcut) {
	f.Entry.TypedShortcut(s)
	if _, own := s.(*desktop.CustomShortcut); !own {
		return // copy and paste are meant for the line
	}
	if window, ok := f.canvas.(fyne.Shortcutable); ok {
		window.TypedShortcut(s)
	}
}

// TypedKey is called by Fyne.
func (f *field) TypedKey(e *fyne.KeyEvent) {
	if !f.press(e.Name) {
		f.Field.TypedKey(e)
	}
}
