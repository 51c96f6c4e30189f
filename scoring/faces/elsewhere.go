package faces

import (
	"image"
	"slices"

	"keeplight.app/keeplight/library"
)

const (
	elsewhereSide  = 128 // of a place that is looked at, pixels of the photo at full size
	elsewhereCount = 4   // how many are, besides the one where the camera focused
	leastCell      = 8   // side of a place on the preview, pixels
)

// places gives places outside the eyes where something sharp may be seen: those with
// the strongest edges on the preview, and the one where the camera focused.
func (p *photo) places(seen []seenFace, focus library.Focus) []spot {
	var found []spot
	add := func(middle point) {
		s := level(middle, elsewhereSide)
		if r := s.bounds(1); !r.Intersect(p.whole()).Empty() && !hitsEye(seen, r) {
			found = append(found, spotOf(s, p.size))
		}
	}
	if focus.Known {
		add(point{focus.X * float64(p.size.X), focus.Y * float64(p.size.Y)})
	}
	for _, c := range p.preview.edgiest(len(found) + elsewhereCount + 2*len(seen)) {
		if len(found) > elsewhereCount {
			break
		}
		add(c)
	}
	return found
}

// hitsEye is true for a part of the photo in which an eye lies.
func hitsEye(seen []seenFace, r image.Rectangle) bool {
	for i := range seen {
		for _, e := range seen[i].eyes {
			if !seen[i].Turned && !e.bounds(1).Intersect(r).Empty() {
				return true
			}
		}
	}
	return false
}

// edgiest gives the middles of the n places with the most gradient, those first that
// have more.
func (l *layer) edgiest(n int) []point {
	p := l.planes[0]
	side := max(leastCell, int(elsewhereSide/l.sx+0.5))
	type cell struct {
		at     point
		energy int
	}
	var cells []cell
	for y := 0; y+side < p.h; y += side {
		for x := 0; x+side < p.w; x += side {
			middle := float64(side) / 2
			at := point{l.origin.x + (float64(x)+middle)*l.sx, l.origin.y + (float64(y)+middle)*l.sy}
			cells = append(cells, cell{at, p.energy(x, y, side)})
		}
	}
	slices.SortStableFunc(cells, func(a, b cell) int { return b.energy - a.energy })
	var at []point
	for _, c := range cells[:min(n, len(cells))] {
		at = append(at, c.at)
	}
	return at
}

// energy sums up the squares of the differences of neighbours in green.
func (p plane) energy(x0, y0, side int) int {
	sum := 0
	for y := y0; y < y0+side; y++ {
		row, below := p.pix[y*p.stride+4*x0:], p.pix[(y+1)*p.stride+4*x0:]
		for x := range side {
			v := int(row[4*x+1])
			dx, dy := int(row[4*x+5])-v, int(below[4*x+1])-v
			sum += dx*dx + dy*dy
		}
	}
	return sum
}
