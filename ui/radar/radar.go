package radar

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
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

// Radar is a chart of ten axes. The area is a photo's values; the lighter band
// around its outline is one standard deviation to both sides. An absent value
// breaks the shape: nothing is drawn over its axis.
type Radar struct {
	widget.BaseWidget

	data   Data
	strong int // the highlighted axis, -1 for none
}

var _ fyne.Widget = (*Radar)(nil)

// New makes a radar on which all ten values are absent.
func New() *Radar {
	r := &Radar{strong: -1}
	r.ExtendBaseWidget(r)
	return r
}

// Set shows d.
func (r *Radar) Set(d Data) {
	r.data = d
	r.Refresh()
}

// Highlight brings out one axis; ok false brings out none.
func (r *Radar) Highlight(a library.Attribute, ok bool) {
	axis := -1
	if ok {
		axis = int(a)
	}
	if r.strong != axis {
		r.strong = axis
		r.Refresh()
	}
}

// CreateRenderer is called by Fyne.
func (r *Radar) CreateRenderer() fyne.WidgetRenderer { return newRenderer(r) }
