package pane

import "math"

// Geometry is which part of a photo is shown at which scale. Positions are shares
// of the photo, 0..1, so that the same place stays in view when the next photo of
// a burst has other pixels.
type Geometry struct {
	// Zoom is screen pixels per photo pixel; 0 fits the whole photo.
	Zoom float64
	// CX and CY are the point of the photo at the middle of the view.
	CX, CY float64
}

// The zoom's ends. Beyond them there is nothing more to see.
const (
	MinZoom = 0.02
	MaxZoom = 8.0
)

// WholePhoto shows the whole photo.
func WholePhoto() Geometry { return Geometry{CX: 0.5, CY: 0.5} }

// Fits is true while the whole photo is shown.
func (g *Geometry) Fits() bool { return g.Zoom == 0 }

// Scale gives screen pixels per photo pixel for a photo and a view, both in
// pixels. A photo smaller than the view is not enlarged when it fits.
func (g *Geometry) Scale(photoW, photoH, viewW, viewH int) float64 {
	if g.Zoom > 0 {
		return g.Zoom
	}
	if photoW <= 0 || photoH <= 0 {
		return 1
	}
	return min(1, float64(viewW)/float64(photoW), float64(viewH)/float64(photoH))
}

// Toggle changes between the whole photo and 100 %, at the given point of the
// photo.
func (g *Geometry) Toggle(cx, cy float64) {
	if g.Zoom == 0 {
		g.Zoom, g.CX, g.CY = 1, cx, cy
		return
	}
	*g = WholePhoto()
}

// ZoomBy changes the scale by a factor and keeps the photo's point under
// (x, y), both in view pixels, where it is.
func (g *Geometry) ZoomBy(factor, x, y float64, photoW, photoH, viewW, viewH int) {
	fit := (&Geometry{}).Scale(photoW, photoH, viewW, viewH)
	old := g.Scale(photoW, photoH, viewW, viewH)
	px, py := g.PhotoPoint(x, y, photoW, photoH, viewW, viewH)
	zoom := math.Max(MinZoom, math.Min(MaxZoom, old*factor))
	if zoom <= fit {
		*g = WholePhoto()
		return
	}
	g.Zoom = zoom
	g.CX = px - (x-float64(viewW)/2)/zoom/float64(photoW)
	g.CY = py - (y-float64(viewH)/2)/zoom/float64(photoH)
	g.clamp(photoW, photoH, viewW, viewH)
}

// Pan moves the view by so many view pixels.
func (g *Geometry) Pan(dx, dy float64, photoW, photoH, viewW, viewH int) {
	if photoW <= 0 || photoH <= 0 {
		return
	}
	scale := g.Scale(photoW, photoH, viewW, viewH)
	g.CX -= dx / scale / float64(photoW)
	g.CY -= dy / scale / float64(photoH)
	g.clamp(photoW, photoH, viewW, viewH)
}

// PhotoPoint gives the photo's point, as shares, that is seen at view pixel
// (x, y).
func (g *Geometry) PhotoPoint(x, y float64, photoW, photoH, viewW, viewH int) (px, py float64) {
	if photoW <= 0 || photoH <= 0 {
		return 0.5, 0.5
	}
	c := *g
	c.clamp(photoW, photoH, viewW, viewH)
	scale := c.Scale(photoW, photoH, viewW, viewH)
	px = c.CX + (x-float64(viewW)/2)/scale/float64(photoW)
	py = c.CY + (y-float64(viewH)/2)/scale/float64(photoH)
	return math.Max(0, math.Min(1, px)), math.Max(0, math.Min(1, py))
}

// Origin gives the view pixel at which the photo's upper left corner lies.
func (g *Geometry) Origin(photoW, photoH, viewW, viewH int) (x, y float64) {
	c := *g
	c.clamp(photoW, photoH, viewW, viewH)
	scale := c.Scale(photoW, photoH, viewW, viewH)
	return float64(viewW)/2 - c.CX*scale*float64(photoW), float64(viewH)/2 - c.CY*scale*float64(photoH)
}

// clamp keeps the photo in the view: centred where it is smaller, without an
// empty edge where it is larger.
func (g *Geometry) clamp(photoW, photoH, viewW, viewH int) {
	scale := g.Scale(photoW, photoH, viewW, viewH)
	g.CX = clampCentre(g.CX, float64(viewW)/scale/float64(max(1, photoW)))
	g.CY = clampCentre(g.CY, float64(viewH)/scale/float64(max(1, photoH)))
}

// clampCentre keeps a window of the given width (in shares) within 0..1.
func clampCentre(c, width float64) float64 {
	if width >= 1 {
		return 0.5
	}
	return math.Max(width/2, math.Min(1-width/2, c))
}
