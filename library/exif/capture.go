package exif

import (
	"math"
	"strconv"
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
)

// dated is what the camera wrote down, and where its time comes from.
type dated struct {
	library.Capture
	source TimeSource
}

// capture gives the fields in the library's words.
func (t tags) capture() dated {
	when, source := t.time()
	c := dated{source: source, Capture: library.Capture{
		Time:         when,
		Camera:       cameraName(t.text("Make"), t.text("Model")),
		Lens:         t.lens(),
		ExposureTime: t.exposure(),
		FNumber:      t.fNumber(),
		ISO:          t.iso(),
		FocalLength:  inRange(t.number("FocalLength"), 0.1, maxFocalLength),
		Orientation:  t.orientation(),
	}}
	if c.Camera == "" {
		c.Camera = cameraName("", t.text("UniqueCameraModel"))
	}
	c.Focus = t.focus(c.Orientation)
	t.series(&c.Capture)
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

// orientation gives how the picture is to be turned: EXIF's word, else XMP's.
func (t tags) orientation() int {
	if v := inRange(t.number("Orientation"), 1, 8); v != 0 {
		return int(v)
	}
	v, _ := strconv.Atoi(t.text(xmpOrientation))
	return int(inRange(float64(v), 1, 8))
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
