package taste

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library/radar"
	"keeplight.app/keeplight/ui/blind"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// The chart's own size in pixels.
const (
	pullsWidth  float32 = 400
	pullsHeight float32 = 320
	pullsRadius float32 = 120
	labelGap    float32 = 10
	capHalf     float32 = 4.5 // of the two ends of an interval
	pullSide    float32 = 8   // of a point
	noPull              = 0.5 // of the radius: no pull
	dashAngle           = math.Pi / 60
)

// Pulls is a radar of how much each attribute draws a person: on the dashed ring it draws
// nobody, outside it they keep more of it and inside less. A stroke along each axis is the
// 95 % interval; where that crosses the ring the point is grey.
type Pulls struct {
	widget.BaseWidget
	rows []blind.Row
}

var _ fyne.Widget = (*Pulls)(nil)

// NewPulls makes a chart without axes.
func NewPulls() *Pulls {
	p := &Pulls{}
	p.ExtendBaseWidget(p)
	return p
}

// Set shows one axis for each row, clockwise from the top. Values are 0..1, with no pull
// at one half.
func (p *Pulls) Set(rows []blind.Row) {
	p.rows = rows
	p.Hidden = len(rows) == 0
	p.Refresh()
}

// CreateRenderer is called by Fyne.
func (p *Pulls) CreateRenderer() fyne.WidgetRenderer { return &pullsRenderer{pulls: p} }

type pullsRenderer struct {
	controls.Parts
	pulls *Pulls
}

// MinSize is called by Fyne.
func (*pullsRenderer) MinSize() fyne.Size { return fyne.NewSize(pullsWidth, pullsHeight) }

// Refresh is called by Fyne.
func (r *pullsRenderer) Refresh() {
	r.Layout(r.pulls.Size())
	canvas.Refresh(r.pulls)
}

// Layout is called by Fyne.
func (r *pullsRenderer) Layout(size fyne.Size) {
	r.All = r.All[:0]
	rows := r.pulls.rows
	centre := fyne.NewPos(min(size.Width, pullsWidth)/2, size.Height/2)
	at := func(axis int, share float64) fyne.Position {
		p := radar.At(axis, len(rows), share*radar.MaxValue)
		return centre.AddXY(float32(p.X)*pullsRadius, float32(p.Y)*pullsRadius)
	}
	for i := range rows {
		next := (i + 1) % len(rows)
		r.line(style.Line, style.Hairline, centre, at(i, 1))
		r.line(style.Line, style.Hairline, at(i, 1), at(next, 1))
	}
	if len(rows) > 0 {
		r.ring(centre)
	}
	for i := range rows { // below the points, and only between neighbours that are known
		if next := (i + 1) % len(rows); rows[i].Known && rows[next].Known {
			r.line(style.Alpha(style.Accent, 0.6), 1, at(i, rows[i].Value), at(next, rows[next].Value))
		}
	}
	for i := range rows {
		row := &rows[i]
		r.label(row, centre, at(i, 1))
		if !row.Known {
			continue
		}
		low, high := at(i, row.Low), at(i, row.High)
		r.line(row.Tint, 1.5, low, high)
		r.end(centre, low, at(i, 1), row.Tint)
		r.end(centre, high, at(i, 1), row.Tint)
		dot := canvas.NewCircle(row.Tint)
		dot.Move(at(i, row.Value).SubtractXY(pullSide/2, pullSide/2))
		dot.Resize(fyne.NewSquareSize(pullSide))
		r.All = append(r.All, dot)
	}
}

// ring draws the dashed circle of no pull.
func (r *pullsRenderer) ring(centre fyne.Position) {
	on := func(angle float64) fyne.Position {
		sin, cos := math.Sincos(angle)
		return centre.AddXY(float32(sin)*pullsRadius*noPull, float32(cos)*pullsRadius*noPull)
	}
	for angle := 0.0; angle < 2*math.Pi-dashAngle/2; angle += 2 * dashAngle {
		r.line(style.Muted, 1, on(angle), on(angle+dashAngle))
	}
}

// end draws the short stroke across an end of an interval.
func (r *pullsRenderer) end(centre, end, rim fyne.Position, tint color.Color) {
	dx, dy := (rim.X-centre.X)/pullsRadius*capHalf, (rim.Y-centre.Y)/pullsRadius*capHalf
	r.line(tint, 1.5, end.AddXY(-dy, dx), end.AddXY(dy, -dx))
}

// label names an axis beyond its rim.
func (r *pullsRenderer) label(row *blind.Row, centre, rim fyne.Position) {
	tint := style.Soft
	if row.Tint == style.Muted {
		tint = style.Muted
	}
	t := style.Text(row.Title, style.TextSmall, tint, false)
	size := t.MinSize()
	dx, dy := (rim.X-centre.X)/pullsRadius, (rim.Y-centre.Y)/pullsRadius
	x := rim.X + dx*labelGap - size.Width/2*(1-dx)
	switch {
	case dx > 0.1:
		x = rim.X + dx*labelGap
	case dx < -0.1:
		x = rim.X + dx*labelGap - size.Width
	}
	t.Move(fyne.NewPos(x, rim.Y+dy*labelGap-size.Height/2*(1-dy)))
	t.Resize(size)
	r.All = append(r.All, t)
}

func (r *pullsRenderer) line(c color.Color, thick float32, from, to fyne.Position) {
	l := canvas.NewLine(c)
	l.StrokeWidth, l.Position1, l.Position2 = thick, from, to
	r.All = append(r.All, l)
}
