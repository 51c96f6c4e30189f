package exif_test

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
)

// jxlXMP is a packet in which a program wrote when a photo was taken.
const jxlXMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
	`<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" exif:DateTimeOriginal="2008-01-02T03:04:05.5" tiff:Orientation="3"/></rdf:RDF></x:xmpmeta>`

// jxlCodestream is the header of one of 8 x 8 pixels that has them turned so, or does
// not say how for 0.
func jxlCodestream(orientation int) []byte {
	const isSmall, square = 1, 1 << 6
	const usual, hasFields = 1 << 9, 1 << 10
	bits := isSmall | square | usual
	if orientation != 0 {
		bits = isSmall | square | hasFields | (orientation-1)<<11
	}
	return append([]byte{0xff, 0x0a}, binary.LittleEndian.AppendUint32(nil, uint32(bits))...)
}

func isoBox(kind string, parts ...[]byte) []byte {
	body := slices.Concat(parts...)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(len(body)+8)), kind...), body...)
}

func packedBox(kind string, parts ...[]byte) []byte {
	var packed bytes.Buffer
	w := brotli.NewWriter(&packed)
	_, _ = w.Write(slices.Concat(parts...))
	_ = w.Close()
	return isoBox("brob", []byte(kind), packed.Bytes())
}

func exifBox(tiff []byte) []byte { return isoBox("Exif", make([]byte, 4), tiff) }

// jxlWith is a JPEG XL with boxes between its first two and its picture.
func jxlWith(boxes ...[]byte) []byte {
	start := slices.Concat(isoBox("JXL ", []byte("\r\n\x87\n")), isoBox("ftyp", []byte("jxl \x00\x00\x00\x00jxl ")))
	return append(start, slices.Concat(boxes...)...)
}

func TestTheFactsInAJPEGXLAreRead(t *testing.T) {
	fields, want := shot()
	tiff := exif.TIFF(fields)
	picture := isoBox("jxlc", jxlCodestream(6))
	long := slices.Concat([]byte{0, 0, 0, 1}, []byte("Exif"), binary.BigEndian.AppendUint64(nil, uint64(16+4+len(tiff))), make([]byte, 4), tiff)
	toTheEnd := exifBox(tiff)
	copy(toTheEnd, []byte{0, 0, 0, 0})
	for name, data := range map[string][]byte{
		"before the picture":           jxlWith(exifBox(tiff), picture),
		"behind it":                    jxlWith(picture, exifBox(tiff)),
		"behind pieces of it":          jxlWith(isoBox("jxlp", make([]byte, 4), jxlCodestream(6)), isoBox("jxlp", []byte{0x80, 0, 0, 1}), exifBox(tiff)),
		"packed":                       jxlWith(packedBox("Exif", make([]byte, 4), tiff), picture),
		"with a prefix":                jxlWith(isoBox("Exif", []byte{0, 0, 0, 6}, []byte(prefix), tiff), picture),
		"with a prefix that is hidden": jxlWith(isoBox("Exif", make([]byte, 4), []byte(prefix), tiff), picture),
		"in a box of 64 bits":          jxlWith(long, picture),
		"in a box to the end":          jxlWith(picture, toTheEnd),
		"behind a packed other box":    jxlWith(packedBox("jumb", []byte("x")), packedBox("Exif", make([]byte, 4), tiff), picture),
	} {
		got, err := exif.Read(data, library.JPEGXL)
		if err != nil || got != want || !got.Time.Equal(want.Time) {
			t.Errorf("%s: %+v, %v; want %+v", name, got, err, want)
		}
	}
}

// TestAJPEGXLsOwnHeaderSaysHowItIsTurned holds what decoders do: EXIF's word does not
// count there.
func TestAJPEGXLsOwnHeaderSaysHowItIsTurned(t *testing.T) {
	turned := exifBox(exif.TIFF(exif.Fields{Orientation: 8}))
	for name, c := range map[string]struct {
		data []byte
		want int
	}{
		"a bare codestream":       {jxlCodestream(7), 7},
		"boxes":                   {jxlWith(isoBox("jxlc", jxlCodestream(6))), 6},
		"a header that says none": {jxlWith(turned, isoBox("jxlc", jxlCodestream(0))), 1},
		"a header and EXIF":       {jxlWith(turned, isoBox("jxlp", make([]byte, 4), jxlCodestream(3))), 3},
		"XMP does not count":      {jxlWith(isoBox("xml ", []byte(jxlXMP)), isoBox("jxlc", jxlCodestream(5))), 5},
		"no picture":              {jxlWith(turned), 8},
		"a picture that is cut":   {jxlWith(turned, isoBox("jxlc", jxlCodestream(3)[:2])), 8},
	} {
		if got, _ := exif.Read(c.data, library.JPEGXL); got.Orientation != c.want {
			t.Errorf("%s: %d, want %d", name, got.Orientation, c.want)
		}
	}
}

func TestTheXMPInAJPEGXLIsRead(t *testing.T) {
	want := time.Date(2008, 1, 2, 3, 4, 5, 5e8, time.UTC)
	large := append([]byte(jxlXMP), bytes.Repeat([]byte(" "), 100_001)...)
	for name, box := range map[string][]byte{
		"plain": isoBox("xml ", []byte(jxlXMP)), "packed": packedBox("xml ", []byte(jxlXMP)), "larger than a segment of a JPEG": isoBox("xml ", large),
	} {
		got, source, err := exif.ReadDated(jxlWith(box), library.JPEGXL)
		if err != nil || !got.Time.Equal(want) || source != exif.TimeXMP || got.Orientation != 3 {
			t.Errorf("%s: %v by %v, orientation %d, %v", name, got.Time, source, got.Orientation, err)
		}
	}
}

func TestPackedBoxesThatUnpackToTooMuchCostLittle(t *testing.T) {
	bomb := packedBox("Exif", make([]byte, 8<<20))
	data := jxlWith(slices.Repeat([][]byte{bomb}, 100)...)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got, err := exif.Read(data, library.JPEGXL)
	runtime.ReadMemStats(&after)
	if err != nil || got != (library.Capture{}) {
		t.Errorf("%+v, %v", got, err)
	}
	if n := (after.TotalAlloc - before.TotalAlloc) >> 20; n > 100 {
		t.Errorf("it took %d MB", n)
	}
}

func TestExifToolReadsTheSameInAJPEGXL(t *testing.T) {
	if _, err := exec.LookPath("exiftool"); err != nil {
		t.Skip("ExifTool is not installed (Debian: libimage-exiftool-perl)")
	}
	fields, _ := shot()
	path := filepath.Join(t.TempDir(), "a.jxl")
	data := jxlWith(exifBox(exif.TIFF(fields)), isoBox("jxlc", jxlCodestream(6)))
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := exif.Read(data, library.JPEGXL)
	if err != nil {
		t.Fatal(err)
	}
	for fact, said := range askExifTool(t, []string{path})[path].disagrees(got) {
		t.Errorf("%s: %s", fact, said)
	}
}
