package rendition

import (
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/picture"
)

// Facts says what a rendition tells beside its pixels. All of it is written anew from
// what is known: nothing of the original's own metadata is carried over, so no place, no
// serial number and no maker's notes ever are.
type Facts string

// The choices.
const (
	All     Facts = "all"     // camera, lens, settings, time; title, caption, keywords, stars and label
	Words   Facts = "words"   // title, caption and keywords alone
	Nothing Facts = "nothing" // pixels and their profile
)

// ParseFacts reads a choice as it is spelt on the command line.
func ParseFacts(s string) (Facts, error) {
	switch f := Facts(s); f {
	case All, Words, Nothing:
		return f, nil
	}
	return "", fmt.Errorf("unknown choice of facts %q: use all, words or nothing", s)
}

// Encode gives an upright picture in sRGB as a JPEG of a quality of 1 to 100. A photo of
// which too much is said for one segment of a JPEG, 64 KB, gives an error.
func Encode(img *image.RGBA, p *library.Photo, f Facts, quality int) ([]byte, error) {
	pixels, err := picture.EncodeJPEG(img, quality)
	if err != nil {
		return nil, err
	}
	var capture, xmp []byte
	switch f {
	case All:
		capture = exif.TIFF(fieldsOf(&p.Capture))
		xmp = xmpOf(&p.Metadata, &p.Decision)
	case Words:
		xmp = xmpOf(&p.Metadata, nil)
	}
	return insert(pixels, []segment{
		{marker: app1, head: "Exif\x00\x00", body: capture},
		{marker: app1, head: "http://ns.adobe.com/xap/1.0/\x00", body: xmp},
		{marker: app2, head: "ICC_PROFILE\x00\x01\x01", body: srgb()},
	})
}

// fieldsOf gives what the camera said of the exposure. The picture is upright, so no
// orientation is written.
func fieldsOf(c *library.Capture) exif.Fields {
	maker, _, _ := strings.Cut(c.Camera, " ")
	return exif.Fields{
		Make: maker, Model: c.Camera, Lens: c.Lens, Software: "Keeplight",
		Time: c.Time, NoZone: c.Time.Location() == time.UTC, // which also stands for a zone that nobody wrote
		ExposureTime: c.ExposureTime, FNumber: c.FNumber, ISO: c.ISO, FocalLength: c.FocalLength, Bias: c.ExposureBias, SRGB: true,
	}
}

// Markers of JPEG's application segments (ITU T.81, table B.1).
const (
	app0 = 0xe0
	app1 = 0xe1
	app2 = 0xe2
)

// maxSegment is the most bytes of a segment, its length included.
const maxSegment = 0xffff

// segment is an application segment.
type segment struct {
	marker byte
	head   string
	body   []byte // nil for no segment
}

var (
	errNotJPEG = errors.New("the encoder gave no JPEG")
	errTooLong = errors.New("title, caption and keywords are too long for a JPEG file")
)

// insert puts segments behind the start of a JPEG, and behind JFIF's own where it
// begins with that.
func insert(jpeg []byte, segments []segment) ([]byte, error) {
	if len(jpeg) < 6 || jpeg[0] != 0xff || jpeg[1] != 0xd8 {
		return nil, errNotJPEG
	}
	at := 2
	if jpeg[2] == 0xff && jpeg[3] == app0 {
		at += 2 + int(binary.BigEndian.Uint16(jpeg[4:]))
	}
	if at > len(jpeg) {
		return nil, errNotJPEG
	}
	out := append([]byte{}, jpeg[:at]...)
	for _, s := range segments {
		if s.body == nil {
			continue
		}
		size := 2 + len(s.head) + len(s.body)
		if size > maxSegment {
			return nil, errTooLong
		}
		out = append(out, 0xff, s.marker)
		out = binary.BigEndian.AppendUint16(out, uint16(size))
		out = append(append(out, s.head...), s.body...)
	}
	return append(out, jpeg[at:]...), nil
}
