package drawn

import "math"

// eye is one eye. It opens upwards: the lower lid hardly moves.
type eye struct {
	x    float64 // its middle
	side float64 // -1 for the left one, whose inner corner is at its right
	gap  float64 // between the lids, averaged from corner to corner
	iris tone
}

// lids gives the edges of both lids at x, and how far that is along the eye, -1..1.
func (e *eye) lids(x float64) (upper, lower, along float64) {
	along = (x - e.x) / (eyeMM / 2)
	// An arc of this form is 2/3 of its height on the average.
	arc := max(0, 1-along*along)
	corner := -1.2 * along * e.side
	lower = corner + 3.2*arc
	upper = lower - 1.5*e.gap*arc
	return upper, lower, along
}

// ball gives what is seen between the lids.
func (e *eye) ball(x, y float64) (c tone, ok bool) {
	upper, lower, along := e.lids(x)
	if math.Abs(along) >= 1 || y <= upper || y >= lower {
		return tone{}, false
	}
	white := tone{228, 222, 216}.times(1 - 0.3*along*along)
	r := math.Hypot(x-e.x, y+1.2)
	switch {
	case math.Hypot(x-e.x+2.2, y+3.4) < 1.1:
		c = tone{255, 255, 255}
	case r < 2.6:
		c = tone{14, 12, 12}
	case r < 6.4:
		c = e.iris.times(0.75 + 0.4*math.Sin(9*math.Atan2(y+1.2, x-e.x))*0.3 - 0.45*smooth((r-5)/1.4))
	default:
		c = white
	}
	return c.times(1 - 0.5*math.Exp(-(y-upper)/1.6)), true // the upper lid's shadow
}

// lid paints lashes, the lids' rims and the crease over the skin.
func (e *eye) lid(c tone, x, y float64) tone {
	upper, lower, along := e.lids(x)
	if math.Abs(along) > 1.25 {
		return c
	}
	inside := smooth((1.12 - math.Abs(along)) / 0.12)
	lash := math.Exp(-math.Pow((y-upper+0.7)/1.5, 2)) * inside
	c = c.mix(tone{22, 16, 14}, 0.93*lash)
	rim := math.Exp(-math.Pow((y-lower-0.5)/0.9, 2)) * inside
	c = c.times(1 - 0.3*rim)
	// The crease goes up as the lid does, but less.
	crease := upper - 3.6 - 1.8*max(0, 1-along*along) - 0.5*max(0, 9-e.gap)*max(0, 1-along*along)
	fold := math.Exp(-math.Pow((y-crease)/1.1, 2)) * smooth((1.2-math.Abs(along))/0.4)
	return c.times(1 - (0.1+0.22*min(1, e.gap/6))*fold)
}
