package pane

import (
	"image"
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
}

// Paint draws the view over all of dst and says which part of it the photo
// covers, perhaps beyond its edges. Where the photo does not reach it paints the
// window's background.
func Paint(dst *image.RGBA, v *View) (photo image.Rectangle) {
	viewW, viewH := dst.Rect.Dx(), dst.Rect.Dy()
	scale := v.Scale(v.Width, v.Height, viewW, viewH)
	ox, oy := v.Origin(v.Width, v.Height, viewW, viewH)
	// Whole device pixels: 100 % is then an exact copy.
	x0, y0 := int(math.Round(ox)), int(math.Round(oy))
	photo = image.Rect(x0, y0, x0+max(1, int(math.Round(scale*float64(v.Width)))), y0+max(1, int(math.Round(scale*float64(v.Height)))))
	area := photo.Intersect(image.Rect(0, 0, viewW, viewH))
	clearOutside(dst, area)
	src := v.level(photo.Dx())
	if src == nil || area.Empty() {
		return photo
	}
	v.sample(dst, src, area, photo)
	if v.Part != nil && v.wide(src) < photo.Dx() {
		at := v.Part.on(photo, v.Turn)
		if area = at.Intersect(area); !area.Empty() {
			v.sample(dst, v.Part.Pixels, area, at)
		}
	}
	return photo
}

// sample paints the part area of a picture that is stretched over at.
func (v *View) sample(dst, img *image.RGBA, area, at image.Rectangle) {
	src := sourceOf(img, v.Turn)
	switch {
	case src.w == at.Dx() && src.h == at.Dy():
		copyRows(dst, &src, area, at.Min)
	case v.Smooth:
		blend(dst, &src, area, at)
	default:
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

func clearOutside(dst *image.RGBA, area image.Rectangle) {
	mat := style.Mat.NRGBA()
	bg := [4]uint8{mat.R, mat.G, mat.B, 0xff}
	w := dst.Rect.Dx()
	fill := func(y, from, to int) {
		row := dst.Pix[y*dst.Stride:]
		for x := from; x < to; x++ {
			copy(row[x*4:x*4+4], bg[:])
		}
	}
	for y := range dst.Rect.Dy() {
		if y < area.Min.Y || y >= area.Max.Y || area.Empty() {
			fill(y, 0, w)
			continue
		}
		fill(y, 0, area.Min.X)
		fill(y, area.Max.X, w)
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

// blend samples bilinearly in 8-bit fixed point.
func blend(dst *image.RGBA, src *source, area, photo image.Rectangle) {
	type tap struct{ a, b, t int }
	taps := func(from, to, start, size, n int) []tap {
		out := make([]tap, to-from)
		for i := range out {
			f := (float64(from+i-start)+0.5)*float64(n)/float64(size) - 0.5
			f = math.Max(0, math.Min(f, float64(n-1)))
			a := int(f)
			out[i] = tap{a, min(a+1, n-1), int((f - float64(a)) * 256)}
		}
		return out
	}
	xs := taps(area.Min.X, area.Max.X, photo.Min.X, photo.Dx(), src.w)
	ys := taps(area.Min.Y, area.Max.Y, photo.Min.Y, photo.Dy(), src.h)
	for j, y := range ys {
		top, bottom := src.at(0, y.a), src.at(0, y.b)
		out := dst.Pix[(area.Min.Y+j)*dst.Stride+area.Min.X*4:]
		for i, x := range xs {
			a, b := x.a*src.right, x.b*src.right
			ta, tb := src.pix[top+a:top+a+3:top+a+3], src.pix[top+b:top+b+3:top+b+3]
			ba, bb := src.pix[bottom+a:bottom+a+3:bottom+a+3], src.pix[bottom+b:bottom+b+3:bottom+b+3]
			for c := range 3 {
				u := int(ta[c])*(256-x.t) + int(tb[c])*x.t
				l := int(ba[c])*(256-x.t) + int(bb[c])*x.t
				out[i*4+c] = uint8((u*(256-y.t) + l*y.t + 1<<15) >> 16)
			}
			out[i*4+3] = 0xff
		}
	}
}
