package controls

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/style"
)

// Level chooses one value with a handle. Like RangeSlider it takes no keyboard focus.
type Level struct {
	widget.BaseWidget

	// OnChanged is called with the value while the handle moves.
	OnChanged func(value float64)

	highest, step, value float64
	held                 bool
}

var (
	_ fyne.Widget    = (*Level)(nil)
	_ fyne.Draggable = (*Level)(nil)
	_ fyne.Tappable  = (*Level)(nil)
)

// NewLevel makes a slider from 0 to highest that moves in steps and stands at 0.
func NewLevel(highest, step float64) *Level {
	l := &Level{highest: highest, step: step}
	l.ExtendBaseWidget(l)
	return l
}

// Value is where the handle stands.
func (l *Level) Value() float64 { return l.value }

// Set moves the handle without calling back; one that is being dragged stays.
func (l *Level) Set(value float64) {
	if !l.held {
		l.moveTo(value)
	}
}

func (l *Level) moveTo(value float64) (moved bool) {
	value = min(max(value, 0), l.highest)
	if value == l.value {
		return false
	}
	l.value = value
	l.Refresh()
	return true
}

func (l *Level) choose(value float64) {
	steps := math.Round(value / l.step)
	// Rounding the product keeps 0.1 steps from showing as 4.500000001.
	if l.moveTo(math.Round(steps*l.step*1e6)/1e6) && l.OnChanged != nil {
		l.OnChanged(l.value)
	}
}

// Tapped puts the handle under the pointer.
func (l *Level) Tapped(e *fyne.PointEvent) { l.choose(l.at(e.Position.X)) }

// Dragged moves the handle with the pointer.
func (l *Level) Dragged(e *fyne.DragEvent) {
	l.held = true
	l.choose(l.at(e.Position.X))
}

// DragEnd releases the handle.
func (l *Level) DragEnd() { l.held = false }

func (l *Level) at(x float32) float64 {
	return float64((x-handleSide/2)/max(l.Size().Width-handleSide, 1)) * l.highest
}

// CreateRenderer is called by Fyne.
func (l *Level) CreateRenderer() fyne.WidgetRenderer {
	r := &levelRenderer{
		level: l, track: canvas.NewRectangle(style.Track), span: canvas.NewRectangle(style.Accent), handle: canvas.NewCircle(style.Ink),
	}
	r.track.CornerRadius, r.span.CornerRadius = style.MeterThickness/2, style.MeterThickness/2
	r.All = []fyne.CanvasObject{r.track, r.span, r.handle}
	r.dress()
	return r
}

type levelRenderer struct {
	Parts
	level       *Level
	track, span *canvas.Rectangle
	handle      *canvas.Circle
}

func (r *levelRenderer) MinSize() fyne.Size { return fyne.NewSize(60, sliderHeight) }

func (r *levelRenderer) Layout(size fyne.Size) {
	top := (size.Height - style.MeterThickness) / 2
	x := handleSide/2 + float32(r.level.value/r.level.highest)*(size.Width-handleSide)
	place(r.track, 0, top, size.Width, style.MeterThickness)
	place(r.span, 0, top, x, style.MeterThickness)
	place(r.handle, x-handleSide/2, (size.Height-handleSide)/2, handleSide, handleSide)
}

func (r *levelRenderer) Refresh() {
	r.dress()
	r.Layout(r.level.Size())
	canvas.Refresh(r.level)
}

func (r *levelRenderer) dress() {
	r.span.Hidden = r.level.value == 0
	r.handle.FillColor = style.Ink
	if r.level.value == 0 {
		r.handle.FillColor = style.Muted
	}
}
