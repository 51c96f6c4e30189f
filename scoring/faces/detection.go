package faces

import (
	"cmp"
	"image"
	"slices"
)

// detection is a face as the detector gives it.
type detection struct {
	left, top, right, bottom float64 // pixels of the photo at full size
	eyes                     [2]point
	score                    float64
}

func (d *detection) width() float64  { return d.right - d.left }
func (d *detection) height() float64 { return d.bottom - d.top }
func (d *detection) area() float64   { return d.width() * d.height() }

// shared is the area that lies in both.
func (d *detection) shared(o *detection) float64 {
	w := min(d.right, o.right) - max(d.left, o.left)
	h := min(d.bottom, o.bottom) - max(d.top, o.top)
	if w <= 0 || h <= 0 {
		return 0
	}
	return w * h
}

// overlap is the area in both over that in either, 0..1.
func (d *detection) overlap(o *detection) float64 {
	s := d.shared(o)
	if s == 0 {
		return 0
	}
	return s / (d.area() + o.area() - s)
}

// usable is false for what is no box.
func (d *detection) usable() bool {
	return d.width() > 0 && d.height() > 0 && point{d.left, d.top}.finite() && point{d.right, d.bottom}.finite() &&
		d.eyes[0].finite() && d.eyes[1].finite()
}

// cut gives the share of it that lies beyond a photo of this size.
func (d *detection) cut(photo image.Point) float64 {
	inside := d.shared(&detection{right: float64(photo.X), bottom: float64(photo.Y)})
	return within(1-inside/d.area(), 0, 1)
}

// isIn is false for a face whose middle lies outside the photo.
func (d *detection) isIn(w, h int) bool {
	x, y := (d.left+d.right)/2, (d.top+d.bottom)/2
	return x >= 0 && y >= 0 && x < float64(w) && y < float64(h)
}

// sameFace is the overlap from which two boxes are of one face.
const sameFace = 0.3

// surestFirst sorts by score; equal ones by where they are, so that the order in
// which squares were looked at does not matter.
func surestFirst(ds []detection) {
	slices.SortStableFunc(ds, func(a, b detection) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.top, b.top), cmp.Compare(a.left, b.left))
	})
}

// blended averages the boxes on each face that one look gave, by their scores, as
// MediaPipe does (Bazarevsky et al., BlazeFace, 2019). The score is the highest.
func blended(ds []detection) []detection {
	surestFirst(ds)
	var faces []detection
	for len(ds) > 0 {
		first := ds[0]
		var sum detection
		rest := ds[:0:0]
		for i := range ds {
			if i > 0 && first.overlap(&ds[i]) < sameFace {
				rest = append(rest, ds[i])
				continue
			}
			sum.add(&ds[i])
		}
		faces = append(faces, sum.mean(first.score))
		ds = rest
	}
	return faces
}

// add sums up a box by its score.
func (d *detection) add(o *detection) {
	d.left, d.right = d.left+o.score*o.left, d.right+o.score*o.right
	d.top, d.bottom = d.top+o.score*o.top, d.bottom+o.score*o.bottom
	for i, e := range o.eyes {
		d.eyes[i].x, d.eyes[i].y = d.eyes[i].x+o.score*e.x, d.eyes[i].y+o.score*e.y
	}
	d.score += o.score
}

// mean is what was summed up over the sum of scores.
func (d *detection) mean(score float64) detection {
	k := 1 / d.score
	m := detection{left: k * d.left, top: k * d.top, right: k * d.right, bottom: k * d.bottom, score: score}
	for i, e := range d.eyes {
		m.eyes[i] = point{k * e.x, k * e.y}
	}
	return m
}

// nested is the share of the smaller of two boxes from which they are of one face.
const nested = 0.5

// surest leaves of the boxes on one face, which several looks gave, the surest.
func surest(ds []detection) []detection {
	surestFirst(ds)
	var faces []detection
	for i := range ds {
		d := &ds[i]
		known := slices.ContainsFunc(faces, func(f detection) bool {
			return d.shared(&f) > nested*min(d.area(), f.area()) || d.overlap(&f) > sameFace
		})
		if !known {
			faces = append(faces, *d)
		}
	}
	return faces
}

// isWhole is false for a box that an edge of the square cuts inside the photo: the
// next square shows it whole.
func (d *detection) isWhole(s square, photo image.Point) bool {
	clear := func(low, high, middle float64, most int) bool {
		first, last := middle-s.side/2, middle+s.side/2
		return (low > first+1 || first < 1) && (high < last-1 || last > float64(most)-1)
	}
	return clear(d.left, d.right, s.middle.x, photo.X) && clear(d.top, d.bottom, s.middle.y, photo.Y)
}
