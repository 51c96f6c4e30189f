package library

import "testing"

func TestARotationTurnsPlacesAsItTurnsPictures(t *testing.T) {
	for _, c := range []struct {
		r      Rotation
		x, y   float64 // where the point at (0.25, 0.1) of the upright picture is seen
		w, h   int     // of a picture of 600 x 400
		degree int
	}{
		{0, 0.25, 0.1, 600, 400, 0},
		{1, 0.9, 0.25, 400, 600, 90},  // the upper left corner is now at the right
		{2, 0.75, 0.9, 600, 400, 180}, // upside down
		{3, 0.1, 0.75, 400, 600, 270}, // the upper left corner is now at the bottom
		{4, 0.25, 0.1, 600, 400, 360}, // a damaged value still gives a place in the picture
	} {
		if x, y := c.r.Point(0.25, 0.1); !near(x, c.x) || !near(y, c.y) {
			t.Errorf("%d: seen at %.2f %.2f, want %.2f %.2f", c.r, x, y, c.x, c.y)
		}
		if x, y := c.r.Back(c.x, c.y); !near(x, 0.25) || !near(y, 0.1) {
			t.Errorf("%d: back at %.2f %.2f", c.r, x, y)
		}
		p := Photo{Width: 600, Height: 400, Rotation: c.r, Capture: Capture{Focus: Focus{X: 0.25, Y: 0.1, Known: true}}}
		if w, h := p.ShownSize(); w != c.w || h != c.h {
			t.Errorf("%d: %d x %d", c.r, w, h)
		}
		if f := p.ShownFocus(); !near(f.X, c.x) || !near(f.Y, c.y) || !f.Known {
			t.Errorf("%d: focus at %+v", c.r, f)
		}
		if c.r.Degrees() != c.degree {
			t.Errorf("%d: %d degrees", c.r, c.r.Degrees())
		}
	}
}

func TestQuarterTurnsAddUpInBothDirections(t *testing.T) {
	for from := range MaxRotation + 1 {
		for quarters := -5; quarters <= 5; quarters++ {
			to := from.Plus(quarters)
			if to > MaxRotation || (int(to)-int(from)-quarters)%4 != 0 {
				t.Errorf("%d and %d quarters give %d", from, quarters, to)
			}
			if by := to.Minus(from); from.Plus(int(by)) != to || by > MaxRotation {
				t.Errorf("from %d to %d are %d quarters", from, to, by)
			}
		}
	}
}

func near(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 }
