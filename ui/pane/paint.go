package pane

import (
	"image"
	"image/color"
	"math"

	"keeplight.app/keeplight/ui/style"
)

// View is what to paint of which pixels.
type View struct {
	Levels []*image.RGBA // the same photo at falling sizes, the largest first
	Width  int           // of the full upright photo in pixels; Levels may all be smaller
	Height int
	Geometry
	Part   *Part // of the photo at all its pixels, which lies over Levels; nil for none
	Smooth bool  // blend neighbouring pixels when enlarging; nearest otherwise

	coarse bool // it was painted less finely than Smooth would have
}

// place is the part of a view of w x h pixels that the photo covers, perhaps beyond
// its edges. They are whole device pixels: 100 % is then an exact copy.
func (v *View) place(w, h int) image.Rectangle {
	scale := v.Scale(v.Width, v.Height, w, h)
	ox, oy := v.Origin(v.Width, v.Height, w, h)
	x0, y0 := int(math.Round(ox)), int(math.Round(oy))
	return image.Rect(x0, y0, x0+max(1, int(math.Round(scale*float64(v.Width)))), y0+max(1, int(math.Round(scale*float64(v.Height)))))
}

// Paint draws the view over all of dst and says which part of it the photo
// covers, perhaps beyond its edges. Where the photo does not reach it paints the
// window's background; a photo of which there are no pixels yet is an empty sheet.
func Paint(dst *image.RGBA, v *View) (photo image.Rectangle) {
	photo = v.place(dst.Rect.Dx(), dst.Rect.Dy())
	area := photo.Intersect(dst.Rect)
	v.coarse = false
	clearOutside(dst, area)
	if area.Empty() {
		return photo
	}
	src := v.level(photo.Dx())
	if src == nil && v.Width == 0 {
		clearOutside(dst, image.Rectangle{})
		return photo // nothing is known of its shape
	}
	part := image.Rectangle{}
	if v.Part != nil && (src == nil || src.Rect.Dx() < photo.Dx()) {
		part = v.Part.on(photo).Intersect(area)
	}
	if src == nil && part != area {
		fill(dst, area, style.Raised.NRGBA())
	}
	if src != nil && part != area {
		v.sample(dst, src, area, photo)
	}
	if !part.Empty() {
		v.sample(dst, v.Part.Pixels, part, v.Part.on(photo))
	}
	return photo
}

// sample paints the part area of a picture that is stretched over at.
func (v *View) sample(dst, src *image.RGBA, area, at image.Rectangle) {
	switch {
	case src.Rect.Dx() == at.Dx() && src.Rect.Dy() == at.Dy():
		copyRows(dst, src, area, at.Min)
	case v.Smooth, at.Dx() >= 2*src.Rect.Dx(): // the latter costs little
		blend(dst, src, area, at)
	default:
		v.coarse = true
		nearest(dst, src, area, at)
	}
}

// level gives the smallest picture that is at least as wide as it will be
// painted, so that little is skipped, or the largest there is.
func (v *View) level(width int) *image.RGBA {
	var best *image.RGBA
	for _, l := range v.Levels {
		if best == nil || l.Rect.Dx() >= width {
			best = l
		}
	}
	return best
}

// clearOutside paints the background around an area.
func clearOutside(dst *image.RGBA, area image.Rectangle) {
	mat, all := style.Mat.NRGBA(), dst.Rect
	if area.Empty() {
		fill(dst, all, mat)
		return
	}
	fill(dst, image.Rect(all.Min.X, all.Min.Y, all.Max.X, area.Min.Y), mat)
	fill(dst, image.Rect(all.Min.X, area.Max.Y, all.Max.X, all.Max.Y), mat)
	fill(dst, image.Rect(all.Min.X, area.Min.Y, area.Min.X, area.Max.Y), mat)
	fill(dst, image.Rect(area.Max.X, area.Min.Y, all.Max.X, area.Max.Y), mat)
}

// fill paints an area in one colour.
func fill(dst *image.RGBA, area image.Rectangle, c color.NRGBA) {
	if area.Empty() {
		return
	}
	first := dst.Pix[dst.PixOffset(area.Min.X, area.Min.Y):][:4*area.Dx()]
	for i := 0; i < len(first); i += 4 {
		first[i], first[i+1], first[i+2], first[i+3] = c.R, c.G, c.B, 0xff
	}
	for y := area.Min.Y + 1; y < area.Max.Y; y++ {
		copy(dst.Pix[dst.PixOffset(area.Min.X, y):], first)
	}
}

func copyRows(dst, src *image.RGBA, area image.Rectangle, at image.Point) {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		from := (y-at.Y)*src.Stride + (area.Min.X-at.X)*4
		to := y*dst.Stride + area.Min.X*4
		copy(dst.Pix[to:to+area.Dx()*4], src.Pix[from:from+area.Dx()*4])
	}
}

func nearest(dst, src *image.RGBA, area, photo image.Rectangle) {
	columns := make([]int, area.Dx())
	for i := range columns {
		columns[i] = (2*(area.Min.X+i-photo.Min.X) + 1) * src.Rect.Dx() / (2 * photo.Dx()) * 4
	}
	for y := area.Min.Y; y < area.Max.Y; y++ {
		sy := (2*(y-photo.Min.Y) + 1) * src.Rect.Dy() / (2 * photo.Dy())
		row := src.Pix[sy*src.Stride : sy*src.Stride+src.Rect.Dx()*4]
		out := dst.Pix[y*dst.Stride+area.Min.X*4:]
		for i, c := range columns {
			copy(out[i*4:i*4+4], row[c:c+4])
		}
	}
}
