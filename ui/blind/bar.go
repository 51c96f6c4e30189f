package blind

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// Row is a share with its 95 % interval.
type Row struct {
	Title            string
	Text             string // "74 %, 70 to 77"
	Known            bool
	Value, Low, High float64     // 0..1
	Ceiling          bool        // the person's own: what cannot be asked of a scorer
	Tint             style.Color // of the marks; "" is that of what was measured
}

const (
	rowHeight  float32 = 22
	titleWidth float32 = 128
	textWidth  float32 = 132
)

// bar draws a row: its title, a line from none to all with a tick at a half, which is
// chance, the interval and the share on it, and the share in words.
type bar struct {
	widget.BaseWidget
	row                         Row
	title, text                 *canvas.Text
	track, chance, reach, value *canvas.Rectangle
}

var _ fyne.Widget = (*bar)(nil)

// NewBar draws a row.
func NewBar(r Row) fyne.CanvasObject {
	ink := cmp.Or(r.Tint, style.Measured)
	if r.Ceiling {
		ink = style.Ink
	}
	b := &bar{
		row: r, title: style.Text(style.Shorten(r.Title, style.TextSmall, false, titleWidth-style.Gap), style.TextSmall, style.Soft, false),
		text:  style.Text(r.Text, style.TextSmall, style.Muted, false),
		track: canvas.NewRectangle(style.Track), chance: canvas.NewRectangle(style.Faint),
		reach: canvas.NewRectangle(style.Alpha(ink, 0.4)), value: canvas.NewRectangle(ink),
	}
	b.text.Alignment = fyne.TextAlignTrailing
	b.reach.Hidden, b.value.Hidden = !r.Known || r.High <= r.Low, !r.Known
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is called by Fyne.
func (b *bar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{bar: b}
	r.All = []fyne.CanvasObject{b.track, b.chance, b.reach, b.value, b.title, b.text}
	return r
}

type barRenderer struct {
	controls.Parts
	bar *bar
}

// Layout is called by Fyne.
func (r *barRenderer) Layout(size fyne.Size) {
	b := r.bar
	width := max(size.Width-titleWidth-textWidth-2*style.Gap, 0)
	at := func(o fyne.CanvasObject, from, to, wide, high float32) {
		o.Move(fyne.NewPos(titleWidth+from*width-wide/2, (size.Height-high)/2))
		o.Resize(fyne.NewSize((to-from)*width+wide, high))
	}
	at(b.track, 0, 1, 0, style.MeterThickness)
	at(b.chance, 0.5, 0.5, style.Hairline, 10)
	at(b.reach, float32(b.row.Low), float32(b.row.High), 0, 8)
	at(b.value, float32(b.row.Value), float32(b.row.Value), style.MeterThickness, 14)
	controls.PlaceText(b.title, 0, 0, titleWidth, size.Height)
	controls.PlaceText(b.text, size.Width-textWidth, 0, textWidth, size.Height)
}

// MinSize is called by Fyne.
func (*barRenderer) MinSize() fyne.Size {
	return fyne.NewSize(titleWidth+textWidth+90, rowHeight)
}

// Refresh is called by Fyne.
func (r *barRenderer) Refresh() {
	r.Layout(r.bar.Size())
	canvas.Refresh(r.bar)
}
