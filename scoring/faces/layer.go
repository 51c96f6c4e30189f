package faces

import (
	"image"
	"math"
)

// layer is pixels of a part of the photo or of all of it, at some size, with its
// halvings: small squares are read from the one that fits, without aliasing.
type layer struct {
	origin point   // of its upper left corner in the photo
	sx, sy float64 // pixels of the photo to one of its own
	planes []plane // each half the size of the one before
}

type plane struct {
	w, h, stride int
	pix          []uint8 // RGBA
}

// leastPlane is the side in pixels below which nothing is halved any more.
const leastPlane = 32

// newLayer takes pixels, which it keeps, of the part of a photo that lies in at.
func newLayer(img *image.RGBA, at image.Rectangle) *layer {
	l := newFlatLayer(img, at)
	p := l.planes[0]
	for p.w > leastPlane && p.h > leastPlane {
		p = p.halved()
		l.planes = append(l.planes, p)
	}
	return l
}

// newFlatLayer is newLayer without halvings.
func newFlatLayer(img *image.RGBA, at image.Rectangle) *layer {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	return &layer{
		origin: point{float64(at.Min.X), float64(at.Min.Y)},
		sx:     float64(at.Dx()) / float64(w), sy: float64(at.Dy()) / float64(h),
		planes: []plane{{w, h, img.Stride, img.Pix[img.PixOffset(img.Rect.Min.X, img.Rect.Min.Y):]}},
	}
}

func (p plane) halved() plane {
	half := plane{w: p.w / 2, h: p.h / 2, stride: 4 * (p.w / 2)}
	half.pix = make([]uint8, half.stride*half.h)
	for y := range half.h {
		upper, lower := p.pix[2*y*p.stride:][:8*half.w], p.pix[(2*y+1)*p.stride:][:8*half.w]
		to := half.pix[y*half.stride:][:4*half.w]
		for x := 0; x < len(to); x += 4 {
			a, b := upper[2*x:2*x+8:2*x+8], lower[2*x:2*x+8:2*x+8]
			for c := range 3 {
				to[x+c] = uint8((int(a[c]) + int(a[c+4]) + int(b[c]) + int(b[c+4]) + 2) >> 2)
			}
		}
	}
	return half
}

// covers is true where all of a square that lies in the photo of w x h pixels lies in
// the layer too.
func (l *layer) covers(s square, w, h int) bool {
	p := l.planes[0]
	mine := image.Rect(floor(l.origin.x), floor(l.origin.y),
		floor(l.origin.x+float64(p.w)*l.sx+0.5), floor(l.origin.y+float64(p.h)*l.sy+0.5))
	return s.bounds(1).Intersect(image.Rect(0, 0, w, h)).In(mine)
}

// fractionBits is how finely pixels are interpolated. Whole numbers give the same on
// every machine.
const (
	fractionBits = 8
	fraction     = 1 << fractionBits
)

// sample reads a square into n x n pixels of red, green and blue, with black as the
// number black and white as 1. What lies outside the layer is black.
func (l *layer) sample(s square, n int, to []float32, black float32) {
	step := s.side / float64(n)
	k := 0
	for k+1 < len(l.planes) && step/l.sx >= 0.8*float64(int(2)<<k) {
		k++
	}
	p := l.planes[k]
	x := newWalk(s.at(0.5/float64(n), 0.5/float64(n)).x-l.origin.x, l.sx, k)
	y := newWalk(s.at(0.5/float64(n), 0.5/float64(n)).y-l.origin.y, l.sy, k)
	sin, cos := math.Sincos(s.angle)
	scale := (1 - black) / (255 * fraction * fraction)
	if s.angle == 0 {
		p.readLevel(x, y, step, n, to, scale, black)
		return
	}
	xs, ys := step*cos, step*sin // one pixel to the right; one down is (-ys, xs)
	for j := range n {
		row := to[3*j*n:][:3*n]
		for i := range n {
			px := x.at(float64(i)*xs - float64(j)*ys)
			py := y.at(float64(i)*ys + float64(j)*xs)
			p.read(px, py, row[3*i:3*i+3:3*i+3], scale, black)
		}
	}
}

// walk turns places in the photo into those of a plane, in fractions of its pixels from
// the middle of the first one.
type walk struct{ start, scale float64 }

func newWalk(start, perPixel float64, k int) walk {
	scale := fraction / (perPixel * float64(int(1)<<k))
	return walk{start*scale - fraction/2, scale}
}

func (w walk) at(d float64) int { return floor(w.start + d*w.scale) }

// read interpolates between the four pixels around a place.
func (p plane) read(x, y int, to []float32, scale, black float32) {
	if x < -fraction/2 || y < -fraction/2 || x > p.w*fraction-fraction/2 || y > p.h*fraction-fraction/2 {
		to[0], to[1], to[2] = black, black, black
		return
	}
	x, y = max(x, 0), max(y, 0)
	x0, y0 := min(x>>fractionBits, p.w-1), min(y>>fractionBits, p.h-1)
	x1, y1 := min(x0+1, p.w-1), min(y0+1, p.h-1)
	fx, fy := x&(fraction-1), y&(fraction-1)
	a, b := p.pix[y0*p.stride+4*x0:][:3], p.pix[y0*p.stride+4*x1:][:3]
	c, d := p.pix[y1*p.stride+4*x0:][:3], p.pix[y1*p.stride+4*x1:][:3]
	for i := range 3 {
		upper := (fraction-fx)*int(a[i]) + fx*int(b[i])
		lower := (fraction-fx)*int(c[i]) + fx*int(d[i])
		to[i] = black + scale*float32((fraction-fy)*upper+fy*lower)
	}
}
