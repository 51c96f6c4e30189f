package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

const legendMark float32 = 8

// legend tells what the shape and the dots of the radar are.
type legend struct {
	widget.BaseWidget
	measured, checked bool
}

var _ fyne.Widget = (*legend)(nil)

func newLegend() *legend {
	l := &legend{}
	l.ExtendBaseWidget(l)
	return l
}

func (l *legend) set(measured, checked bool) {
	if l.measured != measured || l.checked != checked {
		l.measured, l.checked = measured, checked
		l.Refresh()
	}
}

// CreateRenderer is called by Fyne.
func (l *legend) CreateRenderer() fyne.WidgetRenderer {
	r := &legendRenderer{
		legend: l,
		square: canvas.NewRectangle(style.Accent),
		shape:  style.Text("", style.TextTiny, style.Muted, false),
		ring:   canvas.NewCircle(style.Panel),
		dots:   style.Text(lang.L("measured"), style.TextTiny, style.Muted, false),
	}
	r.square.CornerRadius = 1.5
	r.ring.StrokeColor, r.ring.StrokeWidth = style.Measured, 2
	r.All = []fyne.CanvasObject{r.square, r.shape, r.ring, r.dots}
	r.dress()
	return r
}

type legendRenderer struct {
	controls.Parts
	legend      *legend
	square      *canvas.Rectangle
	ring        *canvas.Circle
	shape, dots *canvas.Text
}

func (r *legendRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 16) }

func (r *legendRenderer) Layout(size fyne.Size) {
	x := float32(0)
	put := func(mark fyne.CanvasObject, words *canvas.Text) {
		mark.Move(fyne.NewPos(x, (size.Height-legendMark)/2))
		mark.Resize(fyne.NewSquareSize(legendMark))
		w := words.MinSize().Width
		controls.PlaceText(words, x+legendMark+5, 0, w, size.Height)
		x += legendMark + 5 + w + style.Gap + 4
	}
	put(r.square, r.shape)
	put(r.ring, r.dots)
}

func (r *legendRenderer) Refresh() {
	r.dress()
	r.Layout(r.legend.Size())
	canvas.Refresh(r.legend)
}

func (r *legendRenderer) dress() {
	r.shape.Text, r.square.FillColor = lang.L("model, band = uncertainty"), style.Accent
	if r.legend.measured {
		r.shape.Text, r.square.FillColor = lang.L("measured, band = uncertainty"), style.Measured
	}
	r.ring.Hidden, r.dots.Hidden = !r.legend.checked, !r.legend.checked
}
