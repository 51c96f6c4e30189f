package taste

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/radar"
	"keeplight.app/keeplight/ui/blind"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// The chart's own size in pixels.
const (
	pullsWidth  float32 = 400
	pullsHeight float32 = 344
	legendHigh  float32 = 24
	legendSign  float32 = 18 // width of a sign
	legendGap   float32 = 16 // between a word and the next sign
	pullsRadius float32 = 120
	labelGap    float32 = 10
	capHalf     float32 = 4.5 // of the two ends of an interval
	pullSide    float32 = 8   // of a point
	noPull              = 0.5 // of the radius: no pull
	dashAngle           = math.Pi / 60
	areaOpacity         = 0.16
	hatchFrom           = 0.15 // of the radius, as in the radar of a photo (ui/radar)
	hatchStep           = 0.09
	hatchSide   float32 = 4.5
)

// Pulls is a radar of how much each attribute draws a person: on the dashed ring it draws
// nobody, outside it they keep more of it and inside less. A stroke along each axis is the
// 95 % interval; where that crosses the ring the point is grey. An axis of which nothing is
// known is hatched. A legend below says so.
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
	centre := fyne.NewPos(min(size.Width, pullsWidth)/2, (size.Height-legendHigh)/2)
	at := func(axis int, share float64) fyne.Position {
		p := radar.At(axis, len(rows), share*radar.MaxValue)
		return centre.AddXY(float32(p.X)*pullsRadius, float32(p.Y)*pullsRadius)
	}
	if len(rows) == 0 {
		return
	}
	r.area(rows, centre)
	for i := range rows {
		next := (i + 1) % len(rows)
		if rows[i].Known {
			r.line(style.Line, style.Hairline, centre, at(i, 1))
		} else {
			r.hatch(centre, at(i, 1))
		}
		r.line(style.Line, style.Hairline, at(i, 1), at(next, 1))
	}
	r.ring(centre)
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
		r.dot(row.Tint, at(i, row.Value))
	}
	r.legend(centre.X, size.Height-legendHigh/2)
}

// area fills what lies within the points, through the centre where an axis is not known.
func (r *pullsRenderer) area(rows []blind.Row, centre fyne.Position) {
	values := make([]library.Value, len(rows))
	for i, row := range rows {
		values[i] = library.Value{Known: row.Known, Mean: row.Value * radar.MaxValue}
	}
	left, top := centre.X-pullsRadius, centre.Y-pullsRadius
	for _, run := range radar.Runs(values) {
		var corners []fyne.Position
		if !run.Closed {
			corners = append(corners, fyne.NewPos(pullsRadius, pullsRadius))
		}
		for _, p := range run.Line(values) {
			corner := fyne.NewPos(pullsRadius*float32(1+p.X), pullsRadius*float32(1+p.Y))
			if n := len(corners); n == 0 || apart(corner, corners[n-1]) && apart(corner, corners[0]) {
				corners = append(corners, corner)
			}
		}
		if len(corners) < 3 {
			continue
		}
		polygon := canvas.NewArbitraryPolygon(corners, style.Alpha(style.Accent, areaOpacity))
		polygon.Move(fyne.NewPos(left, top))
		polygon.Resize(fyne.NewSquareSize(2 * pullsRadius))
		r.All = append(r.All, polygon)
	}
}

// apart is false for corners that fall together: Fyne's shader divides by their distance.
func apart(a, b fyne.Position) bool {
	return math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y)) >= 0.5
}

// hatch fills a narrow wedge along an axis of which nothing is known.
func (r *pullsRenderer) hatch(centre, rim fyne.Position) {
	dx, dy := rim.X-centre.X, rim.Y-centre.Y
	at := func(share float64, hand float32) fyne.Position {
		off := hand * hatchSide * float32(share) / pullsRadius
		return centre.AddXY(dx*float32(share)-dy*off, dy*float32(share)+dx*off)
	}
	for _, hand := range []float32{-1, 1} {
		r.line(style.Faint, 1, at(hatchFrom, hand), at(1, hand))
	}
	for from := hatchFrom; from+hatchStep <= 1; from += hatchStep {
		r.line(style.Faint, 1, at(from, -1), at(from+hatchStep, 1))
	}
}

// legend says what the signs mean, in one line around a middle.
func (r *pullsRenderer) legend(middle, y float32) {
	signs := []struct {
		word string
		draw func(left float32)
	}{
		{lang.L("no pull"), func(left float32) {
			for x := left; x < left+legendSign; x += 6 {
				r.line(style.Muted, 1, fyne.NewPos(x, y), fyne.NewPos(x+3, y))
			}
		}},
		{lang.L("95 % interval"), func(left float32) { r.interval(style.Accent, left, y) }},
		{lang.L("cannot tell"), func(left float32) { r.interval(style.Muted, left, y) }},
	}
	words := make([]*canvas.Text, len(signs))
	wide := float32(len(signs)-1) * legendGap
	for i, s := range signs {
		words[i] = style.Text(s.word, style.TextTiny, style.Muted, false)
		wide += legendSign + style.GapSmall + words[i].MinSize().Width
	}
	x := middle - wide/2
	for i, s := range signs {
		s.draw(x)
		x += legendSign + style.GapSmall
		size := words[i].MinSize()
		words[i].Move(fyne.NewPos(x, y-size.Height/2))
		words[i].Resize(size)
		r.All = append(r.All, words[i])
		x += size.Width + legendGap
	}
}

// interval draws a point with its interval, lying.
func (r *pullsRenderer) interval(tint color.Color, left, y float32) {
	for _, x := range []float32{left, left + legendSign} {
		r.line(tint, 1.5, fyne.NewPos(x, y-capHalf), fyne.NewPos(x, y+capHalf))
	}
	r.line(tint, 1.5, fyne.NewPos(left, y), fyne.NewPos(left+legendSign, y))
	r.dot(tint, fyne.NewPos(left+legendSign/2, y))
}

func (r *pullsRenderer) dot(tint color.Color, at fyne.Position) {
	dot := canvas.NewCircle(tint)
	dot.Move(at.SubtractXY(pullSide/2, pullSide/2))
	dot.Resize(fyne.NewSquareSize(pullSide))
	r.All = append(r.All, dot)
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
