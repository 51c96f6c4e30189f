package inspector

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// Frame is one frame of a photo's stack by its overall score.
type Frame struct {
	ID       library.ID
	Name     string        // the file's name
	Overall  library.Value // not known for one without a score
	Here     bool          // it is the photo that the panel is about
	Rejected bool          // by the person
}

// Frames are those of a photo's stack that the panel names.
type Frames struct {
	Listed []Frame // the best first
	Rest   string  // how many others there are, in words; "" for none
}

const (
	frameRowHeight float32 = 20
	frameNameWidth float32 = 64
)

// framesPart lists the frames of a stack with a bar for each. A tap on one goes there.
type framesPart struct {
	root    *fyne.Container
	rows    []*frameRow
	rest    *canvas.Text
	onFrame func(library.ID) // nil before anybody listens
}

func newFramesPart() *framesPart {
	p := &framesPart{root: container.New(&controls.Column{}), rest: style.Text("", style.TextTiny, style.Muted, false)}
	p.root.Add(controls.Space(style.GapSmall))
	p.root.Add(p.rest)
	return p
}

// OnFrame says who hears which frame of the stack is to be looked at.
func (p *Panel) OnFrame(do func(library.ID)) { p.stack.frames.onFrame = do }

func (p *framesPart) set(f Frames, tint style.Color) {
	for len(p.rows) < len(f.Listed) {
		row := newFrameRow(func(id library.ID) {
			if p.onFrame != nil {
				p.onFrame(id)
			}
		})
		p.rows = append(p.rows, row)
		p.root.Objects = append(p.root.Objects[:len(p.root.Objects)-1], row, p.rest)
	}
	for i, row := range p.rows {
		row.Hidden = i >= len(f.Listed)
		if !row.Hidden {
			row.set(f.Listed[i], tint)
		}
	}
	p.rest.Text, p.rest.Hidden = f.Rest, f.Rest == ""
	p.rest.Color = style.Muted
	p.root.Hidden = len(f.Listed) == 0
	p.root.Refresh()
}

// frameRow is one frame: its number, a meter, the score and its uncertainty.
type frameRow struct {
	widget.BaseWidget
	frame    Frame
	tint     style.Color
	hovered  bool
	onTapped func(library.ID)
}

var (
	_ fyne.Widget        = (*frameRow)(nil)
	_ fyne.Tappable      = (*frameRow)(nil)
	_ desktop.Hoverable  = (*frameRow)(nil)
	_ desktop.Cursorable = (*frameRow)(nil)
)

func newFrameRow(onTapped func(library.ID)) *frameRow {
	r := &frameRow{onTapped: onTapped, tint: style.Measured}
	r.ExtendBaseWidget(r)
	return r
}

func (r *frameRow) set(f Frame, tint style.Color) {
	r.frame, r.tint = f, tint
	r.Refresh()
}

// Tapped is called by Fyne.
func (r *frameRow) Tapped(*fyne.PointEvent) { r.onTapped(r.frame.ID) }

// MouseIn is called by Fyne.
func (r *frameRow) MouseIn(*desktop.MouseEvent) { r.hover(true) }

// MouseMoved is called by Fyne.
func (r *frameRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by Fyne.
func (r *frameRow) MouseOut() { r.hover(false) }

// Cursor is called by Fyne.
func (r *frameRow) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (r *frameRow) hover(on bool) {
	r.hovered = on
	r.Refresh()
}

// CreateRenderer is called by Fyne.
func (r *frameRow) CreateRenderer() fyne.WidgetRenderer {
	x := &frameRowRenderer{
		row: r, ground: canvas.NewRectangle(color.Transparent), meter: controls.NewMeter(),
		name:   style.Text("", style.TextSmall, style.Soft, false),
		value:  style.Text("", style.TextSmall, style.Ink, true),
		spread: style.Text("", style.TextTiny, style.Muted, false),
	}
	x.ground.CornerRadius = style.Radius - 2
	x.All = []fyne.CanvasObject{x.ground, x.name, x.meter, x.value, x.spread}
	x.dress()
	return x
}

type frameRowRenderer struct {
	controls.Parts
	row                 *frameRow
	ground              *canvas.Rectangle
	name, value, spread *canvas.Text
	meter               *controls.Meter
}

func (x *frameRowRenderer) MinSize() fyne.Size { return fyne.NewSize(180, frameRowHeight) }

func (x *frameRowRenderer) Layout(size fyne.Size) {
	x.ground.Move(fyne.NewPos(-6, 0))
	x.ground.Resize(fyne.NewSize(size.Width+12, size.Height))
	x.name.Text = style.FitName(x.row.frame.Name, style.TextSmall, frameNameWidth-style.GapSmall)
	controls.PlaceText(x.name, 0, 0, frameNameWidth, size.Height)
	spread, value := x.spread.MinSize().Width, x.value.MinSize().Width
	controls.PlaceText(x.spread, size.Width-spread, 0, spread, size.Height)
	right := size.Width - spreadWidth
	controls.PlaceText(x.value, right-value, 0, value, size.Height)
	right -= valueWidth + style.Gap
	x.meter.Move(fyne.NewPos(frameNameWidth, 0))
	x.meter.Resize(fyne.NewSize(max(right-frameNameWidth, 10), size.Height))
}

func (x *frameRowRenderer) Refresh() {
	x.dress()
	x.Layout(x.row.Size())
	canvas.Refresh(x.row)
}

func (x *frameRowRenderer) dress() {
	f := &x.row.frame
	x.value.Text, x.spread.Text = style.Number(f.Overall), style.Spread(f.Overall)
	x.name.Color, x.value.Color, x.spread.Color = style.Soft, style.Ink, style.Muted
	switch {
	case f.Here:
		x.name.Color = style.Accent
	case f.Rejected:
		x.name.Color, x.value.Color = style.Muted, style.Muted
	}
	x.meter.Set(f.Overall.Mean/10, f.Overall.SD/10, x.row.tint)
	x.meter.Hidden = !f.Overall.Known
	x.ground.FillColor = style.Alpha(style.Ink, 0)
	if x.row.hovered {
		x.ground.FillColor = style.Alpha(style.Ink, 0.05)
	}
}
