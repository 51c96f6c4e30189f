package rendition

import (
	"bytes"
	"encoding/json"
	"image/color"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/sidecar"
)

// said is a photo of which much is known.
func said() *library.Photo {
	return &library.Photo{
		ID: 1, Path: "/photos/DSC_1.NEF",
		Decision: library.Decision{Flag: library.Pick, Rating: 4, Label: library.Green},
		Metadata: library.Metadata{Title: `Ana & "Jürgen"`, Caption: "<b>\n日本</b>", Keywords: []string{"wedding", "a<b"}},
		Capture: library.Capture{
			Time: time.Date(2026, 5, 31, 14, 5, 59, 250e6, time.FixedZone("", 2*3600)), Camera: "Canon EOS R5", Lens: "RF50mm F1.2 L USM",
			ExposureTime: time.Second / 250, FNumber: 2.8, ISO: 400, FocalLength: 50, ExposureBias: -0.67,
			Serial: "0123456789", Orientation: 6,
		},
	}
}

func encode(t *testing.T, p *library.Photo, f Facts) []byte {
	t.Helper()
	b, err := Encode(phototest.Scene(90, 60, 1), p, f, 90)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestARenditionSaysWhatWasAskedForAndNoMore(t *testing.T) {
	for _, c := range []struct {
		facts         Facts
		camera, words bool
	}{{All, true, true}, {Words, false, true}, {Nothing, false, false}} {
		b := encode(t, said(), c.facts)
		if _, err := jpeg.Decode(bytes.NewReader(b)); err != nil {
			t.Fatalf("%s: %v", c.facts, err)
		}
		pic, err := picture.Decode(t.Context(), b, "a.jpg", 0)
		if err != nil || pic.Damage.Kind != picture.Undamaged || pic.Pixels.Rect.Dx() != 90 {
			t.Errorf("%s: %v, %+v", c.facts, err, pic)
		}
		for word, want := range map[string]bool{
			"Canon EOS R5": c.camera, "RF50mm": c.camera, "2026:05:31 14:05:59": c.camera, "xmp:Rating": c.camera,
			"wedding": c.words, "Ana &amp; ": c.words, "0123456789": false, "GPS": false, "DSC_1": false, "ick": false,
		} {
			if got := bytes.Contains(b[:len(b)/2], []byte(word)); got != want {
				t.Errorf("%s: %q stands in it: %v", c.facts, word, got)
			}
		}
	}
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	p := said()
	b := encode(t, p, All)
	got, err := exif.Read(b, library.JPEG)
	if err != nil {
		t.Fatal(err)
	}
	want := p.Capture
	want.Serial, want.Orientation = "", 0
	if !got.Time.Equal(want.Time) || got.Camera != want.Camera || got.Lens != want.Lens || got.ExposureTime != want.ExposureTime ||
		got.FNumber != want.FNumber || got.ISO != want.ISO || got.FocalLength != want.FocalLength || got.ExposureBias != want.ExposureBias || got.Orientation > 1 {
		t.Errorf("read back %+v,\nwant %+v", got, want)
	}
	packet := xmpOf(&p.Metadata, &p.Decision)
	x, err := sidecar.Read(packet, sidecar.EnglishLabels())
	if err != nil || x.Rating != 4 || x.Label != library.Green || x.Flag != library.Undecided || x.Words.Title != p.Metadata.Title || x.Words.Caption != p.Metadata.Caption || strings.Join(x.Words.Keywords, "|") != "wedding|a<b" {
		t.Errorf("the packet says %+v, %v", x, err)
	}
}

// ExifTool is another program's opinion.
func TestExifToolReadsTheSame(t *testing.T) {
	program, err := exec.LookPath("exiftool")
	if err != nil {
		t.Skip("exiftool, which reads the values back, is not installed")
	}
	path := filepath.Join(t.TempDir(), "a.jpg")
	if err := os.WriteFile(path, encode(t, said(), All), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, "-j", "-charset", "utf8", "-all", path).Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var all []map[string]any
	if err := json.Unmarshal(out, &all); err != nil {
		t.Fatal(err)
	}
	for tag, want := range map[string]any{
		"Model": "Canon EOS R5", "LensModel": "RF50mm F1.2 L USM", "ExposureTime": "1/250", "FNumber": 2.8, "ISO": 400.0,
		"FocalLength": "50.0 mm", "DateTimeOriginal": "2026:05:31 14:05:59", "SubSecTimeOriginal": 250.0, "OffsetTimeOriginal": "+02:00",
		"ColorSpace": "sRGB", "ProfileDescription": "sRGB", "Rating": 4.0, "Label": "Green", "Title": `Ana & "Jürgen"`, "Orientation": nil,
	} {
		if got := all[0][tag]; got != want {
			t.Errorf("%s is %v, want %v", tag, got, want)
		}
	}
}

func TestTheProfileChangesNoColour(t *testing.T) {
	conversion, ok := picture.NewConversion(srgb(), 3)
	if ok {
		t.Errorf("it is not known as sRGB: %v", conversion)
	}
	img := phototest.Scene(64, 64, 3)
	img.SetRGBA(0, 0, color.RGBA{200, 30, 30, 255})
	plain, err := picture.EncodeJPEG(img, 95)
	if err != nil {
		t.Fatal(err)
	}
	tagged, err := Encode(img, &library.Photo{}, Nothing, 95)
	if err != nil {
		t.Fatal(err)
	}
	a, errA := picture.Decode(t.Context(), plain, "a.jpg", 0)
	b, errB := picture.Decode(t.Context(), tagged, "b.jpg", 0)
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	for i := range a.Pixels.Pix {
		if d := int(a.Pixels.Pix[i]) - int(b.Pixels.Pix[i]); d < -1 || d > 1 {
			t.Fatalf("byte %d is %d with the profile, %d without", i, b.Pixels.Pix[i], a.Pixels.Pix[i])
		}
	}
}

func TestWordsThatAreTooLongAreRefused(t *testing.T) {
	p := said()
	p.Metadata.Caption = strings.Repeat("x", 70_000)
	if b, err := Encode(phototest.Scene(8, 8, 1), p, All, 90); err == nil {
		t.Errorf("gave %d bytes", len(b))
	}
}
