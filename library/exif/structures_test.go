package exif_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

// prefix stands before the TIFF structure in a JPEG's segment, and in what other
// formats' writers copied from one.
const prefix = "Exif\x00\x00"

func segmentOf(payload []byte) []byte {
	out := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(payload)+2))
	return append(out, payload...)
}

// jpegWith puts segments in front of a plain JPEG's own.
func jpegWith(segments ...[]byte) []byte {
	plain := phototest.PlainJPEG(phototest.Scene(16, 16, 1), 90)
	return slices.Concat(plain[:2], slices.Concat(segments...), plain[2:])
}

// pngText is a PNG with EXIF data in a text chunk as ImageMagick writes it.
func pngText(chunk, keyword string, block []byte) []byte {
	text := fmt.Appendf(nil, "\n%s\n%8d\n", "exif", len(block))
	for line := range slices.Chunk(block, 36) {
		text = append(hex.AppendEncode(text, line), '\n')
	}
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	_, _ = z.Write(text)
	_ = z.Close()
	body := append([]byte(keyword), 0)
	switch chunk {
	case "tEXt":
		body = append(body, text...)
	case "zTXt":
		body = append(append(body, 0), packed.Bytes()...)
	case "iTXt":
		body = append(append(body, 1, 0, 'e', 'n', 0, 0), packed.Bytes()...)
	}
	return pngChunk(chunk, body)
}

// heif is a HEIF file without a picture that has one EXIF item: in the file as
// cameras have it, or in the meta box.
func heif(brand string, tiff []byte, inBox bool) []byte {
	be := binary.BigEndian
	box := func(kind string, parts ...[]byte) []byte {
		body := slices.Concat(parts...)
		return append(append(be.AppendUint32(nil, uint32(len(body)+8)), kind...), body...)
	}
	item := slices.Concat([]byte{0, 0, 0, byte(len(prefix))}, []byte(prefix), tiff)
	full := func(version byte) []byte { return []byte{version, 0, 0, 0} }
	ftyp := box("ftyp", []byte(brand), make([]byte, 4), []byte("mif1"+brand))
	build := func(at uint32) []byte {
		method, idat := byte(0), []byte(nil)
		if inBox {
			method, idat, at = 1, box("idat", item), 0
		}
		iloc := slices.Concat(full(1), []byte{0x44, 0, 0, 1}, []byte{0, 7}, []byte{0, method, 0, 0}, []byte{0, 1},
			be.AppendUint32(nil, at), be.AppendUint32(nil, uint32(len(item))))
		infe := box("infe", full(2), []byte{0, 7, 0, 0}, []byte("Exif\x00"))
		meta := box("meta", full(0), box("hdlr", make([]byte, 24)), box("iinf", full(0), []byte{0, 1}, infe), box("iloc", iloc), idat)
		return slices.Concat(ftyp, meta, box("mdat", item))
	}
	return build(uint32(len(build(0)) - len(item)))
}

func TestSubSecondsAreReadInEveryFormat(t *testing.T) {
	fields, want := shot()
	tiff := exif.TIFF(fields)
	filler := segmentOf(make([]byte, 60_000))
	half := len(tiff) / 2
	for name, c := range map[string]struct {
		data   []byte
		format library.Format
	}{
		"JPEG":                              {jpegWith(segmentOf(exif.Segment(fields))), library.JPEG},
		"JPEG, behind 120 KB of others":     {jpegWith(filler, filler, segmentOf(exif.Segment(fields))), library.JPEG},
		"JPEG, continued in a second one":   {jpegWith(segmentOf(append([]byte(prefix), tiff[:half]...)), segmentOf(append([]byte(prefix), tiff[half:]...))), library.JPEG},
		"JPEG, behind an empty one":         {jpegWith(segmentOf([]byte(prefix)), segmentOf(exif.Segment(fields))), library.JPEG},
		"HEIC":                              {heif("heic", tiff, false), library.HEIF},
		"AVIF":                              {heif("avif", tiff, false), library.AVIF},
		"HEIC, within the meta box":         {heif("heic", tiff, true), library.HEIF},
		"WebP":                              {webpWith(tiff), library.WebP},
		"WebP, with a prefix":               {webpWith(append([]byte(prefix), tiff...)), library.WebP},
		"PNG":                               {pngWith(tiff), library.PNG},
		"PNG, as text":                      {pngText("tEXt", "Raw profile type exif", append([]byte(prefix), tiff...)), library.PNG},
		"PNG, as packed text":               {pngText("zTXt", "Raw profile type exif", tiff), library.PNG},
		"PNG, as packed international APP1": {pngText("iTXt", "Raw profile type APP1", append([]byte(prefix), tiff...)), library.PNG},
		"TIFF":                              {tiff, library.TIFF},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := exif.Read(c.data, c.format)
			if err != nil || !got.Time.Equal(want.Time) || got.Camera != want.Camera || got.Orientation != want.Orientation {
				t.Errorf("%v, %q, orientation %d, %v; want %v", got.Time, got.Camera, got.Orientation, err, want.Time)
			}
		})
	}
}

func TestASecondSegmentCountsAsExifToolCountsIt(t *testing.T) {
	one := exif.Fields{
		Make: "Canon", Model: "Canon EOS R5", Time: time.Date(2001, 1, 1, 1, 1, 1, 0, time.UTC), ISO: 100, FNumber: 2, Orientation: 6, Lens: "First",
	}
	two := exif.Fields{
		Model: "Canon EOS R6", Time: time.Date(2002, 2, 2, 2, 2, 2, 5e8, time.UTC), ISO: 200, FNumber: 4, Orientation: 3, Lens: "Second",
	}
	data := jpegWith(segmentOf(exif.Segment(one)), segmentOf(exif.Segment(two)))
	got, err := exif.Read(data, library.JPEG)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Time.Equal(two.Time) || got.Camera != two.Model || got.Lens != two.Lens || got.ISO != two.ISO || got.FNumber != two.FNumber || got.Orientation != one.Orientation {
		t.Errorf("%+v", got)
	}
	path := filepath.Join(t.TempDir(), "a.jpg")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for fact, said := range askExifTool(t, []string{path})[path].disagrees(got) {
		t.Errorf("%s: %s", fact, said)
	}
}

// xmpSegment is a JPEG's XMP packet with some properties.
func xmpSegment(properties string) []byte {
	return segmentOf([]byte("http://ns.adobe.com/xap/1.0/\x00" + `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" ` + properties + `/></rdf:RDF></x:xmpmeta>`))
}

func TestOrientationInXMPCountsWhereEXIFHasNone(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want int
	}{
		"XMP alone":            {jpegWith(xmpSegment(`tiff:Orientation="8"`)), 8},
		"EXIF goes first":      {jpegWith(segmentOf(exif.Segment(exif.Fields{Orientation: 6})), xmpSegment(`tiff:Orientation="8"`)), 6},
		"EXIF without one":     {jpegWith(segmentOf(exif.Segment(exif.Fields{Make: "Canon"})), xmpSegment(`tiff:Orientation="8"`)), 8},
		"what is no direction": {jpegWith(xmpSegment(`tiff:Orientation="77"`)), 0},
		"what is no number":    {jpegWith(xmpSegment(`tiff:Orientation="up"`)), 0},
	} {
		if got, _ := exif.Read(c.data, library.JPEG); got.Orientation != c.want {
			t.Errorf("%s: %d, want %d", name, got.Orientation, c.want)
		}
	}
}

func TestReportedPhotosGiveTheirTimes(t *testing.T) {
	folder := phototest.Folder(t, "reports")
	for name, want := range map[string]struct {
		time        string
		camera      string
		orientation int
	}{
		"burst-heic/IMG_9999.heic": {"2024-01-02T03:04:05.1", "", 0},
		"burst-heic/IMG_0001.heic": {"2024-01-02T03:04:05.55", "", 0},
		"burst-heic/IMG_0002.heic": {"2024-01-02T03:04:05.8", "", 0},
		"jpeg-exif-after-120k.jpg": {"2024-01-02T03:04:05.37", "", 6},
		"jpeg-modifydate-only.jpg": {"2019-05-05T10:00:00", "", 0},
		"webp-exif-prefix-o6.webp": {"0001-01-01T00:00:00", "Canon EOS R5", 6},
	} {
		data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		got, err := exif.Read(data, picture.Sniff(data[:picture.SniffBytes], name))
		if text := got.Time.Format("2006-01-02T15:04:05.999999999"); err != nil || text != want.time || got.Camera != want.camera || got.Orientation != want.orientation {
			t.Errorf("%s: %s, %q, orientation %d, %v", name, text, got.Camera, got.Orientation, err)
		}
	}
}

// TestOtherProgramsFilesGiveTheSameTimes has ExifTool write what nothing here
// can: IPTC, and the fields of satellites.
func TestOtherProgramsFilesGiveTheSameTimes(t *testing.T) {
	program, err := exec.LookPath("exiftool")
	if err != nil {
		t.Skip("ExifTool is not installed (Debian: libimage-exiftool-perl)")
	}
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"satellites":             {[]string{"-GPSDateStamp=2012:03:04", "-GPSTimeStamp=05:06:07.5"}, "2012-03-04T05:06:07.5Z"},
		"IPTC in a zone":         {[]string{"-IPTC:DateCreated=2011:02:03", "-IPTC:TimeCreated=04:05:06+02:00"}, "2011-02-03T04:05:06+02:00"},
		"IPTC before satellites": {[]string{"-IPTC:DateCreated=2011:02:03", "-IPTC:TimeCreated=04:05:06+00:00", "-GPSDateStamp=2012:03:04", "-GPSTimeStamp=05:06:07"}, "2011-02-03T04:05:06Z"},
		"IPTC without a time":    {[]string{"-IPTC:DateCreated=2011:02:03"}, "0001-01-01T00:00:00Z"},
		"changed before IPTC":    {[]string{"-EXIF:ModifyDate=2010:01:02 03:04:05", "-EXIF:SubSecTime=25", "-IPTC:DateCreated=2011:02:03", "-IPTC:TimeCreated=04:05:06+02:00"}, "2010-01-02T03:04:05.25Z"},
		"made before changed":    {[]string{"-EXIF:ModifyDate=2010:01:02 03:04:05", "-EXIF:CreateDate=2009:01:02 03:04:05", "-SubSecTimeDigitized=07", "-OffsetTimeDigitized=-05:00"}, "2009-01-02T03:04:05.07-05:00"},
		"XMP before changed":     {[]string{"-EXIF:ModifyDate=2010:01:02 03:04:05", "-XMP-exif:DateTimeOriginal=2008:01:02 03:04:05"}, "2008-01-02T03:04:05Z"},
		"taken before all":       {[]string{"-EXIF:DateTimeOriginal=2007:01:02 03:04:05", "-EXIF:CreateDate=2009:01:02 03:04:05", "-EXIF:ModifyDate=2010:01:02 03:04:05"}, "2007-01-02T03:04:05Z"},
		"a blank date":           {[]string{"-EXIF:DateTimeOriginal=0000:00:00 00:00:00", "-EXIF:ModifyDate=2010:01:02 03:04:05"}, "2010-01-02T03:04:05Z"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.jpg")
			if err := os.WriteFile(path, jpegWith(), 0o600); err != nil {
				t.Fatal(err)
			}
			if out, err := exec.Command(program, append(c.args, "-q", "-overwrite_original", path)...).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got, err := exif.Read(data, library.JPEG)
			if text := got.Time.Format(time.RFC3339Nano); err != nil || text != c.want {
				t.Errorf("%s, %v; want %s", text, err, c.want)
			}
		})
	}
}

func TestPackedTextThatUnpacksToTooMuchIsLeft(t *testing.T) {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	_, _ = z.Write([]byte("\nexif\n       9\n"))
	_, _ = z.Write(bytes.Repeat([]byte("00"), 32<<20))
	_ = z.Close()
	data := pngChunk("zTXt", append([]byte("Raw profile type exif\x00\x00"), packed.Bytes()...))
	if got, err := exif.Read(data, library.PNG); err != nil || got != (library.Capture{}) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestACountOfPiecesThatTakeNoBytesCostsNothing(t *testing.T) {
	data := heif("heic", exif.TIFF(exif.Fields{Make: "M"}), false)
	at := bytes.Index(data, []byte("iloc")) + 4
	copy(data[at:], []byte{2, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff}) // sizes of 0, and four thousand million items
	for i := at + 10; i < len(data); i++ {
		data[i] = 0xff
	}
	start := time.Now()
	checkCapture(t, data, library.HEIF)
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
}

func FuzzStructures(f *testing.F) {
	fields, _ := shot()
	tiff := exif.TIFF(fields)
	f.Add(heif("heic", tiff, false), "heif")
	f.Add(heif("avif", tiff, true), "avif")
	f.Add(webpWith(append([]byte(prefix), tiff...)), "webp")
	f.Add(jxlWith(exifBox(tiff), packedBox("Exif", make([]byte, 4), tiff), packedBox("xml ", []byte(jxlXMP))), "jxl")
	f.Add(pngText("tEXt", "Raw profile type exif", tiff), "png")
	f.Add(pngText("zTXt", "Raw profile type APP1", append([]byte(prefix), tiff...)), "png")
	f.Add(pngText("iTXt", "Raw profile type exif", tiff), "png")
	f.Add(jpegWith(segmentOf(exif.Segment(fields)), segmentOf(exif.Segment(fields)), xmpSegment(`tiff:Orientation="8"`)), "jpeg")
	f.Fuzz(func(t *testing.T, data []byte, format string) {
		checkCapture(t, data, library.Format(format))
		if o := exif.HashOrientation(data, library.Format(format)); o < 0 || o > 8 {
			t.Errorf("orientation %d", o)
		}
	})
}
