package language

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
)

func decimalMark() string   { return lang.X("number.decimal", ".") }
func thousandsMark() string { return lang.X("number.thousands", ",") }

// Count writes a whole number with thousands separated: "3,012".
func Count(n int) string {
	return strings.ReplaceAll(plain.Count(n), ",", thousandsMark())
}

// Ordinal writes a place in a row: "3rd", in other languages with a full stop.
func Ordinal(n int) string {
	if lang.X("number.ordinal", "as in English") != "as in English" {
		return Count(n) + "."
	}
	suffix := "th"
	if tens := n % 100 / 10; tens != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return Count(n) + suffix
}

// Decimal writes a number with so many places after the decimal mark: "7.84".
func Decimal(v float64, places int) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', places, 64), ".", decimalMark(), 1)
}

// Bytes writes a size in decimal units: "312 bytes", "4.2 MB".
func Bytes(n int64) string {
	if n < 1000 {
		return Plural("{{.N}} bytes", int(n))
	}
	return strings.Replace(plain.Bytes(n), ".", decimalMark(), 1)
}

// Rate writes how many photos are done in a minute: "38 / min".
func Rate(perMinute float64) string {
	return lang.L("{{.N}} / min", Args{"N": Decimal(perMinute, 0)})
}

// Left writes how long work will still take, as coarsely as it is known.
func Left(d time.Duration) string {
	switch m := int((d + 30*time.Second) / time.Minute); {
	case d < 50*time.Second:
		return lang.L("less than a minute left")
	case m < 60:
		return lang.L("{{.Minutes}} min left", Args{"Minutes": max(1, m)})
	default:
		return lang.L("{{.Hours}} h {{.Minutes}} min left", Args{"Hours": m / 60, "Minutes": m % 60})
	}
}

// Day writes a date: "20 Nov 2026".
func Day(t time.Time) string { return t.Format(lang.X("date.day", "2 Jan 2006")) }

// Moment writes a date and the time of day to the minute.
func Moment(t time.Time) string { return t.Format(lang.X("date.moment", "2 Jan 2006 15:04")) }

// Full writes a date with its weekday, where the language's is known, and the time
// of day to the second.
func Full(t time.Time) string { return t.Format(lang.X("date.full", "Mon 2 January 2006, 15:04:05")) }

// Settings are the camera's, as photographers write them: "1/250 s", "f/2.8",
// "ISO 400", "50 mm".
func Settings(c *library.Capture) []string {
	parts := c.Settings()
	for i := range parts {
		parts[i] = strings.Replace(parts[i], ".", decimalMark(), 1)
	}
	return parts
}
