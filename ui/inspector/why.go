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
