package pane

import (
	"image"
	"testing"
)

func TestVisitingGoesFromPointToPointAndThenShowsTheWhole(t *testing.T) {
	p := sideBySide(t, 1)[0]
	focus, sharpest, middle := Point{0.2, 0.3}, Point{0.8, 0.7}, Point{0.5, 0.5}
	edge := Point{0, 1}
	for name, c := range map[string]struct {
		points []Point
		want   []Point // the zero point is the whole photo
	}{
		"all three":                    {[]Point{focus, sharpest, middle}, []Point{focus, sharpest, middle, {}, focus}},
		"one that is near another":     {[]Point{focus, {0.21, 0.31}, middle}, []Point{focus, middle, {}}},
		"at the edge as far as it is":  {[]Point{edge, {0.001, 0.999}, middle}, []Point{edge, middle, {}}},
		"none":                         {nil, []Point{{}, {}}},
		"the middle, and nothing else": {[]Point{middle}, []Point{middle, {}, middle}},
	} {
		p.Fit()
		for i, want := range c.want {
			p.Visit(c.points)
			p.paint(300, 200)
			if whole := want == (Point{}); p.Fits() != whole || !whole && (!p.IsAt(want) || p.Scale() != 1) {
				t.Errorf("%s: after %d it is at %+v, want %v", name, i+1, p.Place(), want)
			}
		}
	}
	p.Fit()
	p.Visit([]Point{focus, sharpest})
	p.ZoomBy(1.5) // away from there
	p.Visit([]Point{focus, sharpest})
	if !p.IsAt(focus) {
		t.Errorf("from elsewhere it goes to %+v", p.Place())
	}
}

func TestAPhotoThatIsSeenWholeAtItsSizeIsNotVisited(t *testing.T) {
	p := sideBySide(t, 1)[0]
	photo := p.shown.photo
	photo.ID, photo.Width, photo.Height = 7, 200, 100
	p.ShowPhoto(photo, nil, image.NewRGBA(image.Rect(0, 0, 20, 10)))
	p.paint(300, 200)
	p.Visit([]Point{{0.2, 0.2}, {0.8, 0.8}})
	if !p.Fits() {
		t.Errorf("it is at %+v", p.Place())
	}
}

func TestAPhotoThatIsGoneBackToStandsWhereItStood(t *testing.T) {
	p := sideBySide(t, 1)[0]
	p.ZoomBy(20)
	before := p.Place()
	p.Visit([]Point{{0.9, 0.9}})
	p.GoTo(before)
	if got := p.Place(); got != before {
		t.Errorf("it stands at %+v, not %+v", got, before)
	}
}
