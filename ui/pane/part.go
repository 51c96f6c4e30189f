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

// or gives the smallest part that contains both.
func (s Share) or(other Share) Share {
	return Share{min(s.X0, other.X0), min(s.Y0, other.Y0), max(s.X1, other.X1), max(s.Y1, other.Y1)}
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

// share is the part of the photo that it is, upright.
func (p *Part) share() Share {
	w, h := float64(p.Whole.X), float64(p.Whole.Y)
	return Share{float64(p.At.Min.X) / w, float64(p.At.Min.Y) / h, float64(p.At.Max.X) / w, float64(p.At.Max.Y) / h}
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
