package measure

import (
	"image/color"
	"math"
	"math/rand/v2"
	"testing"
)

func TestEvidenceShowsWhereLightIsClipped(t *testing.T) {
	img := paint(640, 480, func(x, y int) color.RGBA {
		switch {
		case x >= 480 && y < 240:
			return grey(255)
		case x < 160 && y >= 240:
			return grey(0)
		}
		return grey(90 + float64(x%7+y%5)*6)
	})
	e := EvidenceOf(img)
	for name, c := range map[string]struct {
		m      Mask
		x0, y0 float64
	}{"high": {e.ClippedHigh, 0.75, 0}, "low": {e.ClippedLow, 0, 0.5}} {
		if share := c.m.Share(); math.Abs(share-0.125) > 0.01 {
			t.Errorf("%s: %.3f of the picture is marked, want an eighth", name, share)
		}
		b := c.m.box()
		if math.Abs(b.X-c.x0) > 0.02 || math.Abs(b.Y-c.y0) > 0.02 || math.Abs(b.W-0.25) > 0.02 || math.Abs(b.H-0.5) > 0.02 {
			t.Errorf("%s is marked at %+v", name, b)
		}
	}
}

func TestEvidenceShowsTheSharpestTile(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 5))
	img := paint(900, 600, func(x, y int) color.RGBA {
		v := 120 + 50*math.Sin(float64(x)/60)*math.Cos(float64(y)/50)
		if x > 600 && x < 720 && y > 100 && y < 220 {
			v += 50 * float64(r.IntN(2))
		}
		return grey(v)
	})
	b := EvidenceOf(img).SharpestTile
	cx, cy := b.X+b.W/2, b.Y+b.H/2
	if b.Empty() || math.Abs(cx-660.0/900) > 0.05 || math.Abs(cy-160.0/600) > 0.08 {
		t.Errorf("the tile is at %+v", b)
	}
}

func TestEvidenceDrawsTheHorizonWhereItIs(t *testing.T) {
	for _, lean := range []float64{-6, 0, 4} {
		slope := math.Tan(lean * math.Pi / 180)
		e := EvidenceOf(paint(600, 400, func(x, y int) color.RGBA {
			over := float64(y) - (250 + slope*float64(x-300))
			return grey(200 - 120*min(1, max(0, over+0.5)))
		}))
		h := e.Horizon
		left, right := (250-slope*300)/400, (250+slope*300)/400
		if !h.Known || h.Upright || math.Abs(h.Y1-left) > 0.02 || math.Abs(h.Y2-right) > 0.02 || math.Abs(h.Degrees-lean) > 0.2 {
			t.Errorf("lean %g: the horizon goes from %.3f to %.3f (want %.3f to %.3f): %+v", lean, h.Y1, h.Y2, left, right, h)
		}
	}
}

func TestEvidenceDrawsAnUprightWhereItIs(t *testing.T) {
	const lean = 3.0
	slope := math.Tan(lean * math.Pi / 180)
	h := EvidenceOf(paint(400, 600, func(x, y int) color.RGBA {
		over := float64(x) - (220 - slope*float64(y-300))
		return grey(200 - 120*min(1, max(0, over+0.5)))
	})).Horizon
	top, bottom := (220+slope*300)/400, (220-slope*300)/400
	if !h.Known || !h.Upright || math.Abs(h.X1-top) > 0.02 || math.Abs(h.X2-bottom) > 0.02 {
		t.Errorf("the line goes from %.3f to %.3f (want %.3f to %.3f): %+v", h.X1, h.X2, top, bottom, h)
	}
}

func TestEvidenceShowsWhatStandsOut(t *testing.T) {
	e := EvidenceOf(scene(900, 600))
	if e.SalientBox.Empty() || math.Abs(e.SalientX-0.33) > 0.08 || math.Abs(e.SalientY-0.6) > 0.12 {
		t.Errorf("the disc at 0.33, 0.60 is shown at %.2f, %.2f in %+v", e.SalientX, e.SalientY, e.SalientBox)
	}
	if none := EvidenceOf(paint(300, 200, func(_, _ int) color.RGBA { return grey(128) })); !none.SalientBox.Empty() || none.Horizon.Known || !none.SharpestTile.Empty() {
		t.Errorf("an empty picture shows %+v", none)
	}
	if small := EvidenceOf(paint(20, 20, func(x, _ int) color.RGBA { return grey(float64(x)) })); small.ClippedHigh.Share() != 0 {
		t.Error("a tiny picture shows evidence")
	}
}
