package model

import (
	"fmt"
	"strings"
	"time"

	"keeplight/library"
)

// RateText writes photos per minute, "38 / min".
func RateText(perMinute float64) string {
	return fmt.Sprintf("%.0f / min", perMinute)
}

// LeftText writes how long work will still take, as coarsely as it is known:
// "less than a minute left", "30 min left", "2 h 10 min left".
func LeftText(d time.Duration) string {
	switch m := int((d + 30*time.Second) / time.Minute); {
	case d < 50*time.Second:
		return "less than a minute left"
	case m < 60:
		return fmt.Sprintf("%d min left", max(1, m))
	default:
		return fmt.Sprintf("%d h %d min left", m/60, m%60)
	}
}

// StarsText writes a rating as stars, "" for none.
func StarsText(r library.Rating) string {
	return strings.Repeat("★", int(min(r, library.MaxRating)))
}
