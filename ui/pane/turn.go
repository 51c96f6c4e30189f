package pane

import (
	"image"

	"keeplight.app/keeplight/library"
)

// source is a picture as it is seen when it is turned. Its pixels stay where they are:
// only the way through them is another, so that turning a photo needs neither time nor
// memory, and everything that reads or keeps pixels knows nothing of it.
type source struct {
	pix         []uint8
	w, h        int // as it is seen
	start       int // of the first pixel that is seen, in pix
	right, down int // how far a step goes in pix
}

func sourceOf(img *image.RGBA, turn library.Rotation) source {
	w, h, stride := img.Rect.Dx(), img.Rect.Dy(), img.Stride
	lastX, lastY := 4*(w-1), stride*(h-1)
	s := source{pix: img.Pix, right: 4, down: stride}
	s.w, s.h = turn.Size(w, h)
	switch turn % 4 {
	case 1:
		s.start, s.right, s.down = lastY, -stride, 4
	case 2:
		s.start, s.right, s.down = lastX+lastY, -4, -stride
	case 3:
		s.start, s.right, s.down = lastX, stride, -4
	}
	return s
}

// at is where a pixel lies in pix.
func (s *source) at(x, y int) int { return s.start + x*s.right + y*s.down }

// turned is a part of a photo as it is seen once the photo is turned.
func (s Share) turned(by library.Rotation) Share {
	x0, y0 := by.Point(s.X0, s.Y0)
	x1, y1 := by.Point(s.X1, s.Y1)
	return Share{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
}

// turnedIn is a rectangle of a picture of a size as it is seen once that is turned.
func turnedIn(r image.Rectangle, size image.Point, by library.Rotation) image.Rectangle {
	switch by % 4 {
	case 1:
		return image.Rect(size.Y-r.Max.Y, r.Min.X, size.Y-r.Min.Y, r.Max.X)
	case 2:
		return image.Rect(size.X-r.Max.X, size.Y-r.Max.Y, size.X-r.Min.X, size.Y-r.Min.Y)
	case 3:
		return image.Rect(r.Min.Y, size.X-r.Max.X, r.Max.Y, size.X-r.Min.X)
	}
	return r
}

// setSize takes note of the size of the upright photo, and of how it is turned.
func (v *View) setSize(w, h int, turn library.Rotation) {
	v.Turn = turn
	v.Width, v.Height = turn.Size(w, h)
}

// turn shows a pane's photo turned otherwise, from the pixels that are there. A pane
// that is alone keeps its place in the photo.
func turn(p *Pane, to library.Rotation) {
	by := to.Minus(p.view.Turn)
	p.view.Turn = to
	p.view.Width, p.view.Height = by.Size(p.view.Width, p.view.Height)
	if g := &p.link.geometry; len(p.link.panes) == 1 && g.Zoom > 0 {
		g.CX, g.CY = by.Point(g.CX, g.CY)
	}
	if !p.Sharp() {
		p.request() // the other way round it has more room
	}
	p.redraw(true)
}
