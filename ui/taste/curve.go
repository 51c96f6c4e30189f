package taste

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// Point is how well choices were guessed after so many decisions.
type Point struct {
	Decisions                 int
	Right, BuiltIn, Low, High float64 // 0..1
}

// The curve's own size, and the shares between which it is drawn.
const (
	curveHeight float32 = 190
	axisWidth   float32 = 40
	axisHeight  float32 = 20
	lowest              = 0.4
	highest             = 0.95
	bandOpacity         = 0.3
)

// Curve draws points over the number of decisions, in the band of their 95 % intervals, with
// the built-in scorer's share, that of the person against themselves, and where the taste
// is expected to speak.
type Curve struct {
	widget.BaseWidget
	points   []Point
	expected int
	again    float64
}

var _ fyne.Widget = (*Curve)(nil)

// NewCurve makes a curve without points.
func NewCurve() *Curve {
	c := &Curve{}
	c.ExtendBaseWidget(c)
	return c
}

// Set shows points, by rising decisions; after about how many it is expected to speak, 0
// where that is not known; and the share of pairs that the person put in the same order
// twice, 0 where that is not known.
func (c *Curve) Set(points []Point, expected int, again float64) {
	c.points, c.expected, c.again = points, expected, again
	c.Refresh()
}

// CreateRenderer is called by Fyne.
func (c *Curve) CreateRenderer() fyne.WidgetRenderer { return &curveRenderer{curve: c} }

type curveRenderer struct {
	controls.Parts
	curve *Curve
}

// MinSize is called by Fyne.
func (*curveRenderer) MinSize() fyne.Size { return fyne.NewSize(300, curveHeight) }

// Refresh is called by Fyne.
func (r *curveRenderer) Refresh() {
	r.Layout(r.curve.Size())
	canvas.Refresh(r.curve)
}

// Layout is called by Fyne.
func (r *curveRenderer) Layout(size fyne.Size) {
	r.All = r.All[:0]
	c := r.curve
	most := max(1, c.expected)
	for _, p := range c.points {
		most = max(most, p.Decisions)
	}
	at := func(decisions int, share float64) fyne.Position {
		share = min(max(share, lowest), highest)
		x := axisWidth + (size.Width-2*axisWidth)*float32(decisions)/float32(most)
		return fyne.NewPos(x, (size.Height-axisHeight)*float32((highest-share)/(highest-lowest)))
	}
	for tenth := 4; tenth <= 9; tenth++ {
		share := float64(tenth) / 10
		r.line(style.Line, style.Hairline, at(0, share), at(most, share))
		r.text(percentText(tenth), 0, at(0, share).Y-8)
	}
	r.text("0", axisWidth, size.Height-axisHeight+2)
	r.text(countText(most), at(most, lowest).X-12, size.Height-axisHeight+2)
	r.band(size, at)
	if c.again > 0 {
		from := at(0, c.again)
		r.dashes(style.Ink, from, at(most, c.again))
		r.text(lang.L("you against yourself: {{.Share}} %", language.Args{"Share": language.Count(int(100*c.again + 0.5))}), from.X+4, from.Y-16)
	}
	if c.expected > 0 {
		top := at(c.expected, highest)
		r.dashes(style.Muted, top, at(c.expected, lowest))
		t := r.text(lang.L("about {{.N}}", language.Args{"N": language.Count(c.expected)}), 0, top.Y)
		t.Move(fyne.NewPos(top.X-t.MinSize().Width-4, top.Y))
	}
	for i, p := range c.points {
		if i > 0 {
			q := c.points[i-1]
			r.line(style.Measured, 1.5, at(q.Decisions, q.BuiltIn), at(p.Decisions, p.BuiltIn))
			r.line(style.Accent, 2, at(q.Decisions, q.Right), at(p.Decisions, p.Right))
		}
		dot := canvas.NewCircle(style.Accent)
		middle := at(p.Decisions, p.Right)
		dot.Move(middle.SubtractXY(3, 3))
		dot.Resize(fyne.NewSquareSize(6))
		r.All = append(r.All, dot)
	}
}

// band fills the intervals from point to point; one point alone has a bar.
func (r *curveRenderer) band(size fyne.Size, at func(int, float64) fyne.Position) {
	points := r.curve.points
	if len(points) == 1 {
		p := points[0]
		r.line(style.Alpha(style.Accent, bandOpacity), 5, at(p.Decisions, p.Low), at(p.Decisions, p.High))
	}
	for i := 1; i < len(points); i++ { // piece by piece, each without a side of no length
		q, p := points[i-1], points[i]
		corners := []fyne.Position{at(q.Decisions, q.High), at(p.Decisions, p.High), at(p.Decisions, p.Low), at(q.Decisions, q.Low)}
		if !apart(corners[0], corners[1]) || !apart(corners[0], corners[3]) || !apart(corners[1], corners[2]) {
			continue
		}
		piece := canvas.NewArbitraryPolygon(corners, style.Alpha(style.Accent, bandOpacity))
		piece.Resize(size)
		r.All = append(r.All, piece)
	}
}

// dashes draws a broken line that stands or lies.
func (r *curveRenderer) dashes(c color.Color, from, to fyne.Position) {
	const dash = 4
	dx, dy := to.X-from.X, to.Y-from.Y
	long := max(dx, dy, 1)
	for s := float32(0); s < long; s += 2 * dash {
		end := min(s+dash, long)
		r.line(c, 1, from.AddXY(dx*s/long, dy*s/long), from.AddXY(dx*end/long, dy*end/long))
	}
}

func (r *curveRenderer) line(c color.Color, thick float32, from, to fyne.Position) {
	l := canvas.NewLine(c)
	l.StrokeWidth, l.Position1, l.Position2 = thick, from, to
	r.All = append(r.All, l)
}

func (r *curveRenderer) text(s string, x, y float32) *canvas.Text {
	t := style.Text(s, style.TextTiny, style.Muted, false)
	t.Move(fyne.NewPos(x, y))
	t.Resize(t.MinSize())
	r.All = append(r.All, t)
	return t
}

func percentText(tenth int) string { return language.Count(10*tenth) + " %" }

func countText(n int) string { return language.Count(n) }
