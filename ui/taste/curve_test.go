package taste

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

func threePoints() []Point {
	return []Point{
		{Decisions: 40, Right: 0.55, BuiltIn: 0.62, Low: 0.45, High: 0.65},
		{Decisions: 90, Right: 0.6, BuiltIn: 0.62, Low: 0.53, High: 0.67},
		{Decisions: 160, Right: 0.63, BuiltIn: 0.63, Low: 0.58, High: 0.68},
	}
}

func drawnCurve(t *testing.T, points []Point, expected int, again float64) *curveRenderer {
	t.Helper()
	styletest.Speak(t, "C")
	test.NewTempApp(t).Settings().SetTheme(style.Theme(style.Dark))
	c := NewCurve()
	c.Set(points, expected, again)
	c.Resize(fyne.NewSize(440, curveHeight))
	r := test.WidgetRenderer(c).(*curveRenderer)
	r.Layout(c.Size())
	return r
}

func (r *curveRenderer) said() string {
	var words []string
	for _, o := range r.All {
		if t, ok := o.(*canvas.Text); ok {
			words = append(words, t.Text)
		}
	}
	return strings.Join(words, "; ")
}

func TestTheCurveLiesInTheBandOfItsIntervals(t *testing.T) {
	r := drawnCurve(t, threePoints(), 0, 0)
	var pieces []*canvas.ArbitraryPolygon
	var dots []fyne.Position
	for _, o := range r.All {
		switch o := o.(type) {
		case *canvas.ArbitraryPolygon:
			pieces = append(pieces, o)
		case *canvas.Circle:
			dots = append(dots, o.Position().AddXY(3, 3))
		}
	}
	if len(pieces) != 2 || len(dots) != 3 {
		t.Fatalf("%d pieces and %d points", len(pieces), len(dots))
	}
	for i, p := range pieces {
		top, bottom := p.Points[0], p.Points[3]
		if top.X != dots[i].X || bottom.X != dots[i].X || top.Y >= dots[i].Y || bottom.Y <= dots[i].Y || p.Points[1].X != dots[i+1].X {
			t.Errorf("piece %d is %v around %v", i, p.Points, dots[i])
		}
	}
	if said := r.said(); strings.Contains(said, "about") || strings.Contains(said, "yourself") || !strings.Contains(said, "160") {
		t.Errorf("it says %s", said)
	}
}

func TestTheCurveSaysWhenItWillSpeakAndHowSureThePersonIs(t *testing.T) {
	r := drawnCurve(t, threePoints(), 220, 0.84)
	if said := r.said(); !strings.Contains(said, "about 220") || !strings.Contains(said, "you against yourself: 84 %") {
		t.Errorf("it says %s", said)
	}
	right := float32(440 - axisWidth)
	stands, lies := 0, 0
	for _, o := range r.All {
		l, ok := o.(*canvas.Line)
		if !ok {
			continue
		}
		switch {
		case any(l.StrokeColor) == any(style.Muted) && l.Position1.X == right && l.Position2.X == right:
			stands++
		case any(l.StrokeColor) == any(style.Ink) && l.Position1.Y == l.Position2.Y:
			lies++
		}
	}
	if stands < 10 || lies < 10 {
		t.Errorf("%d dashes stand where it will speak, %d lie where the person is", stands, lies)
	}
	for _, o := range r.All {
		if text, ok := o.(*canvas.Text); ok && text.Text == "about 220" && (text.Position().X < 0 || text.Position().X+text.Size().Width > right) {
			t.Errorf("%q is at %v", text.Text, text.Position())
		}
	}
}

func TestOnePointHasABar(t *testing.T) {
	r := drawnCurve(t, threePoints()[:1], 0, 0)
	bars := 0
	for _, o := range r.All {
		if l, ok := o.(*canvas.Line); ok && l.StrokeWidth == 5 {
			bars++
		}
	}
	if bars != 1 {
		t.Errorf("%d bars", bars)
	}
	drawnCurve(t, nil, 0, 0)
}
