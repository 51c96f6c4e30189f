// Package plain puts numbers into words as the window, the command line and
// reports all show them.
//
// Flows in: counts, sizes, times, errors of a disk. Flows out: text.
// Does not belong here: scores (ui/style), camera settings (library.Capture),
// other whole sentences.
package plain

import (
	"fmt"
	"strconv"
	"time"
)

// Count writes a whole number with thousands separated: 3012 is "3,012".
func Count(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return sign + digits
}

// Plural writes "1 photo", "2 photos", "3,012 photos".
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Count(n) + " " + many
}

// Rate writes how many photos are done in a minute, "38 / min".
func Rate(perMinute float64) string {
	return fmt.Sprintf("%.0f / min", perMinute)
}

// Left writes how long work will still take, as coarsely as it is known:
// "less than a minute left", "30 min left", "2 h 10 min left".
func Left(d time.Duration) string {
	switch m := int((d + 30*time.Second) / time.Minute); {
	case d < 50*time.Second:
		return "less than a minute left"
	case m < 60:
		return fmt.Sprintf("%d min left", max(1, m))
	default:
		return fmt.Sprintf("%d h %d min left", m/60, m%60)
	}
}

// Bytes writes a size in decimal units, as disks are sold: "312 bytes",
// "4.2 MB".
func Bytes(n int64) string {
	for _, u := range []struct {
		size int64
		name string
	}{{1e12, "TB"}, {1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}} {
		if n >= u.size {
			return fmt.Sprintf("%.1f %s", float64(n)/float64(u.size), u.name)
		}
	}
	return Plural(int(n), "byte", "bytes")
}
