package measure

import (
	"fmt"
	"math"
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
		return absent("No horizon and no long lines to judge the level by.")
	}
	tilt := math.Abs(l.Tilt)
	if f.Compression >= blockyFrom && tilt < 0.2 {
		return absent("JPEG blocks hide the lines to judge the level by.")
	}
	evidence := min(1, agreeing/plentyLine) * min(1, l.Agreement/0.7)
	what, stand := "horizontal lines lean", "long lines stand"
	switch {
	case l.Horizon:
		what, stand = "horizon leans", "horizon stands"
	case l.Horizontals < 0.5:
		what = "upright lines lean"
	}
	reason := fmt.Sprintf("The %s %.1f° to the %s.", what, tilt, side(l.Tilt > 0, "right", "left"))
	if tilt < 0.4 {
		reason = fmt.Sprintf("The %s level.", stand)
	}
	return known(tiltPoints().at(tilt), doubt(0.4, 2.2, evidence), reason)
}

func side(first bool, yes, no string) string {
	if first {
		return yes
	}
	return no
}
