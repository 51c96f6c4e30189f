package faces

import (
	"fmt"
	"math"
)

const (
	// meshSide is the side in pixels of what the mesh sees.
	meshSide = 192
	// meshPoints is how many points it gives, each with three coordinates.
	meshPoints = 468
	// lidPoints is how many points it gives around an eye; the first contourPoints
	// are the edges of the lids.
	lidPoints     = 71
	contourPoints = 16
	// leastPresent is the probability from which a crop shows a face of which the
	// detector is sure.
	leastPresent = 0.5
	// sureScore is the detector's score below which a face is doubtful: it gives it to
	// animals and houses too.
	sureScore = 0.8
	// surePresent is the probability from which a crop shows a doubtful face: of nearly
	// all people who look this way it is above 0.999.
	surePresent = 0.99
	// mostRestless is how far the points of a face move on the average when they are
	// looked for once more, over its side: those of people by 0.022 at most.
	mostRestless = 0.025
	// cropTimes is the side of a crop over that of the face in it.
	cropTimes = 1.5
)

// Points of the mesh: the tip of the nose, and the cheeks before the ears of the
// person's right and left.
const (
	noseTip    = 1
	rightCheek = 234
	leftCheek  = 454
)

// contour is the edges of an eye's lids, from the outer corner along the lower lid
// to the inner one, and back along the upper lid.
type contour [contourPoints]point

// innerCorner follows the outer corner and the points of the lower lid.
const innerCorner = contourPoints / 2

// mesh is a face seen closely.
type mesh struct {
	present float64    // probability that there is a face at all, 0..1
	yaw     float64    // -1..1: how far the head is turned; positive shows more of the left in the picture
	lids    [2]contour // of the person's right and left eye
	points  []point
}

// crop gives the square around a detected face, turned level, that the mesh wants.
func (d *detection) crop() square {
	return square{
		middle: point{(d.left + d.right) / 2, (d.top + d.bottom) / 2},
		side:   cropTimes * d.side(),
		angle:  math.Atan2(d.eyes[1].y-d.eyes[0].y, d.eyes[1].x-d.eyes[0].x),
	}
}

// fit runs the mesh on a face twice: the crop that the first gives sits better than
// the detector's. On what is no face the points never settle, so that a doubtful one
// is looked at once more. present is 0 for what is none.
func (n *networks) fit(p *photo, part *layer, d *detection) (mesh, error) {
	s, seen := d.crop(), mesh{}
	runs, least := 2, leastPresent
	if d.score < sureScore {
		runs, least = 3, surePresent
	}
	for run := range runs {
		if !s.usable() {
			return mesh{}, nil
		}
		m, err := n.mesh(p.layerFor(s, part), s)
		if err != nil || !m.usable() || !(m.present >= least) {
			return mesh{}, err
		}
		if run == 2 && !(m.from(&seen) <= mostRestless*d.side()) {
			return mesh{}, nil
		}
		seen, s = m, m.crop()
	}
	return seen, nil
}

// from is how far the points lie from another mesh's on the average, in pixels.
func (m *mesh) from(o *mesh) float64 {
	sum := 0.0
	for i := range m.points {
		sum += m.points[i].to(o.points[i])
	}
	return sum / float64(len(m.points))
}

func (n *networks) mesh(l *layer, s square) (mesh, error) {
	l.sample(s, meshSide, n.landmarks.Input(), 0)
	if err := n.landmarks.Run(); err != nil {
		return mesh{}, fmt.Errorf("looking at a face: %w", err)
	}
	m := mesh{present: logistic(n.landmarks.Output(meshFlag)[0]), points: make([]point, meshPoints)}
	all := n.landmarks.Output(meshAll)
	for i := range m.points {
		m.points[i] = s.at(float64(all[3*i])/meshSide, float64(all[3*i+1])/meshSide)
	}
	for e, output := range []int{meshLeftEye, meshRightEye} {
		v := n.landmarks.Output(output)
		for i := range m.lids[e] {
			m.lids[e][i] = s.at(float64(v[2*i])/meshSide, float64(v[2*i+1])/meshSide)
		}
	}
	// The nose lies in the middle between the cheeks of a face from the front.
	a, b := m.points[noseTip].to(m.points[rightCheek]), m.points[noseTip].to(m.points[leftCheek])
	if a+b > 0 {
		m.yaw = (a - b) / (a + b)
	}
	return m, nil
}

// side is that of the face in pixels.
func (d *detection) side() float64 { return max(d.width(), d.height()) }

// usable is false for what the network answered without sense.
func (m *mesh) usable() bool {
	for _, p := range m.points {
		if !p.finite() {
			return false
		}
	}
	for e := range m.lids {
		for _, p := range m.lids[e] {
			if !p.finite() {
				return false
			}
		}
	}
	return len(m.points) > 0 && !math.IsNaN(m.present)
}

// crop gives the square around the points, turned so that the eyes are level.
func (m *mesh) crop() square {
	right, left := m.lids[0][0], m.lids[1][0]
	angle := math.Atan2(left.y-right.y, left.x-right.x)
	sin, cos := math.Sincos(angle)
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, p := range m.points {
		x, y := cos*p.x+sin*p.y, cos*p.y-sin*p.x
		low = point{min(low.x, x), min(low.y, y)}
		high = point{max(high.x, x), max(high.y, y)}
	}
	x, y := (low.x+high.x)/2, (low.y+high.y)/2
	return square{
		middle: point{cos*x - sin*y, sin*x + cos*y},
		side:   cropTimes * max(high.x-low.x, high.y-low.y),
		angle:  angle,
	}
}
