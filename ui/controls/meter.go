package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/style"
)

// Meter is a thin bar that shows a share of a whole, with a lighter band where
// the share is uncertain.
type Meter struct {
	widget.BaseWidget

	value, spread float64
	tint          style.Color
}

var _ fyne.Widget = (*Meter)(nil)

// NewMeter makes an empty meter.
func NewMeter() *Meter {
	m := &Meter{tint: style.Accent}
	m.ExtendBaseWidget(m)
	return m
}

// Set shows value, 0..1, and a band of spread to both sides of it.
func (m *Meter) Set(value, spread float64, tint style.Color) {
	value, spread = min(max(value, 0), 1), max(spread, 0)
	if m.value != value || m.spread != spread || m.tint != tint {
		m.value, m.spread, m.tint = value, spread, tint
		m.Refresh()
	}
}

// Value is the share shown, 0..1.
func (m *Meter) Value() float64 { return m.value }

// CreateRenderer is called by Fyne.
func (m *Meter) CreateRenderer() fyne.WidgetRenderer {
	r := &meterRenderer{
		meter: m,
		track: canvas.NewRectangle(style.Track),
		band:  canvas.NewRectangle(style.Track),
		bar:   canvas.NewRectangle(m.tint),
	}
	for _, o := range []*canvas.Rectangle{r.track, r.band, r.bar} {
		o.CornerRadius = style.MeterThickness / 2
	}
	r.All = []fyne.CanvasObject{r.track, r.band, r.bar}
	r.dress()
	return r
}

type meterRenderer struct {
	Parts
	meter            *Meter
	track, band, bar *canvas.Rectangle
}

func (r *meterRenderer) MinSize() fyne.Size { return fyne.NewSize(24, style.MeterThickness) }

func (r *meterRenderer) Layout(size fyne.Size) {
	m, top := r.meter, (size.Height-style.MeterThickness)/2
	at := func(v float64) float32 { return float32(min(max(v, 0), 1)) * size.Width }
	place(r.track, 0, top, size.Width, style.MeterThickness)
	place(r.bar, 0, top, at(m.value), style.MeterThickness)
	low, high := at(m.value-m.spread), at(m.value+m.spread)
	place(r.band, low, top, high-low, style.MeterThickness)
}

func (r *meterRenderer) Refresh() {
	r.dress()
	r.Layout(r.meter.Size())
	canvas.Refresh(r.meter)
}

func (r *meterRenderer) dress() {
	r.bar.FillColor = r.meter.tint
	r.band.FillColor = style.Alpha(r.meter.tint, 0.35)
	r.bar.Hidden = r.meter.value <= 0
	r.band.Hidden = r.meter.spread <= 0
}
