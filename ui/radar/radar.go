package radar

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"keeplight/library"
)

// Mark is how a second set of values is drawn.
type Mark uint8

// A second photo is a second shape; a measurement beside a judgement is dots.
const (
	Shape Mark = iota
	Dots
)

// Data is what a radar shows.
type Data struct {
	Values   [library.NumAttributes]library.Value
	Second   *[library.NumAttributes]library.Value // nil when there is none
	SecondAs Mark
	Measured bool // Values were measured, not judged: drawn in the colour of measurement
}

// Radar is the chart of ten axes. An absent value breaks the shape.
type Radar struct {
	widget.BaseWidget
	data Data
}

// New makes an empty radar.
func New() *Radar { r := &Radar{}; r.ExtendBaseWidget(r); return r }

// Set shows d.
func (r *Radar) Set(d Data) { r.data = d; r.Refresh() }

// Highlight brings out one axis; ok false brings out none.
func (r *Radar) Highlight(a library.Attribute, ok bool) {}

// CreateRenderer is called by Fyne.
func (r *Radar) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
