package library

import (
	"fmt"
	"time"
)

// Settings gives shutter time, aperture, sensitivity and focal length as cameras
// show them, such as "1/250 s", "f/2.8", "ISO 400", "50 mm", those that are
// unknown left out.
func (c *Capture) Settings() []string {
	var known []string
	add := func(isKnown bool, format string, value any) {
		if isKnown {
			known = append(known, fmt.Sprintf(format, value))
		}
	}
	add(c.ExposureTime > 0, "%s", shutterText(c.ExposureTime))
	add(c.FNumber > 0, "f/%.3g", c.FNumber)
	add(c.ISO > 0, "ISO %d", c.ISO)
	add(c.FocalLength > 0, "%.4g mm", c.FocalLength)
	return known
}

// shutterText gives a shutter time above 0: 1/250 s, 0.5 s, 30 s.
func shutterText(t time.Duration) string {
	switch s := t.Seconds(); {
	case s < 0.3:
		return fmt.Sprintf("1/%.0f s", 1/s)
	case s < 100:
		return fmt.Sprintf("%.3g s", s)
	default:
		return fmt.Sprintf("%.0f s", s)
	}
}
