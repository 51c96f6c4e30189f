package exif

import (
	"math"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
)

// The widest ranges that cameras and lenses are made for. What lies outside was
// never measured.
const (
	minFNumber     = 0.5  // that of oil immersion; lenses in air stay above
	maxFNumber     = 1000 // pinholes
	maxFocalLength = 20_000
	maxISO         = 10_000_000
	maxExposure    = 24 * time.Hour
	minYear        = 1900 // scans carry the date of their negative
	maxYear        = 2200
)

// capture gives the fields in the library's words.
func (t tags) capture() library.Capture {
	c := library.Capture{
		Time:         t.time(),
		Camera:       cameraName(t.text("Make"), t.text("Model")),
		Lens:         t.lens(),
		ExposureTime: t.exposure(),
		FNumber:      t.fNumber(),
		ISO:          t.iso(),
		FocalLength:  inRange(t.number("FocalLength"), 0.1, maxFocalLength),
		Orientation:  int(inRange(t.number("Orientation"), 1, 8)),
	}
	if c.Camera == "" {
		c.Camera = cameraName("", t.text("UniqueCameraModel"))
	}
	c.Focus = t.focus(c.Orientation)
	return c
}

// lens gives the lens's name: the standard's, the maker's, or what a program
// that developed the picture made of the maker's number.
func (t tags) lens() string {
	for _, name := range []string{"LensModel", noteLens, xmpLens} {
		if lens := lensName(t.text(name)); lens != "" {
			return lens
		}
	}
	return ""
}

func (t tags) fNumber() float64 {
	if v := inRange(t.number("FNumber"), minFNumber, maxFNumber); v != 0 {
		return v
	}
	return inRange(t.number("ApertureValue"), minFNumber, maxFNumber)
}

func (t tags) text(name string) string {
	s, _ := t[name].(string)
	return s
}

// number gives a field's value, or that of its first element, or 0.
func (t tags) number(name string) float64 {
	v := t[name]
	if list, ok := v.([]any); ok && len(list) > 0 {
		v = list[0]
	}
	switch v := v.(type) {
	case interface{ Float64() float64 }:
		return v.Float64()
	case float64:
		return v
	case float32:
		return float64(v)
	case uint8:
		return float64(v)
	case uint16:
		return float64(v)
	case uint32:
		return float64(v)
	case int:
		return float64(v)
	case int32:
		return float64(v)
	}
	return 0
}

// inRange gives v, or 0 for what lies outside or is no number.
func inRange(v, low, high float64) float64 {
	if math.IsNaN(v) || v < low || v > high {
		return 0
	}
	return v
}

func (t tags) exposure() time.Duration {
	seconds := t.number("ExposureTime")
	if seconds == 0 {
		seconds = t.number("ShutterSpeedValue")
	}
	seconds = inRange(seconds, 1e-7, maxExposure.Seconds())
	return time.Duration(math.Round(seconds * float64(time.Second)))
}

// iso gives the sensitivity. The old field ends at 65535, which cameras write
// for anything above and say the truth in a newer one.
func (t tags) iso() int {
	iso := t.number("ISO")
	if index := t.number("RecommendedExposureIndex"); iso == 0 || iso == math.MaxUint16 && index > iso {
		iso = index
	}
	if iso == 0 {
		iso = t.number(noteISO)
	}
	return int(inRange(iso, 1, maxISO))
}

// time gives when the shot was taken, in the zone that is written, else in UTC.
func (t tags) time() time.Time {
	text := t.text("DateTimeOriginal")
	when, ok := parseDate(text)
	if !ok {
		text = t.text("CreateDate")
		when, ok = parseDate(text)
	}
	if !ok {
		return t.xmpTime()
	}
	offset := t.text("OffsetTimeOriginal")
	if offset == "" {
		offset = t.text("OffsetTime")
	}
	return inZone(when, offset).Add(parseSubSeconds(t.text(subSecondsName)))
}

// xmpTime gives when the shot was taken by a program's word.
func (t tags) xmpTime() time.Time {
	for _, name := range []string{xmpDate, xmpMade} {
		text := t.text(name)
		if when, ok := parseDate(text); ok {
			return inZone(when, zoneOf(text)).Add(parseSubSeconds(fractionOf(text)))
		}
	}
	return time.Time{}
}

// inZone gives the same numbers in the zone that is written, if it is one.
func inZone(when time.Time, offset string) time.Time {
	zone, ok := parseZone(offset)
	if !ok {
		return when
	}
	return time.Date(when.Year(), when.Month(), when.Day(), when.Hour(), when.Minute(), when.Second(), 0, zone)
}

// parseDate reads "2025:06:01 12:00:00" whatever stands between the digits.
func parseDate(s string) (time.Time, bool) {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, cleanText(s))
	const layout = "20060102150405"
	if len(digits) < len(layout) {
		return time.Time{}, false
	}
	when, err := time.Parse(layout, digits[:len(layout)])
	if err != nil || when.Year() < minYear || when.Year() > maxYear {
		return time.Time{}, false
	}
	return when, true
}

// parseZone reads "+02:00" or "Z".
func parseZone(s string) (*time.Location, bool) {
	s = cleanText(s)
	if s == "Z" {
		return time.UTC, true
	}
	at, err := time.Parse("-07:00", s)
	if err != nil {
		return nil, false
	}
	_, seconds := at.Zone()
	const widest = 14 * 3600 // Kiribati
	if seconds < -widest || seconds > widest {
		return nil, false
	}
	if seconds == 0 {
		return time.UTC, true
	}
	return time.FixedZone("", seconds), true
}

// parseSubSeconds reads the digits behind the decimal point: "05" is 50 ms.
func parseSubSeconds(s string) time.Duration {
	d, unit := time.Duration(0), time.Second
	for _, r := range cleanText(s) {
		if r < '0' || r > '9' || unit < 10 {
			break
		}
		unit /= 10
		d += time.Duration(r-'0') * unit
	}
	return d
}
