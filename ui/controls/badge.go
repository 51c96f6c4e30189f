package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/style"
)

const (
	badgeHeight  float32 = 19
	badgePadding float32 = 7
)

// Badge is a word on a coloured ground: "Pick", "Reject", "A · champion".
type Badge struct {
	widget.BaseWidget

	text string
	fill style.Color
	ink  style.Color
}

var _ fyne.Widget = (*Badge)(nil)

// NewBadge makes a badge.
func NewBadge(text string, fill style.Color) *Badge {
	b := &Badge{text: text, fill: fill, ink: style.OnFlag}
	b.ExtendBaseWidget(b)
	return b
}

// Set changes the word and its ground.
func (b *Badge) Set(text string, fill style.Color) {
	if b.text != text || b.fill != fill {
		b.text, b.fill = text, fill
		b.Refresh()
	}
}

// SetInk changes the colour of the word.
func (b *Badge) SetInk(ink style.Color) {
	if b.ink != ink {
		b.ink = ink
		b.Refresh()
	}
}

// CreateRenderer is called by Fyne.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	r := &badgeRenderer{
		badge:  b,
		ground: canvas.NewRectangle(b.fill),
		word:   style.Text(b.text, style.TextSmall, b.ink, true),
	}
	r.ground.CornerRadius = style.Radius - 2
	r.All = []fyne.CanvasObject{r.ground, r.word}
	return r
}

type badgeRenderer struct {
	Parts
	badge  *Badge
	ground *canvas.Rectangle
	word   *canvas.Text
}

func (r *badgeRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.word.MinSize().Width+2*badgePadding, badgeHeight)
}

func (r *badgeRenderer) Layout(size fyne.Size) {
	place(r.ground, 0, 0, size.Width, size.Height)
	w := r.word.MinSize().Width
	PlaceText(r.word, (size.Width-w)/2, 0, w, size.Height)
}

func (r *badgeRenderer) Refresh() {
	r.word.Text, r.word.Color, r.ground.FillColor = r.badge.text, r.badge.ink, r.badge.fill
	r.Layout(r.badge.Size())
	canvas.Refresh(r.badge)
}
