package measure

import (
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

func tiltPoints() curve {
	return curve{{0, 10}, {0.5, 9.5}, {1, 8.6}, {2, 6.8}, {3, 5.4}, {5, 3.5}, {8, 2}, {15, 0.3}}
}

const (
	leastTold   = 0.4  // nats: what tells less is no line to go by
	sureEnough  = 0.85 // Sure from which a verdict names the tilt
	probably    = 0.6  // how likely what is called probable is
	levelWithin = 1.0  // degrees within which a camera is all but level
	blockyFrom  = 3    // JPEG this coarse hides faint lines
	leastSD     = 0.4  // points
)

// judgeLevel gives the points that are to be expected by all tilts that there may
// be, so that where lines are few or disagree the value lies between with a wide
// band.
func judgeLevel(f *Features) verdict {
	l := &f.Lines
	switch {
	case l.Told < leastTold && f.Compression >= blockyFrom:
		return absent(message.LevelBlocks)
	case l.Told < leastTold:
		return absent(message.LevelNoLines)
	}
	mean, sd := l.Belief.expected(tiltPoints())
	return known(mean, max(leastSD, sd), levelReason(l))
}

// NamedTilt gives the tilt in degrees, clockwise positive, and whether the reason for
// level shot names it: where it is right to within one and a half degrees with a
// probability of at least 85 in a hundred.
func (f *Features) NamedTilt() (degrees float64, named bool) {
	l := &f.Lines
	return l.Tilt, l.Told >= leastTold && l.Sure >= sureEnough
}

// levelReason names the tilt where it is sure enough, and by what it was found; else
// it says what is probable.
func levelReason(l *Lines) library.Message {
	tilt, right := math.Abs(l.Tilt), l.Tilt > 0
	switch {
	case l.Sure < sureEnough:
		return unsureReason(&l.Belief)
	case tilt < 0.4 && l.By == ByHorizon:
		return message.New(message.LevelHorizon)
	case tilt < 0.4:
		return message.New(message.LevelLines)
	}
	var code string
	switch l.By {
	case ByHorizon:
		code = side(right, message.HorizonRight, message.HorizonLeft)
	case ByUprights:
		code = side(right, message.UprightLinesRight, message.UprightLinesLeft)
	case ByHorizontals:
		code = side(right, message.HorizontalsRight, message.HorizontalsLeft)
	}
	return message.New(code, message.Degrees("tilt", tilt))
}

// unsureReason says whether the camera was probably level, or leant to one side, or
// that neither is.
func unsureReason(b *Belief) library.Message {
	switch {
	case b.between(-levelWithin, levelWithin) >= probably:
		return message.New(message.ProbablyLevel)
	case b.between(levelWithin, maxTilt) >= probably:
		return message.New(message.ProbablyRight)
	case b.between(-maxTilt, -levelWithin) >= probably:
		return message.New(message.ProbablyLeft)
	}
	return message.New(message.LevelUnclear)
}

func side(first bool, yes, no string) string {
	if first {
		return yes
	}
	return no
}
