package session

import "math"

// Loupe is the geometry of looking at one photo: which part of it at which
// scale. Positions are shares of the photo, 0..1, so that the same place stays
// in view when the next photo of a burst has other pixels.
type Loupe struct {
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

// NewLoupe shows the whole photo.
func NewLoupe() Loupe { return Loupe{CX: 0.5, CY: 0.5} }

// Fits is true while the whole photo is shown.
func (l *Loupe) Fits() bool { return l.Zoom == 0 }

// Scale gives screen pixels per photo pixel for a photo and a view, both in
// pixels. A photo smaller than the view is not enlarged when it fits.
func (l *Loupe) Scale(photoW, photoH, viewW, viewH int) float64 {
	if l.Zoom > 0 {
		return l.Zoom
	}
	if photoW <= 0 || photoH <= 0 {
		return 1
	}
	return min(1, float64(viewW)/float64(photoW), float64(viewH)/float64(photoH))
}

// Toggle changes between the whole photo and 100 %, at the given point of the
// photo.
func (l *Loupe) Toggle(cx, cy float64) {
	if l.Zoom == 0 {
		l.Zoom, l.CX, l.CY = 1, cx, cy
		return
	}
	*l = NewLoupe()
}

// ZoomBy changes the scale by a factor and keeps the photo's point under
// (x, y), both in view pixels, where it is.
func (l *Loupe) ZoomBy(factor, x, y float64, photoW, photoH, viewW, viewH int) {
	fit := (&Loupe{}).Scale(photoW, photoH, viewW, viewH)
	old := l.Scale(photoW, photoH, viewW, viewH)
	px, py := l.PhotoPoint(x, y, photoW, photoH, viewW, viewH)
	zoom := math.Max(MinZoom, math.Min(MaxZoom, old*factor))
	if zoom <= fit {
		*l = NewLoupe()
		return
	}
	l.Zoom = zoom
	l.CX = px - (x-float64(viewW)/2)/zoom/float64(photoW)
	l.CY = py - (y-float64(viewH)/2)/zoom/float64(photoH)
	l.clamp(photoW, photoH, viewW, viewH)
}

// Pan moves the view by so many view pixels.
func (l *Loupe) Pan(dx, dy float64, photoW, photoH, viewW, viewH int) {
	if photoW <= 0 || photoH <= 0 {
		return
	}
	scale := l.Scale(photoW, photoH, viewW, viewH)
	l.CX -= dx / scale / float64(photoW)
	l.CY -= dy / scale / float64(photoH)
	l.clamp(photoW, photoH, viewW, viewH)
}

// PhotoPoint gives the photo's point, as shares, that is seen at view pixel
// (x, y).
func (l *Loupe) PhotoPoint(x, y float64, photoW, photoH, viewW, viewH int) (px, py float64) {
	if photoW <= 0 || photoH <= 0 {
		return 0.5, 0.5
	}
	c := *l
	c.clamp(photoW, photoH, viewW, viewH)
	scale := c.Scale(photoW, photoH, viewW, viewH)
	px = c.CX + (x-float64(viewW)/2)/scale/float64(photoW)
	py = c.CY + (y-float64(viewH)/2)/scale/float64(photoH)
	return math.Max(0, math.Min(1, px)), math.Max(0, math.Min(1, py))
}

// Origin gives the view pixel at which the photo's upper left corner lies.
func (l *Loupe) Origin(photoW, photoH, viewW, viewH int) (x, y float64) {
	c := *l
	c.clamp(photoW, photoH, viewW, viewH)
	scale := c.Scale(photoW, photoH, viewW, viewH)
	return float64(viewW)/2 - c.CX*scale*float64(photoW), float64(viewH)/2 - c.CY*scale*float64(photoH)
}

// clamp keeps the photo in the view: centred where it is smaller, without an
// empty edge where it is larger.
func (l *Loupe) clamp(photoW, photoH, viewW, viewH int) {
	scale := l.Scale(photoW, photoH, viewW, viewH)
	l.CX = clampCentre(l.CX, float64(viewW)/scale/float64(max(1, photoW)))
	l.CY = clampCentre(l.CY, float64(viewH)/scale/float64(max(1, photoH)))
}

// clampCentre keeps a window of the given width (in shares) within 0..1.
func clampCentre(c, width float64) float64 {
	if width >= 1 {
		return 0.5
	}
	return math.Max(width/2, math.Min(1-width/2, c))
}
