package picture

import (
	"image"
	"image/draw"
)

// Fit gives src with a long side of at most side pixels, each the average of
// the area it covers. It never enlarges: a picture that fits already, or side
// 0, gives src itself.
func Fit(src *image.RGBA, side int) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	dw, dh := fitted(w, h, side)
	if dw == w && dh == h {
		return tight(src)
	}
	r := newReducer(w, h, dw, dh)
	for y := range h {
		at := y * src.Stride
		r.add(src.Pix[at : at+4*w])
	}
	return r.dst
}

// FittedSize gives the size that Fit gives a picture of w x h pixels.
func FittedSize(w, h, side int) (int, int) { return fitted(w, h, side) }

// fitted gives the size of a w x h picture whose long side is at most side.
func fitted(w, h, side int) (int, int) {
	long := max(w, h)
	if side <= 0 || long <= side || w <= 0 || h <= 0 {
		return w, h
	}
	scaled := func(n int) int { return max(1, int((int64(n)*int64(side)+int64(long)/2)/int64(long))) }
	return scaled(w), scaled(h)
}

// tight gives src with rows that follow each other without gaps from (0,0),
// which is src itself if it is so already.
func tight(src *image.RGBA) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	if src.Rect.Min == (image.Point{}) && src.Stride == 4*w && len(src.Pix) == 4*w*h {
		return src
	}
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(dst, dst.Rect, src, src.Rect.Min, draw.Src)
	return dst
}

// reducer averages a picture down while its rows come in from top to bottom, so
// that the full picture never needs to exist as RGBA.
type reducer struct {
	dst        *image.RGBA
	srcW, srcH int
	columns    []span
	y, out     int       // the next source row and the row of dst that is being summed
	row        []float32 // one source row, averaged across
	sum        []float32 // the row of dst so far
}

// span is the part of a source line that one pixel covers: whole pixels from
// first to last, both with the weights of what is covered of them. C reads it.
type span struct {
	first, last             int32
	firstWeight, lastWeight float32
}

// newReducer wants dw <= w and dh <= h, all at least 1.
func newReducer(w, h, dw, dh int) *reducer {
	r := &reducer{
		dst: image.NewRGBA(image.Rect(0, 0, dw, dh)), srcW: w, srcH: h,
		row: make([]float32, channels*dw), sum: make([]float32, channels*dw),
	}
	r.columns = make([]span, dw)
	for x := range r.columns {
		r.columns[x] = cover(x, w, dw)
	}
	return r
}

// cover gives what pixel i of n covers of a line of size pixels.
func cover(i, size, n int) span {
	from, to := float64(i)*float64(size)/float64(n), float64(i+1)*float64(size)/float64(n)
	s := span{first: int32(from), last: min(int32(to), int32(size-1))}
	s.firstWeight = float32(min(float64(s.first+1), to) - from)
	if s.last > s.first {
		s.lastWeight = float32(to - float64(s.last))
	}
	return s
}

// add takes the next source row, 4 bytes a pixel of which the last is ignored.
func (r *reducer) add(pix []byte) {
	r.across(pix)
	r.down()
}

// down takes the row that was averaged across.
func (r *reducer) down() {
	// Where an edge cuts through it, a source row belongs to two rows of dst.
	for r.out < r.dst.Rect.Dy() {
		line := cover(r.out, r.srcH, r.dst.Rect.Dy())
		if r.y < int(line.first) {
			break
		}
		r.accumulate(line.weight(r.y))
		if r.y < int(line.last) {
			break
		}
		r.finish()
	}
	r.y++
}

// weight is how much of source pixel i is covered, 0..1; i is in the span.
func (s span) weight(i int) float32 {
	switch int32(i) {
	case s.first:
		return s.firstWeight
	case s.last:
		return s.lastWeight
	}
	return 1
}
