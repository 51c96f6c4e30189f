package measure

import "math"

// segment is a piece of a straight edge near one axis: u along it and v across,
// both from the picture's middle.
type segment struct {
	lean   float64 // degrees by which it leans clockwise off the axis
	at     float64 // where it or its continuation crosses the middle of the axis, pixels
	length float64 // pixels
	clear  float64 // how clearly it is straight and stands out, 0..1
}

const (
	leastSegment = 0.035 // of the long side: shorter ones have no direction to speak of
	segmentGap   = 2     // pixels that may be missing in a row
	segmentHoles = 0.3   // of a segment's length may be missing
	segmentStray = 1.2   // pixels to each side in which it goes on
	segmentBend  = 0.12  // radians by which its gradient may turn from end to end
	segmentRough = 0.5   // root mean square distance of its pixels from it
)

// trace is a segment that grows.
type trace struct {
	n, u, v, uu, uv, vv, slope, slopeU, steep float64 // sums, u and v from the seed
	first, last                               float64
}

func (t *trace) add(u float64, p *edgePixel) {
	v, slope := float64(p.at), float64(p.slope)
	t.n++
	t.u, t.v, t.uu, t.uv, t.vv = t.u+u, t.v+v, t.uu+u*u, t.uv+u*v, t.vv+v*v
	t.slope, t.slopeU = t.slope+slope, t.slopeU+slope*u
	t.steep += math.Abs(float64(p.steep))
	t.first, t.last = min(t.first, u), max(t.last, u)
}

// steady is the number of pixels from which a segment's own direction is better
// than that of its gradients: until then it follows those.
const steady = 10

// line gives v at u = 0 and the slope.
func (t *trace) line() (v, slope float64) {
	slope = (t.n*t.uv - t.u*t.v) / (t.n*t.uu - t.u*t.u)
	return (t.v - slope*t.u) / t.n, slope
}

// clear says how clearly the pixels lie on a line, 0..1: they fill it, stray little,
// their gradients neither turn along it nor look another way, and are well above
// foot. It falls without a step, so that a little noise does little.
func (t *trace) clear(foot float64) float64 {
	length := t.last - t.first + 1
	v, slope := t.line()
	det := t.n*t.uu - t.u*t.u
	turn := (t.n*t.slopeU - t.u*t.slope) / det * length
	spread := math.Sqrt(max(0, t.vv-v*t.v-slope*t.uv) / t.n)
	left := func(share float64) float64 { return min(1, max(0, 2-2*share)) }
	return left((1-t.n/length)/segmentHoles) * left(spread/segmentRough) *
		left(math.Abs(turn)/segmentBend) * left(math.Abs(t.slope/t.n-slope)/segmentBend) *
		min(1, max(0, 2*(t.steep/t.n/foot-1)))
}

// segments follows each ridge from its first pixel as far as it goes straight, in
// the manner of region growing (Grompone von Gioi 2010). A gradient of foot is where
// ridges begin.
func (e *edges) segments(found []segment, least, foot float64, vertical bool) []segment {
	middleU, middleV := float64(e.along-1)/2, float64(e.across-1)/2
	for i := range e.pixels {
		p := &e.pixels[i]
		if e.index[int(p.u)*e.across+int(p.v)] == 0 {
			continue
		}
		e.index[int(p.u)*e.across+int(p.v)] = 0
		var t trace
		if !e.begin(&t, p) {
			continue
		}
		e.follow(&t, p)
		if t.last-t.first+1 < least {
			continue
		}
		clear := t.clear(foot)
		if clear == 0 {
			continue
		}
		v, slope := t.line()
		s := segment{
			lean: math.Atan(slope) * 180 / math.Pi, at: v + slope*(middleU-float64(p.u)) - middleV,
			length: (t.last - t.first + 1) * math.Sqrt(1+slope*slope), clear: clear,
		}
		if vertical {
			// With the axes exchanged, a clockwise lean has the other sign.
			s.lean = -s.lean
		}
		found = append(found, s)
	}
	return found
}

// begin takes the first pixels of a segment, of which none may be missing, and is
// false where there are too few: most seeds end here, so it sums up no more than it
// needs to go on.
func (e *edges) begin(t *trace, seed *edgePixel) bool {
	var first [steady]*edgePixel
	first[0] = seed
	rises, v, slope := seed.steep > 0, float64(seed.at), float64(seed.slope)
	for n := 1; n < steady; n++ {
		u, one := int(seed.u)+n, 1/float64(n)
		if u >= e.along {
			return false
		}
		// The pixels so far have their middle half of n+1 before u.
		p := e.nearest(u, (v+slope*float64(n+1)/2)*one, rises, slope*one)
		if p == nil {
			return false
		}
		e.index[u*e.across+int(p.v)] = 0
		first[n] = p
		v, slope = v+float64(p.at), slope+float64(p.slope)
	}
	for u, p := range first {
		t.add(float64(u), p)
	}
	return true
}

// follow lets a segment grow from its first pixels.
func (e *edges) follow(t *trace, seed *edgePixel) {
	rises, missed := seed.steep > 0, 0
	for u := int(seed.u) + steady; u < e.along; u++ {
		du := float64(u - int(seed.u))
		v, slope := t.line()
		p := e.nearest(u, v+slope*du, rises, slope)
		if p == nil {
			if missed++; missed > segmentGap {
				return
			}
			continue
		}
		missed = 0
		e.index[u*e.across+int(p.v)] = 0
		t.add(du, p)
	}
}

// nearest gives the pixel of one column that goes on with a segment, nil where
// none does.
func (e *edges) nearest(u int, near float64, rises bool, slope float64) *edgePixel {
	const turn = 0.35 // of a pixel's slope from the segment's: noise turns single gradients
	var best *edgePixel
	away := segmentStray
	middle := int(near + 0.5)
	from, to := max(0, middle-1), min(e.across, middle+2)
	if from >= to {
		return nil
	}
	for _, i := range e.index[u*e.across+from : u*e.across+to] {
		if i == 0 {
			continue
		}
		p := &e.pixels[i-1]
		d := math.Abs(float64(p.at) - near)
		if p.steep > 0 == rises && d < away && math.Abs(float64(p.slope)-slope) <= turn {
			best, away = p, d
		}
	}
	return best
}
