package radar

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
)

// Data is what a radar shows. Means and deviations are in points, 0..10.
type Data struct {
	Axes     []library.Attribute                   // clockwise from the top; none is all ten
	Values   [library.NumAttributes]library.Value  // of the photo
	Second   *[library.NumAttributes]library.Value // of a second photo, a shape over the first; nil for none
	Checks   *[library.NumAttributes]library.Value // what was measured beside a model's judgement, as dots; nil for none
	Mean     *[library.NumAttributes]library.Value // of other photos, a dashed ring; nil for none
	Measured bool                                  // Values were measured, not judged: drawn in the colour of measurement
}

// Radar is a chart with an axis for each attribute. The line is a photo's values, with
// a dot on each; the lighter band around it is one standard deviation to both sides.
// An attribute without a value is a hatched spoke, over which nothing else is drawn,
// and a value alone between two of them is a dot with a stroke as long as its spread.
type Radar struct {
	widget.BaseWidget

	data   Data
	axes   []library.Attribute // of data, all ten where it names none
	strong int                 // the attribute that is brought out, -1 for none
}

var _ fyne.Widget = (*Radar)(nil)

// New makes a radar on which all ten values are absent.
func New() *Radar {
	r := &Radar{strong: -1}
	r.use(Data{})
	r.ExtendBaseWidget(r)
	return r
}

// Set shows d.
func (r *Radar) Set(d Data) {
	r.use(d)
	r.Refresh()
}

func (r *Radar) use(d Data) {
	r.data, r.axes = d, d.Axes
	if all := library.Attributes(); len(r.axes) == 0 {
		r.axes = all[:]
	}
}

// Highlight brings out one axis; ok false brings out none.
func (r *Radar) Highlight(a library.Attribute, ok bool) {
	strong := -1
	if ok {
		strong = int(a)
	}
	if r.strong != strong {
		r.strong = strong
		r.Refresh()
	}
}

// onAxes gives values in the order of the axes.
func (r *Radar) onAxes(v *values) []library.Value {
	if v == nil {
		return nil
	}
	list := make([]library.Value, len(r.axes))
	for i, a := range r.axes {
		list[i] = v[a]
	}
	return list
}

// strongAxis is the place of the axis that is brought out, -1 for none.
func (r *Radar) strongAxis() int {
	return slices.IndexFunc(r.axes, func(a library.Attribute) bool { return int(a) == r.strong })
}

// CreateRenderer is called by Fyne.
func (r *Radar) CreateRenderer() fyne.WidgetRenderer { return newRenderer(r) }
