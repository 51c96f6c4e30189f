package exif

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"
)

// Fields are the tags that Segment writes. Zero fields are left out.
type Fields struct {
	Make, Model  string
	Lens         string
	Software     string
	Time         time.Time     // written with its zone and milliseconds
	NoZone       bool          // Time's zone is not known, and is left out
	ExposureTime time.Duration // shutter time
	FNumber      float64
	ISO          int
	FocalLength  float64 // millimetres
	SRGB         bool    // the picture's colours are sRGB
	Orientation  int     // 1..8

	// What tells series apart. Serial is the body's; Bias is in stops.
	Serial        string
	Bias          float64
	AutoBracket   bool    // the camera changed the exposure from frame to frame
	FocusDistance float64 // metres

	Thumbnail []byte // a small JPEG; left out when it does not fit into the segment
}

// maxSegment is the most bytes that a JPEG segment's payload can hold: its
// 16 bit length counts itself.
const maxSegment = math.MaxUint16 - 2

// header stands before the TIFF structure in a JPEG's APP1 segment.
const header = "Exif\x00\x00"

// Segment gives the payload of a JPEG's APP1 segment, "Exif\0\0" and a TIFF
// structure, without the marker and the length.
func Segment(f Fields) []byte {
	out := append([]byte(header), TIFF(f)...)
	if len(out) > maxSegment && f.Thumbnail != nil {
		f.Thumbnail = nil
		return Segment(f)
	}
	return out
}

// ErrNotJPEG says that bytes do not begin as a JPEG does.
var ErrNotJPEG = errors.New("this is not a JPEG")

// AddTo gives a copy of a JPEG with the fields in a new APP1 segment directly
// behind its start. A segment that is there already stays behind the new one.
func AddTo(jpeg []byte, f Fields) ([]byte, error) {
	if len(jpeg) < 2 || jpeg[0] != 0xff || jpeg[1] != 0xd8 {
		return nil, ErrNotJPEG
	}
	payload := Segment(f)
	if len(payload) > maxSegment {
		return nil, fmt.Errorf("adding EXIF: the fields fill %d bytes and a JPEG segment holds %d", len(payload), maxSegment)
	}
	out := make([]byte, 0, len(jpeg)+len(payload)+4)
	out = append(out, 0xff, 0xd8, 0xff, 0xe1)
	out = binary.BigEndian.AppendUint16(out, uint16(len(payload)+2))
	out = append(out, payload...)
	return append(out, jpeg[2:]...), nil
}

// TIFF gives the fields as a little-endian TIFF structure, as PNG's eXIf chunk
// and WebP's EXIF chunk hold it.
func TIFF(f Fields) []byte {
	main, shot, thumb := mainDirectory(f), shotDirectory(f), thumbDirectory(f)
	const start = 8
	shotAt := start + main.size()
	thumbAt := shotAt + shot.size()
	pictureAt := thumbAt + thumb.size()

	main.set(tagExifIFD, uint32(shotAt))
	next := 0
	if len(thumb) > 0 {
		thumb.set(tagThumbOffset, uint32(pictureAt))
		next = thumbAt
	}
	out := append([]byte("II*\x00"), le32(start)...)
	out = main.append(out, next)
	out = shot.append(out, 0)
	if len(thumb) > 0 {
		out = thumb.append(out, 0)
		out = append(out, f.Thumbnail...)
	}
	return out
}

func mainDirectory(f Fields) directory {
	var d directory
	d.text(tagMake, f.Make)
	d.text(tagModel, f.Model)
	if f.Orientation != 0 {
		d.short(tagOrientation, f.Orientation)
	}
	d.text(tagSoftware, f.Software)
	if !f.Time.IsZero() {
		d.text(tagDateTime, f.Time.Format(dateLayout))
	}
	d.long(tagExifIFD, 0)
	return d
}

func shotDirectory(f Fields) directory {
	var d directory
	if f.ExposureTime > 0 {
		d.rational(tagExposureTime, shutterFraction(f.ExposureTime))
	}
	if f.FNumber > 0 {
		d.rational(tagFNumber, [2]uint32{uint32(math.Round(f.FNumber * 10)), 10})
	}
	if f.ISO > 0 {
		d.short(tagISO, min(f.ISO, math.MaxUint16))
	}
	d.add(tagExifVersion, typeUndefined, 4, []byte("0232"))
	if !f.Time.IsZero() {
		d.text(tagDateTimeOriginal, f.Time.Format(dateLayout))
		if !f.NoZone {
			d.text(tagOffsetTimeOriginal, f.Time.Format("-07:00"))
		}
		d.text(tagSubSecOriginal, fmt.Sprintf("%03d", f.Time.Nanosecond()/1e6))
	}
	if f.FocalLength > 0 {
		d.rational(tagFocalLength, [2]uint32{uint32(math.Round(f.FocalLength * 10)), 10})
	}
	d.text(tagLensModel, f.Lens)
	d.text(tagBodySerial, f.Serial)
	if f.Bias != 0 {
		const unit = 100
		d.add(tagExposureBias, typeSignedRational, 1, append(le32(uint32(int32(math.Round(f.Bias*unit)))), le32(unit)...))
	}
	if f.SRGB {
		d.short(tagColorSpace, 1)
	}
	if f.AutoBracket {
		d.short(tagExposureMode, autoBracket)
	}
	if f.FocusDistance > 0 {
		const unit = 1000
		d.rational(tagSubjectDistance, [2]uint32{uint32(math.Round(min(f.FocusDistance, maxDistance) * unit)), unit})
	}
	return d
}

func thumbDirectory(f Fields) directory {
	if len(f.Thumbnail) == 0 {
		return nil
	}
	var d directory
	d.short(tagCompression, 6) // "old-style" JPEG, the only value EXIF allows here
	d.long(tagThumbOffset, 0)
	d.long(tagThumbLength, uint32(len(f.Thumbnail)))
	return d
}

// shutterFraction writes times under a third of a second as 1/n, as cameras do,
// and longer ones in tenths of milliseconds.
func shutterFraction(t time.Duration) [2]uint32 {
	if t < time.Second/3 {
		return [2]uint32{1, uint32(math.Round(float64(time.Second) / float64(t)))}
	}
	const unit = time.Second / 10_000
	return [2]uint32{uint32(min(t/unit, math.MaxUint32)), 10_000}
}
