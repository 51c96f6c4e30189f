package measure

import "math"

// fullReading is what tiles of the full picture are worth, in points.
type fullReading struct {
	scale    float64 // as FullDetail.Scale; 0 where nothing was read
	contrast float64 // as FullDetail.Contrast
	best     float64 // of the crispest tile
	subject  float64 // of that where the camera focused, else on an eye, else on the salient area
	focused  bool    // the camera said where
	eye      bool    // it is an eye's
	shaken   bool    // the crispest tile was moved
}

func (d *FullDetail) reading() fullReading {
	if !d.Known {
		return fullReading{}
	}
	return fullReading{
		scale: d.Scale, contrast: d.Contrast, best: d.crispest(), subject: fullPoints().at(d.Subject),
		focused: d.Focused, shaken: d.shaken(),
	}
}

// weight is how much the full picture counts in crispness, 0..0.7: in full when
// it is much larger than the preview and has contrast to see blur by, and most
// when the focus was missed, which nothing else shows.
func (r *fullReading) weight() float64 {
	if r.scale <= 0 {
		return 0
	}
	most := 0.5
	if r.missed() {
		most = 0.7
	}
	larger := (math.Log2(r.scale) - math.Log2(fullLeast)) / (math.Log2(fullPlenty) - math.Log2(fullLeast))
	return most * min(1, max(0, larger)) * sure(r.contrast)
}

// crispness is what the best tile and that on the subject are worth together. An eye is
// more surely what is to be sharp than a salient area, which is a guess, and less than
// where the camera focused.
func (r *fullReading) crispness() float64 {
	part := 0.3
	switch {
	case r.focused:
		part = 0.75
	case r.eye:
		part = 0.5
	}
	// A soft subject beside a crisp background is at most this much worse.
	const most = 6
	return (1-part)*r.best + part*max(min(r.best, r.subject), r.best-most)
}

// missed says whether the picture is crisp, but not where the camera focused.
func (r *fullReading) missed() bool {
	const crisp, less = 7.5, 2.5
	return r.focused && r.best >= crisp && r.best-r.subject >= less
}

// withEye takes an eye's tile for another candidate. It stands for the subject where the
// camera did not say where it focused; where it did, that an eye is sharper counts, and
// not that it is softer. Where the crispest tile was moved, so was the eye.
func (r fullReading) withEye(points float64) fullReading {
	if r.shaken {
		points = min(points, r.best)
	}
	r.best = max(r.best, points)
	if r.focused {
		r.subject = max(r.subject, points)
	} else {
		r.subject, r.eye = points, true
	}
	return r
}

// joined gives the crispness of the whole by that of the preview and of the full
// picture, 0..10.
func (r *fullReading) joined(preview float64) float64 {
	w := r.weight()
	if w <= 0 {
		return preview
	}
	// Only what is crisp on the preview can be crisp at full size.
	return (1-w)*preview + w*min(preview+1, r.crispness())
}
