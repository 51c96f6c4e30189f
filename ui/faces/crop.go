package faces

import (
	"image"
	"math"

	"keeplight.app/keeplight/library"
)

// Crop is the part of a photo that a close-up shows, as it is stored: upright, and not
// turned by the person.
type Crop struct {
	X, Y float64     // its middle, in shares of the photo's sides
	Room image.Point // device pixels of the close-up
	Step int         // pixels of the photo to one of the close-up on each axis: 1 is 1:1
}

// mostStep is the coarsest close-up: a face of the largest photo is seen whole by then.
const mostStep = 64

// aroundFace is how much more than the face a close-up of all of it shows at least, as a
// factor.
const aroundFace = 1.15

// Extent is how many pixels of a photo a close-up has to show at least.
type Extent struct{ Wide, High float64 }

// ExtentOf is what has to be seen of a face in a photo of w x h pixels: both eyes, by the
// squares in which their focus is measured, and of their height the eyes alone.
func ExtentOf(f *library.Face, w, h int) Extent {
	eyes := eyesOf(f)
	return Extent{eyes.Width * float64(w), eyes.Height * float64(h) / 1.6}
}

// Or is an extent in which both fit.
func (e Extent) Or(o Extent) Extent { return Extent{max(e.Wide, o.Wide), max(e.High, o.High)} }

// CropOf gives the close-up of a face in a photo of w x h pixels: at 1:1, and where there
// is no room for an extent then, at a half, a quarter and so on. Its middle is the face's
// where all of it fits, else between the eyes.
func CropOf(f *library.Face, w, h int, room image.Point, extent Extent) Crop {
	c := Crop{Room: room, Step: 1}
	for c.Step < mostStep && (extent.Wide > float64(c.Step*room.X) || extent.High > float64(c.Step*room.Y)) {
		c.Step *= 2
	}
	middle := eyesOf(f)
	if f.Box.Width*float64(w)*aroundFace <= float64(c.Step*room.X) && f.Box.Height*float64(h)*aroundFace <= float64(c.Step*room.Y) {
		middle = f.Box
	}
	c.X, c.Y = middle.X+middle.Width/2, middle.Y+middle.Height/2
	return c
}

// Middle is what is shown of a face first, in shares of the photo's sides: between the
// eyes, or where they are likely to be.
func Middle(f *library.Face) (x, y float64) {
	b := eyesOf(f)
	return b.X + b.Width/2, b.Y + b.Height/2
}

// eyesOf is the box around both eyes, or where they are likely to be.
func eyesOf(f *library.Face) library.Box {
	a, b := f.Eyes[0].Box, f.Eyes[1].Box
	if f.Turned || a.Width <= 0 || b.Width <= 0 {
		return library.Box{X: f.Box.X + f.Box.Width/5, Y: f.Box.Y + f.Box.Height/5, Width: f.Box.Width * 3 / 5, Height: f.Box.Height / 4}
	}
	x0, y0 := min(a.X, b.X), min(a.Y, b.Y)
	x1, y1 := max(a.X+a.Width, b.X+b.Width), max(a.Y+a.Height, b.Y+b.Height)
	return library.Box{X: x0, Y: y0, Width: x1 - x0, Height: y1 - y0}
}

// of is where the crop lies in a photo of w x h pixels: within it, moved off its edges
// where it has to be.
func (c *Crop) of(w, h int) image.Rectangle {
	x0, x1 := within(c.X, c.Step*c.Room.X, w)
	y0, y1 := within(c.Y, c.Step*c.Room.Y, h)
	return image.Rect(x0, y0, x1, y1)
}

// within is a piece of a side, around a middle that is a share of it.
func within(middle float64, piece, side int) (from, to int) {
	piece = min(piece, side)
	if math.IsNaN(middle) {
		middle = 0.5
	}
	from = int(math.Round(min(max(middle, 0), 1)*float64(side))) - piece/2
	from = max(0, min(from, side-piece))
	return from, from + piece
}

// cut gives the close-up from a part of the photo that lies at a place in it: the mean of
// Step x Step pixels for each.
func (c *Crop) cut(part *image.RGBA, at image.Rectangle, whole image.Point) *image.RGBA {
	from := c.of(whole.X, whole.Y).Intersect(at)
	out := image.NewRGBA(image.Rect(0, 0, from.Dx()/c.Step, from.Dy()/c.Step))
	n := c.Step * c.Step
	for y := range out.Rect.Dy() {
		row := out.Pix[y*out.Stride:]
		for x := range out.Rect.Dx() {
			var sum [3]int
			for dy := range c.Step {
				src := part.Pix[part.PixOffset(part.Rect.Min.X+from.Min.X-at.Min.X+x*c.Step, part.Rect.Min.Y+from.Min.Y-at.Min.Y+y*c.Step+dy):]
				for dx := range c.Step {
					for k := range sum {
						sum[k] += int(src[4*dx+k])
					}
				}
			}
			row[4*x], row[4*x+1], row[4*x+2], row[4*x+3] = uint8(sum[0]/n), uint8(sum[1]/n), uint8(sum[2]/n), 255
		}
	}
	return out
}

// enlarged gives the close-up from a small picture of a whole photo of w x h pixels, with
// what lies between its pixels blended, to be seen until there are the photo's own.
func (c *Crop) enlarged(small *image.RGBA, w, h int) *image.RGBA {
	from := c.of(w, h)
	out := image.NewRGBA(image.Rect(0, 0, max(1, from.Dx()/c.Step), max(1, from.Dy()/c.Step)))
	right := between(from.Min.X, c.Step, w, out.Rect.Dx(), small.Rect.Dx())
	for y, down := range between(from.Min.Y, c.Step, h, out.Rect.Dy(), small.Rect.Dy()) {
		upper := small.Pix[small.PixOffset(small.Rect.Min.X, small.Rect.Min.Y+down.at):]
		lower := small.Pix[small.PixOffset(small.Rect.Min.X, small.Rect.Min.Y+down.next):]
		row := out.Pix[y*out.Stride:]
		for x, r := range right {
			for k := range 4 {
				top := int(upper[4*r.at+k])*(256-r.share) + int(upper[4*r.next+k])*r.share
				bottom := int(lower[4*r.at+k])*(256-r.share) + int(lower[4*r.next+k])*r.share
				row[4*x+k] = uint8((top*(256-down.share) + bottom*down.share) >> 16)
			}
		}
	}
	return out
}

// sample is a place between two pixels; share is that of the second, of 256.
type sample struct{ at, next, share int }

// between gives where n pixels, each of step of a side and the first at from, lie on a
// side that is small pixels long in its place.
func between(from, step, side, n, small int) []sample {
	all := make([]sample, n)
	for i := range all {
		at := (float64(from)+(float64(i)+0.5)*float64(step))*float64(small)/float64(side) - 0.5
		at = min(max(at, 0), float64(small-1))
		first := int(at)
		all[i] = sample{first, min(first+1, small-1), int(256 * (at - float64(first)))}
	}
	return all
}
