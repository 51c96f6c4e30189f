package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

const (
	cardPadding float32 = 24
	cardRadius  float32 = 12
	cardBeside  float32 = 24 // least distance to the window's edge
)

// card is a raised ground whose content scrolls where the window is too small
// for it.
type card struct {
	widget.BaseWidget
	barrier
	head    fyne.CanvasObject // what stays in view above; may be nil
	content fyne.CanvasObject
	scroll  *container.Scroll
	onGrown func() // called after the wanted size changed
}

var _ fyne.Widget = (*card)(nil)

func newCard(content fyne.CanvasObject) *card {
	c := &card{}
	c.fill(c, content)
	return c
}

// fill is for widgets that embed a card: self is the outermost one.
func (c *card) fill(self fyne.Widget, content fyne.CanvasObject) {
	top := cardPadding
	if c.head != nil {
		top = 0 // the head brings its own
	}
	c.content = container.New(layout.NewCustomPaddedLayout(top, cardPadding, cardPadding, cardPadding), content)
	c.scroll = container.NewVScroll(c.content)
	c.ExtendBaseWidget(self)
}

// wanted is the size at which nothing has to scroll.
func (c *card) wanted() fyne.Size {
	want := c.content.MinSize()
	if c.head != nil {
		want.Height += c.head.MinSize().Height
	}
	return want
}

func (c *card) whenGrown(f func()) { c.onGrown = f }

// CreateRenderer is called by Fyne.
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	// Two grounds make the border, because Fyne's software painter cuts a stroke
	// off at the right and the bottom.
	edge, ground := canvas.NewRectangle(style.Ring), canvas.NewRectangle(style.Panel)
	edge.CornerRadius, ground.CornerRadius = cardRadius, cardRadius-style.Hairline
	inset := layout.NewCustomPaddedLayout(style.Hairline, style.Hairline, style.Hairline, style.Hairline)
	return widget.NewSimpleRenderer(container.NewStack(edge, container.New(inset, ground), controls.NewFrame(c.head, nil, nil, nil, c.scroll)))
}

// Over puts sheet in the middle of a shade over the whole window. What lies
// below gets no click, no wheel and no hover. A tap beside the sheet calls
// onBeside, which may be nil.
func Over(sheet fyne.CanvasObject, onBeside func()) fyne.CanvasObject {
	over := container.New(&centred{}, newShade(onBeside), sheet)
	if s, ok := sheet.(interface{ whenGrown(func()) }); ok {
		s.whenGrown(over.Refresh)
	}
	return over
}

// centred gives the first object everything and the second its wanted size in
// the middle, or less in a small window.
type centred struct{}

var _ fyne.Layout = (*centred)(nil)

func (*centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
	sheet := objects[1]
	room := size.SubtractWidthHeight(2*cardBeside, 2*cardBeside)
	want := sheet.MinSize()
	switch s := sheet.(type) {
	case interface {
		wantedIn(room fyne.Size) fyne.Size
	}:
		want = s.wantedIn(room)
	case interface{ wanted() fyne.Size }:
		want = s.wanted()
	}
	got := want.Min(room)
	sheet.Resize(got)
	// Whole numbers keep hairlines and small text sharp.
	sheet.Move(fyne.NewPos(floor((size.Width-got.Width)/2), floor((size.Height-got.Height)/2)))
}

func floor(v float32) float32 { return float32(int(v)) }

func (*centred) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 120) }
