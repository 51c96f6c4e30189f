package measure

import "math"

// Lines is what the long straight lines near the horizontal and the vertical
// say about how level the camera was.
type Lines struct {
	Tilt        float64 // degrees by which the picture leans, clockwise positive
	Length      float64 // length of all lines found, in long sides of the picture
	Agreement   float64 // share of that length that leans alike, 0..1
	Horizontals float64 // share of the agreeing length that is near the horizontal

	Horizon bool // the skyline is the longest of the lines that agree

	longest line // of those that agree
}

const (
	maxTilt     = 15.0 // degrees: what leans more is not a line to level by
	tiltStep    = 0.25 // degrees
	tiltBins    = int(2*maxTilt/tiltStep) + 1
	voteReach   = 8    // bins to each side of a pixel's own direction that it votes for
	minLine     = 0.12 // of the long side: shorter ones tell nothing
	maxLines    = 24
	agreeWithin = 0.8 // degrees
	skyCounts   = 1.5 // times its length: a horizon tells more than a line within the picture
	ridgeFoot   = 6   // gradient, levels per pixel, from which a pixel can be on a line
)

// line is one straight line: its lean and how many pixels lie on it.
type line struct {
	lean     float64 // degrees clockwise off its axis
	length   float64 // pixels
	rho      float64 // distance from the middle of the leading edge, pixels, see hough
	vertical bool
	sky      bool // it is the skyline
}

// measureLines finds the lines by a Hough transform (Duda & Hart 1972) in which a
// pixel on a gradient's ridge votes only for the directions near its own, and takes
// in the horizon.
func (k *workspace) measureLines(s *Skyline) Lines {
	k.findRidge()
	found := append(k.hough(false), k.hough(true)...)
	if s.Length > 0 {
		found = append(found, line{lean: s.Tilt, length: skyCounts * s.Length * float64(k.w), rho: s.rho, sky: true})
	}
	return weighLines(found, float64(max(k.w, k.h)))
}

// weighLines finds the lean on which most of the length agrees.
func weighLines(found []line, side float64) Lines {
	var total float64
	for _, l := range found {
		total += l.length
	}
	if total == 0 {
		return Lines{}
	}
	support := func(lean float64) (length, weighted, horizontal float64) {
		for _, l := range found {
			if w := l.length * max(0, 1-math.Abs(l.lean-lean)/agreeWithin); w > 0 {
				length += w
				weighted += w * l.lean
				if !l.vertical {
					horizontal += w
				}
			}
		}
		return length, weighted, horizontal
	}
	best, bestLength := 0.0, -1.0
	for b := range tiltBins {
		lean := float64(b)*tiltStep - maxTilt
		if length, _, _ := support(lean); length > bestLength {
			best, bestLength = lean, length
		}
	}
	length, weighted, horizontal := support(best)
	if length == 0 {
		return Lines{Length: total / side}
	}
	var longest line
	for _, l := range found {
		if math.Abs(l.lean-best) < agreeWithin && l.length > longest.length {
			longest = l
		}
	}
	return Lines{
		longest:     longest,
		Horizon:     longest.sky,
		Tilt:        weighted / length,
		Length:      total / side,
		Agreement:   length / total,
		Horizontals: horizontal / length,
	}
}
