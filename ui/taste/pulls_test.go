package taste

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/ui/blind"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

// drawnPulls draws rows at the chart's own size.
func drawnPulls(t *testing.T, rows []blind.Row) *pullsRenderer {
	t.Helper()
	styletest.Speak(t, "C")
	test.NewTempApp(t).Settings().SetTheme(style.Theme(style.Dark))
	p := NewPulls()
	p.Set(rows)
	p.Resize(fyne.NewSize(pullsWidth, pullsHeight))
	r := test.WidgetRenderer(p).(*pullsRenderer)
	r.Layout(p.Size())
	return r
}

func fourRows() []blind.Row {
	return []blind.Row{
		{Title: "up", Known: true, Value: 0.8, Low: 0.7, High: 0.9, Tint: style.Accent},
		{Title: "right", Known: true, Value: 0.5, Low: 0.4, High: 0.6, Tint: style.Muted},
		{Title: "down", Known: true, Value: 0.2, Low: 0.1, High: 0.3, Tint: style.Accent},
		{Title: "left", Tint: style.Muted},
	}
}

func (r *pullsRenderer) dots() (at []fyne.Position, tints []any) {
	for _, o := range r.All {
		if c, ok := o.(*canvas.Circle); ok {
			at, tints = append(at, c.Position().AddXY(pullSide/2, pullSide/2)), append(tints, c.FillColor)
		}
	}
	return at, tints
}

func (r *pullsRenderer) lines(tint any) (all []*canvas.Line) {
	for _, o := range r.All {
		if l, ok := o.(*canvas.Line); ok && any(l.StrokeColor) == tint {
			all = append(all, l)
		}
	}
	return all
}

func near(a, b fyne.Position) bool { return math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y)) < 0.01 }

func TestPullsStandOnTheirAxesInTheirColours(t *testing.T) {
	r := drawnPulls(t, fourRows())
	centre := fyne.NewPos(pullsWidth/2, (pullsHeight-legendHigh)/2)
	at, tints := r.dots()
	want := []struct {
		at   fyne.Position
		tint style.Color
	}{
		{centre.AddXY(0, -0.8*pullsRadius), style.Accent},
		{centre.AddXY(0.5*pullsRadius, 0), style.Muted},
		{centre.AddXY(0, 0.2*pullsRadius), style.Accent},
	}
	if len(at) != len(want)+2 { // two are in the legend
		t.Fatalf("%d points", len(at))
	}
	for i, w := range want {
		if !near(at[i], w.at) || tints[i] != any(w.tint) {
			t.Errorf("point %d is at %v in %v, want %v in %v", i, at[i], tints[i], w.at, w.tint)
		}
	}
}

func TestIntervalsReachFromEndToEnd(t *testing.T) {
	r := drawnPulls(t, fourRows())
	centre := fyne.NewPos(pullsWidth/2, (pullsHeight-legendHigh)/2)
	low, high := centre.AddXY(0, -0.7*pullsRadius), centre.AddXY(0, -0.9*pullsRadius)
	bars, caps := 0, 0
	for _, l := range r.lines(style.Accent) {
		switch {
		case near(l.Position1, low) && near(l.Position2, high):
			bars++
		case l.Position1.Y == l.Position2.Y && math.Abs(float64(l.Position1.X-l.Position2.X)) == float64(2*capHalf) && (l.Position1.Y == low.Y || l.Position1.Y == high.Y):
			caps++
		}
	}
	if bars != 1 || caps != 2 {
		t.Errorf("the upper axis has %d bars and %d ends", bars, caps)
	}
}

func TestAnUnknownPullIsHatchedAndNotFilled(t *testing.T) {
	hatched := func(rows []blind.Row) (lines, corners, areas int) {
		r := drawnPulls(t, rows)
		for _, o := range r.All {
			if p, ok := o.(*canvas.ArbitraryPolygon); ok {
				areas++
				corners += len(p.Points)
			}
		}
		return len(r.lines(style.Faint)), corners, areas
	}
	if lines, corners, areas := hatched(fourRows()); lines < 8 || areas != 1 || corners != 4 {
		t.Errorf("one unknown: %d strokes, %d areas with %d corners; want three points and the centre", lines, areas, corners)
	}
	all := fourRows()
	all[3] = blind.Row{Title: "left", Known: true, Value: 0.6, Low: 0.55, High: 0.7, Tint: style.Accent}
	if lines, corners, areas := hatched(all); lines != 0 || areas != 1 || corners != 4 {
		t.Errorf("all known: %d strokes, %d areas with %d corners", lines, areas, corners)
	}
	none := fourRows()
	for i := range none {
		none[i].Known = false
	}
	if lines, _, areas := hatched(none); lines < 32 || areas != 0 {
		t.Errorf("none known: %d strokes, %d areas", lines, areas)
	}
	if r := drawnPulls(t, nil); len(r.All) != 0 || r.pulls.Visible() {
		t.Errorf("without rows it draws %d things", len(r.All))
	}
}

func TestTheRingOfNoPullIsHalfWay(t *testing.T) {
	r := drawnPulls(t, fourRows())
	centre := fyne.NewPos(pullsWidth/2, (pullsHeight-legendHigh)/2)
	on := 0
	for _, l := range r.lines(style.Muted) {
		from := math.Hypot(float64(l.Position1.X-centre.X), float64(l.Position1.Y-centre.Y))
		to := math.Hypot(float64(l.Position2.X-centre.X), float64(l.Position2.Y-centre.Y))
		if math.Abs(from-float64(pullsRadius)/2) < 0.01 && math.Abs(to-float64(pullsRadius)/2) < 0.01 {
			on++
		}
	}
	if on != 60 {
		t.Errorf("%d dashes are on the ring", on)
	}
}

func TestTheLegendNamesEverySign(t *testing.T) {
	r := drawnPulls(t, fourRows())
	words := map[string]bool{}
	for _, o := range r.All {
		if text, ok := o.(*canvas.Text); ok {
			words[text.Text] = true
			if x := text.Position().X; x < 0 || x+text.Size().Width > pullsWidth {
				t.Errorf("%q lies outside", text.Text)
			}
		}
	}
	for _, want := range []string{"up", "right", "down", "left", "no pull", "95 % interval", "cannot tell"} {
		if !words[want] {
			t.Errorf("%q is not said", want)
		}
	}
}
