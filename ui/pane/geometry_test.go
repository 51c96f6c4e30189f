package pane

import (
	"math"
	"testing"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestTheWholePhotoFitsAndIsNeverEnlarged(t *testing.T) {
	g := WholePhoto()
	if got := g.Scale(4000, 3000, 1000, 1000); !near(got, 0.25) {
		t.Errorf("scale %v", got)
	}
	if got := g.Scale(400, 300, 1000, 1000); got != 1 {
		t.Errorf("a small photo is scaled by %v", got)
	}
	if x, y := g.Origin(4000, 3000, 1000, 1000); !near(x, 0) || !near(y, 125) {
		t.Errorf("a photo that fits lies at %v, %v", x, y)
	}
	if got := g.Scale(0, 0, 10, 10); got != 1 {
		t.Errorf("a photo without pixels has scale %v", got)
	}
}

func TestZoomingKeepsThePointUnderThePointer(t *testing.T) {
	g := WholePhoto()
	const w, h, vw, vh = 6000, 4000, 1200, 800
	for _, at := range [][2]float64{{300, 200}, {600, 400}, {1100, 700}} {
		g = WholePhoto()
		x0, y0 := g.PhotoPoint(at[0], at[1], w, h, vw, vh)
		for range 5 {
			g.ZoomBy(1.5, at[0], at[1], w, h, vw, vh)
		}
		x1, y1 := g.PhotoPoint(at[0], at[1], w, h, vw, vh)
		if math.Abs(x1-x0) > 1e-6 || math.Abs(y1-y0) > 1e-6 {
			t.Errorf("at %v the photo moved from %v,%v to %v,%v", at, x0, y0, x1, y1)
		}
	}
	for range 40 {
		g.ZoomBy(1.5, 600, 400, w, h, vw, vh)
	}
	if g.Zoom != MaxZoom {
		t.Errorf("zoom %v goes beyond its end", g.Zoom)
	}
	for range 40 {
		g.ZoomBy(0.5, 600, 400, w, h, vw, vh)
	}
	if !g.Fits() {
		t.Error("zooming out does not end at the whole photo")
	}
}

func TestPanningStopsAtThePhotosEdge(t *testing.T) {
	g := WholePhoto()
	g.Toggle(0.5, 0.5)
	g.Pan(1e6, 1e6, 6000, 4000, 1200, 800)
	if x, y := g.Origin(6000, 4000, 1200, 800); !near(x, 0) || !near(y, 0) {
		t.Errorf("the upper left corner lies at %v, %v", x, y)
	}
	g.Pan(-1e6, -1e6, 6000, 4000, 1200, 800)
	if x, y := g.Origin(6000, 4000, 1200, 800); !near(x, 1200-6000) || !near(y, 800-4000) {
		t.Errorf("the corner lies at %v, %v", x, y)
	}
	g.Toggle(0, 0)
	if !g.Fits() {
		t.Error("the second toggle does not show the whole photo")
	}
}
