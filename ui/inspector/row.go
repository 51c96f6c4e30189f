package inspector

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

const (
	rowHeight   float32 = 21
	lowHeight   float32 = 7 // of the meter below the words, in a narrow panel
	spreadWidth float32 = 34
	valueWidth  float32 = 34
	titleWidth  float32 = 138
)

// row is one attribute that has a value: its title, a meter, the value and its
// uncertainty. In a narrow panel the meter lies below the others, across all of it.
type row struct {
	widget.BaseWidget
	attribute library.Attribute
	onTapped  func()

	value   library.Value
	tint    style.Color
	chosen  bool
	hovered bool
	narrow  bool
}

var (
	_ fyne.Widget       = (*row)(nil)
	_ fyne.Tappable     = (*row)(nil)
	_ desktop.Hoverable = (*row)(nil)
)

func newRow(a library.Attribute, onTapped func()) *row {
	r := &row{attribute: a, onTapped: onTapped}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) set(v library.Value, tint style.Color, chosen bool) {
	r.value, r.tint, r.chosen = v, tint, chosen
	r.Hidden = !v.Known
	r.Refresh()
}

// setNarrow is for a panel of another width.
func (r *row) setNarrow(narrow bool) {
	if r.narrow != narrow {
		r.narrow = narrow
		r.Refresh()
	}
}

// Tapped is called by Fyne.
func (r *row) Tapped(*fyne.PointEvent) { r.onTapped() }

// MouseIn is called by Fyne.
func (r *row) MouseIn(*desktop.MouseEvent) {
	r.hovered = true
	r.Refresh()
}

// MouseMoved is called by Fyne.
func (r *row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by Fyne.
func (r *row) MouseOut() {
	r.hovered = false
	r.Refresh()
}

// CreateRenderer is called by Fyne.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	x := &rowRenderer{
		row:    r,
		ground: canvas.NewRectangle(color.Transparent),
		title:  style.Text(language.Attribute(r.attribute), style.TextSmall, style.Soft, false),
		value:  style.Text("", style.TextSmall, style.Ink, true),
		spread: style.Text("", style.TextTiny, style.Muted, false),
		meter:  controls.NewMeter(),
	}
	x.ground.CornerRadius = style.Radius - 2
	x.All = []fyne.CanvasObject{x.ground, x.title, x.meter, x.value, x.spread}
	x.dress()
	return x
}

type rowRenderer struct {
	controls.Parts
	row                  *row
	ground               *canvas.Rectangle
	title, value, spread *canvas.Text
	meter                *controls.Meter
}

func (x *rowRenderer) MinSize() fyne.Size {
	if x.row.narrow {
		return fyne.NewSize(180, rowHeight+lowHeight)
	}
	return fyne.NewSize(180, rowHeight)
}

func (x *rowRenderer) Layout(size fyne.Size) {
	// The ground reaches into the panel's margin: the words stay aligned.
	x.ground.Move(fyne.NewPos(-6, 0))
	x.ground.Resize(fyne.NewSize(size.Width+12, size.Height))
	spread, value := x.spread.MinSize().Width, x.value.MinSize().Width
	controls.PlaceText(x.spread, size.Width-spread, 0, spread, rowHeight)
	right := size.Width - spreadWidth
	controls.PlaceText(x.value, right-value, 0, value, rowHeight)
	right -= valueWidth + style.Gap

	titled := titleWidth
	if x.row.narrow {
		titled = right
	}
	x.title.Text = style.Cut(language.Attribute(x.row.attribute), style.TextSmall, false, titled-style.GapSmall)
	controls.PlaceText(x.title, 0, 0, titled, rowHeight)
	if x.row.narrow {
		x.meter.Move(fyne.NewPos(0, rowHeight-2))
		x.meter.Resize(fyne.NewSize(size.Width, style.MeterThickness))
		return
	}
	x.meter.Move(fyne.NewPos(titled, 0))
	x.meter.Resize(fyne.NewSize(max(right-titled, 10), rowHeight))
}

func (x *rowRenderer) Refresh() {
	x.dress()
	x.Layout(x.row.Size())
	canvas.Refresh(x.row)
}

func (x *rowRenderer) dress() {
	r := x.row
	x.value.Text, x.spread.Text = style.Number(r.value), style.Spread(r.value)
	x.title.Color, x.value.Color = style.Soft, style.Ink
	x.meter.Set(r.value.Mean/10, r.value.SD/10, r.tint)
	x.ground.FillColor = style.Alpha(style.Ink, 0)
	switch {
	case r.chosen:
		x.ground.FillColor, x.title.Color = style.Chosen, style.Ink
	case r.hovered:
		x.ground.FillColor = style.Alpha(style.Ink, 0.05)
	}
}
