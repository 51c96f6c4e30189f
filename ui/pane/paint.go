package pane

import (
	"image"
	"image/color"
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/style"
)

// View is what to paint of which pixels.
type View struct {
	Levels []*image.RGBA // the same photo at falling sizes, the largest first
	Width  int           // of the full photo in pixels, as it is turned; Levels may all be smaller
	Height int
	Turn   library.Rotation // of Levels and Part, which are upright
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
	if v.Part != nil && (src == nil || v.wide(src) < photo.Dx()) {
		part = v.Part.on(photo, v.Turn).Intersect(area)
	}
	if src == nil && part != area {
		fill(dst, area, style.Raised.NRGBA())
	}
	if src != nil && part != area {
		v.sample(dst, src, area, photo)
	}
	if !part.Empty() {
		v.sample(dst, v.Part.Pixels, part, v.Part.on(photo, v.Turn))
	}
	return photo
}

// sample paints the part area of a picture that is stretched over at.
func (v *View) sample(dst, img *image.RGBA, area, at image.Rectangle) {
	src := sourceOf(img, v.Turn)
	switch {
	case src.w == at.Dx() && src.h == at.Dy():
		copyRows(dst, &src, area, at.Min)
	case v.Smooth, at.Dx() >= 2*src.w: // the latter costs little
		blend(dst, &src, area, at)
	default:
		v.coarse = true
		nearest(dst, &src, area, at)
	}
}

// wide is how wide a picture is as it is turned.
func (v *View) wide(img *image.RGBA) int {
	w, _ := v.Turn.Size(img.Rect.Dx(), img.Rect.Dy())
	return w
}

// level gives the smallest picture that is at least as wide as it will be
// painted, so that little is skipped, or the largest there is.
func (v *View) level(width int) *image.RGBA {
	var best *image.RGBA
	for _, l := range v.Levels {
		if best == nil || v.wide(l) >= width {
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

func copyRows(dst *image.RGBA, src *source, area image.Rectangle, at image.Point) {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		from := src.at(area.Min.X-at.X, y-at.Y)
		to := y*dst.Stride + area.Min.X*4
		row := dst.Pix[to : to+area.Dx()*4]
		if src.right == 4 {
			copy(row, src.pix[from:from+len(row)])
			continue
		}
		for i := 0; i < len(row); i += 4 {
			copy(row[i:i+4:i+4], src.pix[from:from+4:from+4])
			from += src.right
		}
	}
}

func nearest(dst *image.RGBA, src *source, area, photo image.Rectangle) {
	columns := make([]int, area.Dx())
	for i := range columns {
		columns[i] = (2*(area.Min.X+i-photo.Min.X) + 1) * src.w / (2 * photo.Dx()) * src.right
	}
	for y := area.Min.Y; y < area.Max.Y; y++ {
		row := src.at(0, (2*(y-photo.Min.Y)+1)*src.h/(2*photo.Dy()))
		out := dst.Pix[y*dst.Stride+area.Min.X*4:]
		for i, c := range columns {
			copy(out[i*4:i*4+4], src.pix[row+c:row+c+4])
		}
	}
}
