package exif_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/safefile"
)

// shot is a full set of facts and what Read has to give for it.
func shot() (exif.Fields, library.Capture) {
	when := time.Date(2025, 6, 1, 12, 34, 56, 50*int(time.Millisecond), time.FixedZone("", 2*3600))
	return exif.Fields{
		Make: "NIKON CORPORATION", Model: "NIKON D750", Lens: "AF-S 50mm f/1.8G", Time: when,
		ExposureTime: time.Second / 250, FNumber: 2.8, ISO: 6400, FocalLength: 50, Orientation: 6,
	}, library.Capture{
		Camera: "Nikon D750", Lens: "AF-S 50mm f/1.8G", Time: when,
		ExposureTime: time.Second / 250, FNumber: 2.8, ISO: 6400, FocalLength: 50, Orientation: 6,
	}
}

func TestReadGivesWhatSegmentWrote(t *testing.T) {
	fields, want := shot()
	tiff := exif.TIFF(fields)
	orf := append([]byte("IIRO"), tiff[4:]...)
	jpeg := phototest.JPEG(phototest.Scene(64, 48, 1), fields)
	for name, c := range map[string]struct {
		data   []byte
		format library.Format
		want   library.Capture
	}{
		"JPEG":            {jpeg, library.JPEG, want},
		"TIFF":            {tiff, library.TIFF, want},
		"PNG":             {pngWith(tiff), library.PNG, want},
		"WebP":            {webpWith(tiff), library.WebP, want},
		"RAW like a TIFF": {tiff, library.RAW, want},
		"RAW of Olympus":  {orf, library.RAW, want},
		"RAF":             {raf(jpeg), library.RAW, want},
		"CR3":             {cr3(tiff), library.RAW, want},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := exif.Read(c.data, c.format)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// pngWith is a PNG with an eXIf chunk.
func pngWith(tiff []byte) []byte { return pngChunk("eXIf", tiff) }

// pngChunk is a PNG with a chunk behind its header.
func pngChunk(kind string, body []byte) []byte {
	var buf bytes.Buffer
	if err := png.Encode(&buf, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		panic(err)
	}
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	chunk = append(append(chunk, kind...), body...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	const afterHeader = 8 + 25
	return slices.Concat(buf.Bytes()[:afterHeader], chunk, buf.Bytes()[afterHeader:])
}

// webpWith is an extended WebP whose flags announce EXIF data.
func webpWith(tiff []byte) []byte {
	le := binary.LittleEndian
	chunk := func(kind string, body []byte) []byte {
		out := le.AppendUint32([]byte(kind), uint32(len(body)))
		return append(append(out, body...), make([]byte, len(body)%2)...)
	}
	body := slices.Concat([]byte("WEBP"), chunk("VP8X", []byte{0x08, 0, 0, 0, 1, 0, 0, 1, 0, 0}), chunk("EXIF", tiff))
	return append(le.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func raf(jpeg []byte) []byte {
	head := make([]byte, 160)
	copy(head, "FUJIFILMCCD-RAW 0201FF")
	binary.BigEndian.PutUint32(head[84:], 160)
	binary.BigEndian.PutUint32(head[88:], uint32(len(jpeg)))
	return append(head, jpeg...)
}

// cr3 is a Canon file in which one TIFF structure holds all facts.
func cr3(tiff []byte) []byte {
	box := func(kind string, body ...[]byte) []byte {
		all := slices.Concat(body...)
		return append(append(binary.BigEndian.AppendUint32(nil, uint32(len(all)+8)), kind...), all...)
	}
	return slices.Concat(box("ftyp", []byte("crx \x00\x00\x00\x01crx isom")),
		box("moov", box("uuid", make([]byte, 16), box("CMT1", tiff), box("CMT2", tiff))))
}

func TestWhatNoCameraCanHaveMeantIsUnknown(t *testing.T) {
	huge := exif.Fields{
		Make: strings.Repeat("x", 3000), Lens: "----", Time: time.Date(1, 2, 3, 4, 5, 6, 0, time.UTC),
		ExposureTime: 40 * time.Hour, FNumber: 9999, FocalLength: 1e6, Orientation: 77,
	}
	got, err := exif.Read(exif.TIFF(huge), library.TIFF)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Camera) > 100 || got.Camera == "" {
		t.Errorf("the camera's name has %d bytes", len(got.Camera))
	}
	got.Camera = ""
	if diff := cmp.Diff(library.Capture{}, got); diff != "" {
		t.Error(diff)
	}
}

func TestFilesWithoutFactsGiveNoneAndNoError(t *testing.T) {
	scene := phototest.Scene(16, 16, 1)
	for name, c := range map[string]struct {
		data   []byte
		format library.Format
	}{
		"JPEG without EXIF": {phototest.PlainJPEG(scene, 90), library.JPEG},
		"nothing":           {nil, library.JPEG},
		"unknown format":    {[]byte("text"), library.UnknownFormat},
		"JPEG XL":           {[]byte("\xff\x0a"), library.JPEGXL},
		"RAW of no family":  {[]byte("FOVbxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"), library.RAW},
	} {
		if got, err := exif.Read(c.data, c.format); err != nil || got != (library.Capture{}) {
			t.Errorf("%s gave %+v, %v", name, got, err)
		}
	}
}

func TestRealPhotosGiveTheirFacts(t *testing.T) {
	folder := phototest.Folder(t, "camera")
	for name, want := range map[string]library.Capture{
		"jpg__Issue_266.jpg": {
			Camera: "Canon EOS 5D Mark III", Lens: "EF24-70mm f/2.8L USM", ISO: 1000, FNumber: 2.8, FocalLength: 35,
			ExposureTime: time.Second / 200, Orientation: 1, Serial: "072024000973", ExposureBias: -1. / 3,
		},
		"jpg__Apple_iPhone_5.jpg": {
			Camera: "Apple iPhone 5", ISO: 50, FNumber: 2.4, FocalLength: 4.13, ExposureTime: 589971, Orientation: 3,
			Focus: library.Focus{X: 1 - 2563.0/3264, Y: 1 - 1077.0/2448, Known: true},
		},
		"jpg__Nikon_D5000.jpg": {
			Camera: "Nikon D5000", Lens: "18.0-55.0 mm f/3.5-5.6", ISO: 200, FNumber: 7.1, FocalLength: 18, ExposureTime: time.Second / 200,
		},
	} {
		data, err := safefile.ReadAll(filepath.Join(folder, name), 1<<26)
		if err != nil {
			t.Fatal(err)
		}
		got, err := exif.Read(data, library.JPEG)
		if err != nil || got.Time.Year() < 2009 {
			t.Errorf("%s: taken %v, %v", name, got.Time, err)
		}
		got.Time = time.Time{}
		roughly := cmp.Comparer(func(a, b library.Focus) bool {
			return a.Known == b.Known && math.Abs(a.X-b.X) < 1e-9 && math.Abs(a.Y-b.Y) < 1e-9
		})
		if diff := cmp.Diff(want, got, roughly); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestAHugeCountCostsNothing(t *testing.T) {
	path := filepath.Join(phototest.Folder(t, "hostile"), "exif_count_overflow.jpg")
	data, err := safefile.ReadAll(path, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	checkCapture(t, data, library.JPEG)
}

// checkCapture reads hostile bytes and makes sure that the facts are sane.
func checkCapture(t *testing.T, data []byte, f library.Format) {
	t.Helper()
	c, _ := exif.Read(data, f) // damaged metadata may well be an error
	switch {
	case c.Orientation < 0 || c.Orientation > 8,
		c.ISO < 0 || c.FNumber < 0 || c.FocalLength < 0 || c.ExposureTime < 0,
		c.FNumber != c.FNumber || c.FocalLength != c.FocalLength,
		len(c.Camera) > 250 || len(c.Lens) > 100,
		!c.Time.IsZero() && (c.Time.Year() < 1900 || c.Time.Year() > 2200),
		library.Display(c.Camera) != c.Camera || library.Display(c.Lens) != c.Lens:
		t.Errorf("%+v", c)
	}
}

func FuzzExifRead(f *testing.F) {
	fields, _ := shot()
	tiff := exif.TIFF(fields)
	jpeg := phototest.JPEG(phototest.Scene(16, 16, 1), fields)
	f.Add(jpeg, "jpeg")
	f.Add(tiff, "tiff")
	f.Add(pngWith(tiff), "png")
	f.Add(webpWith(tiff), "webp")
	f.Add(raf(jpeg), "raw")
	f.Add(cr3(tiff), "raw")
	f.Add([]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic\x00\x00\x00\x20meta"), "heif")
	f.Fuzz(func(t *testing.T, data []byte, format string) { checkCapture(t, data, library.Format(format)) })
}
