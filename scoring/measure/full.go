package measure

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// fullPoints is what the reblur share of the crispest full-size tile is worth. A
// sensor's colour filter softens even a perfect focus, so it is milder than
// reblurPoints. Photos of 12 to 24 megapixels read 0.6 to 0.8 when in focus, 0.4 to
// 0.5 after a blur of 1.5 pixels and 0.2 to 0.3 after one of 3.
func fullPoints() curve {
	return curve{{0.05, 0.3}, {0.12, 1.8}, {0.2, 3.5}, {0.3, 5.4}, {0.4, 7.2}, {0.5, 8.6}, {0.6, 9.5}, {0.7, 10}}
}

// fullAlongPoints is the same for Smear.Along of a tile that was moved. Photos in
// focus read -0.2 to -0.8 at full size, moved by 5 pixels -0.75 to -0.95 and by 13
// pixels -1 to -1.1.
func fullAlongPoints() curve {
	return curve{{-1.2, 2.5}, {-1.1, 4}, {-1.03, 5.5}, {-0.95, 7.2}, {-0.88, 8.5}, {-0.75, 9.5}, {-0.6, 10}}
}

// crispest is what the best tile is worth.
func (d *FullDetail) crispest() float64 {
	points := fullPoints().at(d.Reblur)
	if d.shaken() {
		return min(points, fullAlongPoints().at(d.Smear.Along))
	}
	return points
}

// shaken says whether the best tile was moved.
func (d *FullDetail) shaken() bool { return d.Known && d.Smear.oneWay() && d.Smear.Along < -0.8 }

// missed says whether the picture is crisp, but not where the camera focused.
func (d *FullDetail) missed() bool {
	r := d.reading()
	return r.missed()
}

func (d *FullDetail) missedReason() library.Message {
	return message.New(message.ClarityFocusMissed,
		message.Percent("focused", d.Subject), message.Percent("elsewhere", d.Reblur))
}
