package faces

import (
	"image"
	"math"

	"keeplight.app/keeplight/library"
)

// The limits by which lids are judged were read off labelled faces of people with
// closed and with open eyes (docs/faces.md).
const (
	closedBelow   = 0.105 // lid gap over eye width
	openAbove     = 0.145
	mostDisagree  = 0.08 // by which the eyes of one face may differ
	leastEyeWidth = 10   // pixels at full size, below which the gap says nothing
	mostYaw       = 0.35 // beyond which only the nearer eye is seen well enough
	focusTimes    = 1.6  // side of the square in which focus is measured over the eye's width
)

// width is that of an eye from corner to corner, in pixels.
func (c *contour) width() float64 { return c[0].to(c[innerCorner]) }

// middle lies between the corners.
func (c *contour) middle() point {
	a, b := c[0], c[innerCorner]
	return point{(a.x + b.x) / 2, (a.y + b.y) / 2}
}

// gap is how far the lids are apart on the average from corner to corner, over the
// eye's width.
func (c *contour) gap() float64 {
	width := c.width()
	if width <= 0 {
		return 0
	}
	sum := 0.0
	const pairs = innerCorner - 1
	for i := range pairs {
		sum += c[1+i].to(c[innerCorner+1+i])
	}
	return min(sum/pairs/width, mostGap)
}

// eyes gives what the lids look like, the eye further left in the picture first.
// They are read from the layer on which the mesh found them.
func (m *mesh) eyes(l *layer, photo image.Point) [2]library.Eye {
	var eyes [2]library.Eye
	for i := range m.lids {
		c := &m.lids[i]
		eyes[i] = library.Eye{
			Box:   shareOf(c.square(), photo),
			State: library.EyeUnknown, Gap: c.gap(), Width: min(c.width(), mostWidth),
		}
	}
	// A positive yaw shows the left eye better.
	seen := [2]bool{m.yaw >= -mostYaw, m.yaw <= mostYaw}
	for i := range m.lids {
		seen[i] = seen[i] && eyes[i].Width >= leastEyeWidth && m.lids[i].isIn(photo)
	}
	state := judgeLids(eyes, seen)
	if state == library.EyeOpen && !m.eyeballSeen(l, seen) {
		state = library.EyeUnknown
	}
	for i := range eyes {
		if seen[i] {
			eyes[i].State = state
		}
	}
	return eyes
}

// eyeballSeen is true where at least one of the eyes that are seen shows an iris: the
// other may lie in the shade.
func (m *mesh) eyeballSeen(l *layer, seen [2]bool) bool {
	for i := range m.lids {
		if seen[i] && l.eyeball(&m.lids[i]).isSeen() {
			return true
		}
	}
	return false
}

// square is that in which an eye's focus is measured.
func (c *contour) square() square { return level(c.middle(), focusTimes*c.width()) }

// isIn is false for an eye that the border of the photo cuts: the mesh only guesses
// where its lids are.
func (c *contour) isIn(photo image.Point) bool {
	for _, p := range c {
		if p.x < 0 || p.y < 0 || p.x > float64(photo.X) || p.y > float64(photo.Y) {
			return false
		}
	}
	return true
}

// judgeLids gives the state of the eyes that are seen. Both count alike, because the
// limits are for their mean; a wink and what lies between the limits is unknown.
func judgeLids(eyes [2]library.Eye, seen [2]bool) library.EyeState {
	sum, n := 0.0, 0.0
	for i := range eyes {
		if seen[i] {
			sum, n = sum+eyes[i].Gap, n+1
		}
	}
	if n == 0 || n == 2 && math.Abs(eyes[0].Gap-eyes[1].Gap) > mostDisagree {
		return library.EyeUnknown
	}
	switch gap := sum / n; {
	case gap < closedBelow:
		return library.EyeClosed
	case gap > openAbove:
		return library.EyeOpen
	}
	return library.EyeUnknown
}

// shareOf gives the part of a square that lies in the photo, as shares of its sides.
func shareOf(s square, photo image.Point) library.Box {
	half := s.side / 2
	return boxOf(s.middle.x-half, s.middle.y-half, s.middle.x+half, s.middle.y+half, photo)
}

// boxOf gives a part of the photo as shares of its sides.
func boxOf(left, top, right, bottom float64, photo image.Point) library.Box {
	w, h := float64(photo.X), float64(photo.Y)
	return inside(library.Box{X: left / w, Y: top / h, Width: (right - left) / w, Height: (bottom - top) / h})
}
