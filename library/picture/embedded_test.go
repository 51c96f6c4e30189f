package picture

import (
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/phototest"
)

func writeFile(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// withBars is a thumbnail of 160 x 120 of a 3:2 scene with black above and below.
func withBars(scene *image.RGBA) []byte {
	thumb := uniform(160, 120, color.Black)
	small := Fit(scene, 160)
	for y := range small.Rect.Dy() {
		copy(thumb.Pix[(y+7)*thumb.Stride:], small.Pix[y*small.Stride:(y+1)*small.Stride])
	}
	return phototest.PlainJPEG(thumb, 90)
}

func TestEmbeddedGivesTheThumbnailUprightWithoutBars(t *testing.T) {
	scene := phototest.Scene(600, 400, 4)
	path := writeFile(t, "a.jpg", phototest.JPEG(scene, phototest.Exif{Orientation: 6, Thumbnail: withBars(scene)}))
	pic, err := Embedded(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if pic.Pixels.Rect != image.Rect(0, 0, 106, 160) || pic.Width != 400 || pic.Height != 600 || pic.Format != library.JPEG {
		t.Fatalf("got %v, %+v", pic.Pixels.Rect, pic.Info)
	}
	// Upright, the sky is at the right side; bars would be at both.
	for _, x := range []int{0, 105} {
		c := pic.Pixels.RGBAAt(x, 80)
		if int(c.R)+int(c.G)+int(c.B) < 60 {
			t.Errorf("column %d is black: %v", x, c)
		}
	}
	full, err := Load(t.Context(), path, 160)
	if err != nil {
		t.Fatal(err)
	}
	shown := pic.Pixels.RGBAAt(90, 20)
	want := full.Pixels.RGBAAt(90, 20)
	if max(shown.B, want.B)-min(shown.B, want.B) > 25 {
		t.Errorf("the thumbnail shows %v where the photo has %v", shown, want)
	}
}

func TestEmbeddedRefusesWhatCannotBeTrusted(t *testing.T) {
	scene := phototest.Scene(300, 200, 4)
	other := phototest.PlainJPEG(phototest.Scene(60, 160, 1), 80)
	for name, data := range map[string][]byte{
		"no EXIF":                   phototest.PlainJPEG(scene, 90),
		"EXIF without a thumbnail":  phototest.JPEG(scene, phototest.Exif{Make: "Canon"}),
		"thumbnail of other shape":  phototest.JPEG(scene, phototest.Exif{Thumbnail: other}),
		"thumbnail that ends early": phototest.JPEG(scene, phototest.Exif{Thumbnail: other[:len(other)/2]}),
		"PNG":                       mustPNG(scene),
		"empty":                     nil,
	} {
		if pic, err := Embedded(t.Context(), writeFile(t, "a.jpg", data)); !errors.Is(err, ErrNoEmbedded) {
			t.Errorf("%s gave %v, %v", name, pic, err)
		}
	}
}

// nef is a TIFF-like RAW file with capture facts and one preview.
func nef(preview []byte, orientation int) []byte {
	return exif.TIFF(exif.Fields{Make: "NIKON CORPORATION", Model: "NIKON D750", Orientation: orientation, Thumbnail: preview})
}

// raf is a Fujifilm RAW file, whose preview carries the capture facts.
func raf(preview []byte) []byte {
	head := make([]byte, 160)
	copy(head, "FUJIFILMCCD-RAW 0201FF")
	binary.BigEndian.PutUint32(head[84:], 160)
	binary.BigEndian.PutUint32(head[88:], uint32(len(preview)))
	return append(head, preview...)
}

func TestRAWShowsItsPreviewUprightOnce(t *testing.T) {
	scene := phototest.Scene(300, 200, 6)
	plain := phototest.PlainJPEG(scene, 90)
	high := phototest.PlainJPEG(turned(scene, 8), 90)
	for name, c := range map[string]struct {
		file string
		data []byte
		want *image.RGBA
	}{
		"level":                             {"a.nef", nef(plain, 1), scene},
		"turned by the RAW's word":          {"a.nef", nef(phototest.PlainJPEG(turned(scene, 3), 90), 3), scene},
		"a quarter turn by the RAW's word":  {"a.nef", nef(plain, 6), orient(scene, 6)},
		"turned already by the camera":      {"a.nef", nef(high, 6), turned(scene, 8)},
		"the preview's own word wins":       {"a.nef", nef(phototest.JPEG(scene, phototest.Exif{Orientation: 1}), 3), scene},
		"the facts are the preview's (RAF)": {"a.raf", raf(phototest.JPEG(turned(scene, 8), phototest.Exif{Orientation: 8})), scene},
	} {
		t.Run(name, func(t *testing.T) {
			pic, err := Decode(t.Context(), c.data, c.file, 0)
			if err != nil {
				t.Fatal(err)
			}
			if d := difference(t, pic.Pixels, c.want); d > 6 {
				t.Errorf("differs by %.1f", d)
			}
			if pic.Format != library.RAW || pic.Source != "embedded preview 300 px" || pic.Width != c.want.Rect.Dx() {
				t.Errorf("got %+v", pic.Info)
			}
			small, err := Embedded(t.Context(), writeFile(t, c.file, c.data))
			if err != nil {
				t.Fatal(err)
			}
			if d := difference(t, small.Pixels, Fit(c.want, ThumbSide)); d > 6 {
				t.Errorf("the small preview differs by %.1f", d)
			}
		})
	}
}

func TestRAWUsesTheSmallestPreviewThatIsLargeEnough(t *testing.T) {
	// A TIFF-like file with two previews: IFD1's and, chained behind it, IFD2's.
	small, large := phototest.PlainJPEG(phototest.Scene(320, 214, 1), 90), phototest.PlainJPEG(uniform(1200, 800, color.White), 90)
	data := nef(small, 1)
	le := binary.LittleEndian
	first := int(le.Uint32(data[4:]))
	second := int(le.Uint32(data[first+2+12*int(le.Uint16(data[first:])):]))
	next := second + 2 + 12*int(le.Uint16(data[second:]))
	third := len(data)
	le.PutUint32(data[next:], uint32(third))
	entry := func(tag uint16, v int) []byte {
		b := le.AppendUint16(nil, tag)
		b = le.AppendUint32(le.AppendUint16(b, 4), 1)
		return le.AppendUint32(b, uint32(v))
	}
	data = slices.Concat(data, []byte{2, 0}, entry(0x201, third+30), entry(0x202, len(large)), make([]byte, 4), large)
	for side, want := range map[int]string{
		200: "embedded preview 320 px", 320: "embedded preview 320 px", 321: "embedded preview 1200 px",
		0: "embedded preview 1200 px", 5000: "embedded preview 1200 px",
	} {
		pic, err := Decode(t.Context(), data, "a.nef", side)
		if err != nil || pic.Source != want || pic.Width != 1200 {
			t.Errorf("side %d gave %+v, %v; want %s", side, pic, err, want)
		}
	}
}

func TestATIFFThatCannotBeReadShowsItsPreview(t *testing.T) {
	scene := phototest.Scene(300, 200, 2)
	pic, err := Decode(t.Context(), nef(phototest.PlainJPEG(scene, 90), 1), "a.tif", 0)
	if err != nil || pic.Format != library.TIFF || pic.Source != "embedded preview 300 px" {
		t.Errorf("got %+v, %v", pic, err)
	}
}
