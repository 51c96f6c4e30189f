package measure

import (
	"image/color"
	"math"
	"testing"

	"keeplight.app/keeplight/library"
)

// TestTurnedEvidenceMarksTheSamePixels holds each mask, box and line against the
// picture's own: what lay over a pixel lies over it where that is seen now.
func TestTurnedEvidenceMarksTheSamePixels(t *testing.T) {
	e := EvidenceOf(paint(256, 160, func(x, y int) color.RGBA {
		switch {
		case x > 200 && y < 40:
			return color.RGBA{255, 255, 255, 255} // blown in the upper right corner
		case x < 60 && y > 120:
			return color.RGBA{0, 0, 0, 255} // blocked in the lower left
		case x/4%2 == 0 && x > 80 && x < 140:
			return color.RGBA{60, 60, 60, 255}
		}
		return color.RGBA{150, 150, 150, 255}
	}))
	e.Horizon = Horizon{Known: true, X1: 0, Y1: 0.4, X2: 1, Y2: 0.6, Degrees: 3}
	if e.ClippedHigh.Share() == 0 || e.ClippedLow.Share() == 0 || e.SharpestTile.Empty() {
		t.Fatalf("the picture shows nothing: %+v", e.SharpestTile)
	}
	for turn := range library.MaxRotation + 1 {
		got := e.Turned(turn)
		for name, m := range map[string][2]*Mask{
			"high": {&e.ClippedHigh, &got.ClippedHigh}, "low": {&e.ClippedLow, &got.ClippedLow}, "salient": {&e.Salient, &got.Salient},
		} {
			from, to := m[0], m[1]
			if w, h := turn.Size(from.W, from.H); to.W != w || to.H != h {
				t.Fatalf("%d, %s: %d x %d", turn, name, to.W, to.H)
			}
			for y := range from.H {
				for x := range from.W {
					px, py := turn.Point((float64(x)+0.5)/float64(from.W), (float64(y)+0.5)/float64(from.H))
					if from.At(x, y) != to.At(int(px*float64(to.W)), int(py*float64(to.H))) {
						t.Fatalf("%d, %s: cell %d %d", turn, name, x, y)
					}
				}
			}
		}
		x, y := turn.Point(e.SharpestTile.X+e.SharpestTile.W/2, e.SharpestTile.Y+e.SharpestTile.H/2)
		if r := got.SharpestTile; math.Abs(r.X+r.W/2-x) > 1e-9 || math.Abs(r.Y+r.H/2-y) > 1e-9 || math.Abs(r.W*r.H-e.SharpestTile.W*e.SharpestTile.H) > 1e-9 {
			t.Errorf("%d: the sharpest part is %+v", turn, r)
		}
		x, y = turn.Point(0, 0.4)
		if h := got.Horizon; math.Abs(h.X1-x) > 1e-9 || math.Abs(h.Y1-y) > 1e-9 || h.Degrees != 3 || h.Upright != (turn%2 == 1) {
			t.Errorf("%d: the horizon is %+v", turn, h)
		}
		if len(got.Weight) != len(e.Weight) {
			t.Errorf("%d: %d weights", turn, len(got.Weight))
		}
	}
	var none Evidence
	if got := none.Turned(1); len(got.Salient.On) != 0 || !got.SharpestTile.Empty() {
		t.Errorf("nothing turned gives %+v", got)
	}
}
