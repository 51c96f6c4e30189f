package phototest

import (
	"bytes"
	"image"
	"image/jpeg"

	"keeplight.app/keeplight/library/exif"
)

// Exif are the capture facts that JPEG writes; zero fields are left out.
type Exif = exif.Fields

// Quality is the JPEG quality of generated files, that of a camera's "fine".
const Quality = 92

// JPEG encodes a picture as a camera would: baseline, with the facts in an EXIF
// segment. It panics where the facts fit into no file, which is the test's
// mistake.
func JPEG(img image.Image, facts Exif) []byte {
	out, err := exif.AddTo(PlainJPEG(img, Quality), facts)
	if err != nil {
		panic("phototest: " + err.Error())
	}
	return out
}

// PlainJPEG encodes a picture without any metadata.
func PlainJPEG(img image.Image, quality int) []byte {
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: quality}); err != nil {
		panic("phototest: encoding a JPEG in memory: " + err.Error())
	}
	return buf.Bytes()
}
