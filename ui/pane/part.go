package pane

import (
	"image"
	"math"

	"keeplight.app/keeplight/library"
)

// Share is a part of a photo, in shares of its sides: 0..1 from its left and top
// edges.
type Share struct{ X0, Y0, X1, Y1 float64 }

// Contains is true where all of another part lies within this one.
func (s Share) Contains(other Share) bool {
	return s.X0 <= other.X0 && s.Y0 <= other.Y0 && s.X1 >= other.X1 && s.Y1 >= other.Y1
}

// Area is the part's share of the photo's area, 0..1.
func (s Share) Area() float64 { return (s.X1 - s.X0) * (s.Y1 - s.Y0) }

// grown gives a part that is wider by a share of its own sides at each edge, as far
// as the photo reaches.
func (s Share) grown(by float64) Share {
	x, y := by*(s.X1-s.X0), by*(s.Y1-s.Y0)
	return Share{max(0, s.X0-x), max(0, s.Y0-y), min(1, s.X1+x), min(1, s.Y1+y)}
}

// Of gives the part in pixels of a photo of w x h pixels, whole ones, at least one.
func (s Share) Of(w, h int) image.Rectangle {
	x0, y0 := int(math.Floor(s.X0*float64(w))), int(math.Floor(s.Y0*float64(h)))
	x1, y1 := int(math.Ceil(s.X1*float64(w))), int(math.Ceil(s.Y1*float64(h)))
	whole := image.Rect(0, 0, w, h)
	return image.Rect(x0, y0, max(x1, x0+1), max(y1, y0+1)).Intersect(whole)
}

// Part is a part of a photo at all its pixels.
type Part struct {
	Pixels *image.RGBA
	At     image.Rectangle // where it lies in the whole upright photo, in its pixels
	Whole  image.Point     // how many pixels that has on each side
}

// on is where the part lies where the whole photo, turned, covers a rectangle.
func (p *Part) on(photo image.Rectangle, turn library.Rotation) image.Rectangle {
	at := turnedIn(p.At, p.Whole, turn)
	wide, high := turn.Size(p.Whole.X, p.Whole.Y)
	x := func(v int) int {
		return photo.Min.X + int(math.Round(float64(v)*float64(photo.Dx())/float64(wide)))
	}
	y := func(v int) int {
		return photo.Min.Y + int(math.Round(float64(v)*float64(photo.Dy())/float64(high)))
	}
	return image.Rect(x(at.Min.X), y(at.Min.Y), x(at.Max.X), y(at.Max.Y))
}

// Look is what a pane shows of its photo, upright.
type Look struct {
	Seen  Share
	Scale float64 // device pixels per pixel of the photo; 0 while the whole photo is shown
}

// Looker is a Source that reads only what is seen of photos that are enlarged. It is
// told so whenever the pane is painted, and must not wait.
type Looker interface {
	Source
	Look(Look)
}

// looks is true where the source wants to know what is seen.
func (p *Pane) looks() bool {
	_, ok := p.source.(Looker)
	return ok
}

// look tells the source what is seen of a photo that covers a part of the pane.
func (p *Pane) look(photo image.Rectangle) {
	source, ok := p.source.(Looker)
	if !ok || p.photo.ID == 0 || p.view.Width == 0 || photo.Empty() {
		return
	}
	if p.Fits() {
		p.view.Part = nil // its pixels are of no use now
		source.Look(Look{})
		return
	}
	seen := photo.Intersect(p.buffer.Rect).Sub(photo.Min)
	w, h := float64(photo.Dx()), float64(photo.Dy())
	source.Look(Look{
		Seen: Share{
			float64(seen.Min.X) / w, float64(seen.Min.Y) / h, float64(seen.Max.X) / w, float64(seen.Max.Y) / h,
		}.turned(library.Rotation(0).Minus(p.view.Turn)),
		Scale: p.Scale(),
	})
}

// takePart shows a part that the source read.
func (p *Pane) takePart(part *Part) {
	if p.Fits() {
		return // it has come too late
	}
	p.view.Part = part
	p.view.setSize(part.Whole.X, part.Whole.Y, p.photo.Rotation)
	p.redraw(true)
}

// Clear shows nothing any more and lets go of all pixels. The pane stays where it is
// in its link.
func (p *Pane) Clear() {
	p.photo, p.neighbours, p.view, p.requested = library.Photo{}, nil, View{}, requested{}
	p.problem, p.absent, p.origin, p.inspected, p.buffer = library.Message{}, false, library.Message{}, false, nil
	if s, ok := p.source.(interface{ Clear() }); ok {
		s.Clear()
	}
	p.redraw(true)
}

// PhotoSize is how many pixels the photo shown has on each side, 0 while that is not
// known.
func (p *Pane) PhotoSize() (w, h int) { return p.view.Width, p.view.Height }

// Sharp is true where what is seen is shown with as many pixels as the pane has, or as
// the photo has. Until then something smaller stands in for it.
func (p *Pane) Sharp() bool {
	if p.view.Width == 0 || len(p.view.Levels) == 0 || p.buffer == nil {
		return false
	}
	g := p.geometry()
	w, h := p.buffer.Rect.Dx(), p.buffer.Rect.Dy()
	wide := int(math.Round(g.Scale(p.view.Width, p.view.Height, w, h) * float64(p.view.Width)))
	if p.view.wide(p.view.Levels[0]) >= min(wide, p.view.Width)-1 { // sides are rounded
		return true
	}
	if p.view.Part == nil {
		return false
	}
	x, y := g.Origin(p.view.Width, p.view.Height, w, h)
	photo := image.Rect(0, 0, wide, wide*p.view.Height/p.view.Width).Add(image.Pt(int(math.Round(x)), int(math.Round(y))))
	return p.buffer.Rect.Intersect(photo).Inset(1).In(p.view.Part.on(photo, p.view.Turn))
}
