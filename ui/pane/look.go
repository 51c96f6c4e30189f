package pane

import (
	"image"

	"keeplight.app/keeplight/library"
)

// Look is what a pane shows of its photo, upright.
type Look struct {
	Seen  Share
	Scale float64 // device pixels per pixel of the photo; 0 while the whole photo is shown
}

// seen is what is seen of the photo in a view of so many pixels; of one whose size is
// not known, nothing.
func (v *View) seen(pixels image.Point) Look {
	if v.Fits() || v.Width == 0 || pixels.X == 0 {
		return Look{}
	}
	photo := v.place(pixels.X, pixels.Y)
	seen := photo.Intersect(image.Rectangle{Max: pixels}).Sub(photo.Min)
	w, h := float64(photo.Dx()), float64(photo.Dy())
	return Look{
		Seen: Share{
			float64(seen.Min.X) / w, float64(seen.Min.Y) / h, float64(seen.Max.X) / w, float64(seen.Max.Y) / h,
		}.turned(library.Rotation(0).Minus(v.Turn)),
		Scale: v.Scale(v.Width, v.Height, pixels.X, pixels.Y),
	}
}

// look tells a source that wants to know it what is seen of the photo, and shows that
// where it is at hand.
func (p *Pane) look() {
	source, ok := p.source.(Looker)
	if !ok || p.shown.photo.ID == 0 || p.view.Width == 0 {
		return
	}
	if p.Fits() {
		p.view.Part = nil // its pixels are of no use now
	}
	if part := source.Look(p.view.seen(p.pixels)); part != nil {
		p.view.Part = part
	}
}

// takePart shows a part that the source read.
func takePart(p *Pane, part *Part) {
	if p.Fits() {
		return // it has come too late
	}
	p.view.Part = part
	p.view.setSize(part.Whole.X, part.Whole.Y, p.shown.photo.Rotation)
	p.redraw(true)
}

// Clear shows nothing any more and lets go of all pixels. The pane stays where it is
// in its link.
func (p *Pane) Clear() {
	p.shown, p.view, p.requested, p.buffer = shown{}, View{}, requested{}, nil
	if s, ok := p.source.(interface{ Clear() }); ok {
		s.Clear()
	}
	p.redraw(true)
}

// Sharp is true where what is seen is shown with as many pixels as the pane has, or as
// the photo has. Until then something smaller stands in for it.
func (p *Pane) Sharp() bool {
	if p.view.Width == 0 || p.buffer == nil {
		return false
	}
	p.view.Geometry = p.Place()
	photo := p.view.place(p.pixels.X, p.pixels.Y)
	if len(p.view.Levels) > 0 && p.view.wide(p.view.Levels[0]) >= min(photo.Dx(), p.view.Width)-1 { // sides are rounded
		return true
	}
	if p.view.Part == nil {
		return false
	}
	return p.buffer.Rect.Intersect(photo).Inset(1).In(p.view.Part.on(photo, p.view.Turn))
}
