package taste

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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
)

// Curve draws points over the number of decisions, with their 95 % intervals and the
// built-in scorer's share.
type Curve struct {
	widget.BaseWidget
	points []Point
}

var _ fyne.Widget = (*Curve)(nil)

// NewCurve makes a curve without points.
func NewCurve() *Curve {
	c := &Curve{}
	c.ExtendBaseWidget(c)
	return c
}

// Set shows points, by rising decisions.
func (c *Curve) Set(points []Point) {
	c.points = points
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
	most := 1
	for _, p := range r.curve.points {
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
	for i, p := range r.curve.points {
		r.line(style.Alpha(style.Accent, 0.35), 5, at(p.Decisions, p.Low), at(p.Decisions, p.High))
		if i > 0 {
			q := r.curve.points[i-1]
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

func (r *curveRenderer) line(c color.Color, thick float32, from, to fyne.Position) {
	l := canvas.NewLine(c)
	l.StrokeWidth, l.Position1, l.Position2 = thick, from, to
	r.All = append(r.All, l)
}

func (r *curveRenderer) text(s string, x, y float32) {
	t := style.Text(s, style.TextTiny, style.Muted, false)
	t.Move(fyne.NewPos(x, y))
	t.Resize(t.MinSize())
	r.All = append(r.All, t)
}

func percentText(tenth int) string { return language.Count(10*tenth) + " %" }

func countText(n int) string { return language.Count(n) }
