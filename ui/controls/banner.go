package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/style"
)

// Banner is one line above the photos that offers one thing to do, and takes no
// room while there is nothing: "214 new scores  [Sort again  R]".
type Banner struct {
	widget.BaseWidget

	text   *canvas.Text
	action *Pill
	root   *fyne.Container
}

var _ fyne.Widget = (*Banner)(nil)

// NewBanner makes a hidden banner.
func NewBanner() *Banner {
	b := &Banner{
		text:   style.Text("", style.TextSmall, style.Ink, false),
		action: NewPill("", "", nil),
	}
	mark := canvas.NewRectangle(style.Accent)
	mark.SetMinSize(fyne.NewSize(style.MeterThickness, 0))
	line := container.NewHBox(
		container.New(layout.NewCustomPaddedLayout(0, 0, style.Gap, 0), container.NewCenter(b.text)),
		layout.NewSpacer(), b.action)
	b.root = container.NewStack(
		canvas.NewRectangle(style.Panel),
		container.NewBorder(nil, Rule(), mark, nil,
			container.New(layout.NewCustomPaddedLayout(4, 4, 4, 8), line)))
	b.ExtendBaseWidget(b)
	b.Hide()
	return b
}

// Offer shows the banner.
func (b *Banner) Offer(text, actionTitle, key string, action func()) {
	b.action.OnTapped = action
	if b.text.Text != text {
		b.text.Text = text
		b.text.Refresh()
	}
	if b.action.title != actionTitle || b.action.key != key {
		b.action.title, b.action.key = actionTitle, key
		b.action.Refresh()
	}
	b.Show()
	b.root.Refresh()
}

// CreateRenderer is called by Fyne.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.root) }
