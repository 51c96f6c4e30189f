package faces

import "math"

// Between open lids the dark iris stands beside the white, whatever the skin's colour.
// On dark skin, in hard light and behind dark glasses the mesh also finds a gap where
// there is a line or nothing at all: an eye only looks open where both are seen.
const (
	// enoughLevels is by how many of 255 levels the lightest part of an eyeball stands out
	// from its darkest one.
	enoughLevels = 32
	// In the dark fewer levels are enough where they are this share of the light.
	fewestLevels = 12
	enoughShare  = 0.4
)

const (
	ballSide    = 48   // pixels of what an eyeball is read from
	ballTimes   = 1.25 // the side of its square over the eye's width
	ballColumns = 12   // across an eyeball, each of which is read in so many
	ballRows    = 6    // places from lid to lid

	fromCorner = 0.14 // of the eye's width, and
	fromLid    = 0.2  // of the gap between the lids, where nothing is read
)

// eyeball says how light the darkest and the lightest part are of what lies between the
// lids, 0..255. A part is as high as the gap and a fifth of the eye's width wide, so that
// noise and the line of a closed lid count little.
type eyeball struct{ dark, light float64 }

// isSeen is true where the iris stands out from the white.
func (b eyeball) isSeen() bool {
	by := b.light - b.dark
	return by >= enoughLevels || by >= fewestLevels && by >= enoughShare*(b.light+b.dark)
}

// eyeball reads the square around an eye.
func (l *layer) eyeball(c *contour) eyeball {
	a, b := c[0], c[innerCorner]
	s := square{middle: c.middle(), side: ballTimes * c.width(), angle: math.Atan2(b.y-a.y, b.x-a.x)}
	if !s.usable() {
		return eyeball{}
	}
	pixels := make([]float32, 3*ballSide*ballSide)
	l.sample(s, ballSide, pixels, 0)
	var columns [ballColumns]float64
	for i := range columns {
		t := fromCorner + (1-2*fromCorner)*(float64(i)+0.5)/ballColumns
		lower, upper := c.lid(1, t), c.lid(innerCorner+1, t)
		for j := range ballRows {
			x, y := s.place(upper.towards(lower, fromLid+(1-2*fromLid)*(float64(j)+0.5)/ballRows))
			p := pixels[3*(pixelAt(y)*ballSide+pixelAt(x)):]
			columns[i] += 255 * float64(0.299*p[0]+0.587*p[1]+0.114*p[2]) / ballRows
		}
	}
	ball := eyeball{dark: 255}
	for i := 1; i+1 < ballColumns; i++ {
		part := (columns[i-1] + columns[i] + columns[i+1]) / 3
		ball.dark, ball.light = min(ball.dark, part), max(ball.light, part)
	}
	return ball
}

// pixelAt gives the pixel of the square at a share of its side.
func pixelAt(share float64) int { return min(max(floor(share*ballSide), 0), ballSide-1) }

// lid gives the place on a lid, of which the first point is named, at a share of the way
// from the outer corner to the inner one.
func (c *contour) lid(first int, t float64) point {
	const pieces = innerCorner
	i := min(int(t*pieces), pieces-1)
	from, to := c[0], c[innerCorner]
	if i > 0 {
		from = c[first+i-1]
	}
	if i < pieces-1 {
		to = c[first+i]
	}
	return from.towards(to, t*pieces-float64(i))
}
