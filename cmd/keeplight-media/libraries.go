package main

import (
	"bytes"
	"slices"
	"strings"

	"keeplight.app/keeplight/library/worker/wire"
)

// libraries is the decoder that gives each file to the library for its format.
type libraries struct {
	heif       decoder
	webp, tiff decoder // nil where a build has none
	jxl        decoder // the same
	raw        developer
}

var _ developer = libraries{}

func newDecoder(l limits) (decoder, error) {
	heif, err := newHEIF(l)
	if err != nil {
		return nil, err
	}
	return libraries{heif: heif, webp: newWebP(l), tiff: newTIFF(l), jxl: newJXL(l), raw: newRAW(l)}, nil
}

func (l libraries) all() []decoder {
	return slices.DeleteFunc([]decoder{l.heif, l.webp, l.tiff, l.jxl, l.raw}, func(d decoder) bool { return d == nil })
}

func (l libraries) library() string {
	var names []string
	for _, d := range l.all() {
		names = append(names, d.library())
	}
	return strings.Join(names, ", ")
}

func (l libraries) formats() []string {
	var names []string
	for _, d := range l.all() {
		names = append(names, d.formats()...)
	}
	return names
}

func (l libraries) open(file []byte) (source, error) {
	d, lacking := l.heif, ""
	switch {
	case isWebP(file):
		d, lacking = l.webp, "WebP pictures cannot be read: this build of the decoder has no libwebp"
	case isTIFF(file):
		d, lacking = l.tiff, "TIFF pictures cannot be read: this build of the decoder has no libtiff"
	case isJXL(file):
		d, lacking = l.jxl, "JPEG XL pictures cannot be read: this build of the decoder has no libjxl"
	}
	if d == nil {
		return nil, faultf(wire.Unsupported, "%s", lacking)
	}
	return d.open(file)
}

func (l libraries) develop(file []byte, seconds int) (source, error) {
	if l.raw == nil {
		return nil, faultf(wire.Unsupported, "RAW files cannot be developed: this build of the decoder has no LibRaw")
	}
	return l.raw.develop(file, seconds)
}

// isTIFF is true for both orders of bytes, and for BigTIFF.
func isTIFF(file []byte) bool {
	return len(file) >= 4 && slices.Contains([]string{"II*\x00", "MM\x00*", "II+\x00", "MM\x00+"}, string(file[:4]))
}

func isWebP(file []byte) bool {
	return len(file) >= 12 && string(file[:4]) == "RIFF" && string(file[8:12]) == "WEBP"
}

// isJXL is true for a bare codestream, and for one in boxes (ISO/IEC 18181-2).
func isJXL(file []byte) bool {
	return bytes.HasPrefix(file, []byte("\xff\x0a")) || bytes.HasPrefix(file, []byte("\x00\x00\x00\x0cJXL \r\n\x87\n"))
}
