package measure

import "math"

// Lines is what straight lines and the horizon say of how level the camera was.
type Lines struct {
	Tilt   float64 // degrees by which the picture most likely leans, clockwise positive
	Sure   float64 // how likely that is right to within one and a half degrees, 0..1
	Told   float64 // nats by which lines and horizon narrow down what the tilt can be
	Belief Belief  // sums to 1
	By     Witness // what speaks most for the tilt

	longest line // of those
}

// Witness is what a tilt can be read from.
type Witness int

// What a tilt can be read from: upright lines, level lines, and the horizon.
const (
	ByUprights Witness = iota
	ByHorizontals
	ByHorizon
)

// line is one straight line across the picture.
type line struct {
	lean     float64 // degrees clockwise off its axis
	at       float64 // where it crosses the middle of that axis, pixels from the middle of the other
	vertical bool
}

// How likely it is that what most lines near an axis agree on is the camera's tilt,
// and not how things lie: shelves, books and cars may stand askew, roads climb.
const (
	trustUprights    = 0.95
	trustHorizontals = 0.9
)

const (
	ridgeFoot  = 4   // gradient, levels per pixel, from which a pixel can be on a line
	ridgeNoise = 1.5 // times the noise
	ridgeBlock = 2   // times the coarseness of JPEG, whose blocks draw level lines of their own
)

// measureLines finds the segments near both axes and weighs them with the horizon.
func (k *workspace) measureLines(s *Skyline, noise, compression float64) Lines {
	foot := sobelUnit * max(ridgeFoot, ridgeNoise*noise, ridgeBlock*compression)
	k.findRidge(int(foot))
	side := float64(max(k.w, k.h))
	up, level := &k.uprights, &k.levels
	up.lines = k.upright.segments(up.lines[:0], leastSegment*side, foot, true)
	level.lines = k.level.segments(level.lines[:0], leastSegment*side, foot, false)
	if s.Length > 0 {
		// What lies along the skyline was heard already.
		level.lines = s.without(level.lines)
	}
	up.read(k.kernels, side)
	level.read(k.kernels, side)
	usual := usualTilt()
	belief := usual
	belief.weigh(&up.told, trustUprights)
	belief.weigh(&level.told, trustHorizontals)
	var sky Belief
	if s.Length > 0 {
		sky = bell(s.Tilt, s.SD)
		belief.weigh(&sky, s.Trust)
	}
	belief.scale(1)
	l := Lines{Belief: belief, Told: belief.told(&usual)}
	l.Tilt, l.Sure = belief.likeliest()
	bin := binOf(l.Tilt)
	switch {
	case sky[bin] > 1 && sky[bin] >= max(1, min(up.told[bin], level.told[bin])):
		l.By, l.longest = ByHorizon, line{lean: s.Tilt, at: s.at}
	case up.told[bin] >= level.told[bin]:
		l.By, l.longest = ByUprights, up.longest(l.Tilt, side/2).line(true)
	default:
		l.By, l.longest = ByHorizontals, level.longest(l.Tilt, side/2).line(false)
	}
	return l
}

func (s segment) line(vertical bool) line { return line{s.lean, s.at, vertical} }

const (
	alongSkyline = 8.0 // pixels
	likeSkyline  = 3.0 // degrees
)

// without leaves out the lines that lie along the skyline.
func (s *Skyline) without(lines []segment) []segment {
	kept := lines[:0]
	for _, l := range lines {
		if math.Abs(l.at-s.at) >= alongSkyline || math.Abs(l.lean-s.Tilt) >= likeSkyline {
			kept = append(kept, l)
		}
	}
	return kept
}
