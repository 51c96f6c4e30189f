package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

const cardPadding float32 = 12

// whyCard is the reason in words on a card.
type whyCard struct {
	widget.BaseWidget
	text *controls.Paragraph
	root *fyne.Container
}

var _ fyne.Widget = (*whyCard)(nil)

func newWhyCard(width float32) *whyCard {
	c := &whyCard{text: controls.NewParagraph(style.TextSmall, width-2*cardPadding)}
	ground := canvas.NewRectangle(style.Raised)
	ground.CornerRadius = style.RadiusBig
	c.root = container.NewStack(ground, container.New(
		layout.NewCustomPaddedLayout(cardPadding-2, cardPadding-2, cardPadding, cardPadding), c.text))
	c.ExtendBaseWidget(c)
	return c
}

func (c *whyCard) set(spans []controls.Span) { c.text.Set(spans...) }

func (c *whyCard) setWidth(width float32) { c.text.SetWidth(width - 2*cardPadding) }

// CreateRenderer is called by Fyne.
func (c *whyCard) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.root) }

// newTitleLine is a section's title with a hint at the right, where there is room for it.
func newTitleLine(title, hint string) fyne.CanvasObject {
	return container.New(&ends{}, controls.SectionTitle(title), style.Text(hint, style.TextTiny, style.Muted, false))
}

// ends puts two objects at the ends of a line, and leaves the second out where both find
// no room.
type ends struct{}

func (*ends) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first, second := objects[0].MinSize(), objects[1].MinSize()
	objects[0].Resize(first)
	objects[0].Move(fyne.NewPos(0, (size.Height-first.Height)/2))
	objects[1].Resize(second)
	objects[1].Move(fyne.NewPos(size.Width-second.Width, (size.Height-second.Height)/2))
	if fits := first.Width+second.Width+style.Gap <= size.Width; fits != objects[1].Visible() {
		if fits {
			objects[1].Show()
		} else {
			objects[1].Hide()
		}
	}
}

func (*ends) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Max(fyne.NewSize(0, objects[1].MinSize().Height))
}
