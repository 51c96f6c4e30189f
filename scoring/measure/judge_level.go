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
	leastLine      = 0.4  // long sides of agreeing line below which there is no verdict
	plentyLine     = 2.0  // and from which the evidence is full
	leastAgreement = 0.35 // of the length must lean alike
	blockyFrom     = 3    // JPEG this coarse draws level lines of its own
)

// judgeLevel reads the lean on which the long lines agree. The evidence is the
// length that agrees times the share that does: receding lines of a street lean
// every way and say little.
func judgeLevel(f *Features) verdict {
	l := f.Lines
	agreeing := l.Length * l.Agreement
	if agreeing < leastLine || l.Agreement < leastAgreement {
		return absent(message.LevelNoLines)
	}
	tilt := math.Abs(l.Tilt)
	if f.Compression >= blockyFrom && tilt < 0.2 {
		return absent(message.LevelBlocks)
	}
	evidence := min(1, agreeing/plentyLine) * min(1, l.Agreement/0.7)
	return known(tiltPoints().at(tilt), doubt(0.4, 2.2, evidence), levelReason(l))
}

// levelReason says how what was found leans: the horizon, else the lines of which
// there are more.
func levelReason(l Lines) library.Message {
	tilt, right := math.Abs(l.Tilt), l.Tilt > 0
	code := side(right, message.HorizontalsRight, message.HorizontalsLeft)
	switch {
	case tilt < 0.4 && l.Horizon:
		return message.New(message.LevelHorizon)
	case tilt < 0.4:
		return message.New(message.LevelLines)
	case l.Horizon:
		code = side(right, message.HorizonRight, message.HorizonLeft)
	case l.Horizontals < 0.5:
		code = side(right, message.UprightLinesRight, message.UprightLinesLeft)
	}
	return message.New(code, message.Degrees("tilt", tilt))
}

func side(first bool, yes, no string) string {
	if first {
		return yes
	}
	return no
}
