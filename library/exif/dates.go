package exif

import (
	"strings"
	"time"
)

const (
	minYear = 1900 // scans carry the date of their negative
	maxYear = 2200
)

// TimeSource says which of a file's dates is taken for that of the shot.
type TimeSource int

// The sources of a time, in the order in which they count.
const (
	TimeUnknown   TimeSource = iota
	TimeOriginal             // EXIF DateTimeOriginal
	TimeDigitized            // EXIF CreateDate
	TimeXMP                  // XMP's DateTimeOriginal or DateCreated
	TimeMade                 // XMP's CreateDate, of the file
	TimeModified             // EXIF ModifyDate, of the file
	TimeIPTC                 // IPTC's date and time of creation
	TimeGPS                  // the satellites' date and time
)

// IsOfFile is true for a date that a program renews when it saves the file: two
// of them do not tell two photos apart.
func (s TimeSource) IsOfFile() bool { return s == TimeMade || s == TimeModified }

// time gives when the shot was taken, in the zone that is written, else in UTC.
// The order is ExifTool's: when it was taken, when the file was made of it, when
// that was changed, IPTC's word, and the satellites'. EXIF comes before XMP.
func (t tags) time() (time.Time, TimeSource) {
	for i, when := range []time.Time{
		t.exifTime(originalDate()), t.exifTime(digitizedDate()), t.xmpTime(xmpDate), t.xmpTime(xmpMade),
		t.exifTime(modifiedDate()), t.iptcTime(), t.gpsTime(),
	} {
		if !when.IsZero() {
			return when, TimeOriginal + TimeSource(i)
		}
	}
	return time.Time{}, TimeUnknown
}

// exifDate names the fields that make up one of EXIF's dates; of fractions and
// zones the first that is there counts.
type exifDate struct {
	name             string
	fractions, zones []string
}

func originalDate() exifDate {
	return exifDate{"DateTimeOriginal", []string{subSecOriginal}, []string{"OffsetTimeOriginal", "OffsetTime"}}
}

func digitizedDate() exifDate {
	return exifDate{"CreateDate", []string{subSecDigitized, subSecOriginal}, []string{"OffsetTimeDigitized", "OffsetTimeOriginal", "OffsetTime"}}
}

func modifiedDate() exifDate {
	return exifDate{"ModifyDate", []string{subSecModified}, []string{"OffsetTime"}}
}

func (t tags) exifTime(d exifDate) time.Time {
	when, ok := parseDate(t.text(d.name))
	if !ok {
		return time.Time{}
	}
	return inZone(when, t.firstText(d.zones)).Add(parseSubSeconds(t.firstText(d.fractions)))
}

func (t tags) firstText(names []string) string {
	for _, name := range names {
		if s := t.text(name); s != "" {
			return s
		}
	}
	return ""
}

// xmpTime gives one of the dates that a program wrote.
func (t tags) xmpTime(name string) time.Time {
	text := t.text(name)
	when, ok := parseDate(text)
	if !ok {
		return time.Time{}
	}
	return inZone(when, zoneOf(text)).Add(parseSubSeconds(fractionOf(text)))
}

// iptcTime joins IPTC's date and time of creation, of which both are needed.
func (t tags) iptcTime() time.Time {
	date, clock := t.text(iptcDate), t.text(iptcClock)
	when, ok := parseDate(date + " " + clock)
	if !ok || digitsOf(clock) == "" {
		return time.Time{}
	}
	at := strings.IndexAny(clock, "+-")
	if at < 0 {
		return when
	}
	zone := digitsOf(clock[at:])
	if len(zone) != len("0200") {
		return when
	}
	return inZone(when, clock[at:at+1]+zone[:2]+":"+zone[2:])
}

// gpsTime joins the date and the time of the satellites, which are in UTC.
func (t tags) gpsTime() time.Time {
	clock := t.text("GPSTimeStamp")
	when, ok := parseDate(t.text("GPSDateStamp") + " " + clock)
	if !ok {
		return time.Time{}
	}
	return when.Add(parseSubSeconds(fractionOf(clock)))
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
	digits := digitsOf(cleanText(s))
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

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
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
