package reconcile

import (
	"bytes"
	"image/png"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
)

func pngBytes(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, png.Encode(&b, phototest.Scene(32, 32, 1)))
	return b.Bytes()
}

func TestEveryCutPictureIsSeenToBeCut(t *testing.T) {
	camera := phototest.JPEG(phototest.Scene(64, 48, 1), phototest.Exif{})
	thumbnail := phototest.PlainJPEG(phototest.Scene(16, 16, 2), 80)
	// An APP2 segment that holds a whole picture of its own.
	segment := append([]byte{0xFF, 0xE2, byte((len(thumbnail) + 2) >> 8), byte(len(thumbnail) + 2)}, thumbnail...)
	nested := append(append(append([]byte{}, camera[:2]...), segment...), camera[2:]...)
	webp := []byte("RIFF\x08\x00\x00\x00WEBPVP8 ")
	heif := []byte("\x00\x00\x00\x10ftypheic\x00\x00\x00\x00\x00\x00\x00\x0cmdatabcd")
	for name, c := range map[string]struct {
		data   []byte
		format library.Format
	}{
		"JPEG":                  {camera, library.JPEG},
		"JPEG inside a segment": {nested, library.JPEG},
		"PNG":                   {pngBytes(t), library.PNG},
		"WebP":                  {webp, library.WebP},
	} {
		if !isWhole(c.data, c.format) {
			t.Errorf("%s: the whole picture counts as cut", name)
		}
		if !isWhole(append(bytes.Clone(c.data), "what cameras put behind it"...), c.format) {
			t.Errorf("%s: a trailer makes it count as cut", name)
		}
		for n := range c.data {
			if isWhole(c.data[:n], c.format) {
				t.Errorf("%s: %d of %d bytes count as whole", name, n, len(c.data))
			}
		}
		// A copy that reserved its space: the size is right, the rest is not.
		reserved := make([]byte, len(c.data))
		copy(reserved, c.data[:len(c.data)/2])
		if c.format != library.WebP && isWhole(reserved, c.format) {
			t.Errorf("%s: zeros count as a picture", name)
		}
	}
	if !isWhole(heif, library.HEIF) || isWhole(heif[:20], library.HEIF) || isWhole(heif[:27], library.HEIF) {
		t.Error("HEIF: the boxes are not followed")
	}
}

func FuzzIsWhole(f *testing.F) {
	f.Add(phototest.PlainJPEG(phototest.Scene(8, 8, 1), 50))
	f.Add(pngBytes(f))
	f.Add([]byte("\x00\x00\x00\x01mdat\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Add([]byte{0xFF, 0xDA, 0xFF, 0xFF})
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, format := range []library.Format{library.JPEG, library.PNG, library.WebP, library.HEIF, library.JPEGXL, library.RAW} {
			whole := isWhole(data, format)
			if format == library.JPEG && whole && !bytes.Contains(data, []byte{0xFF, 0xD9}) {
				t.Error("a JPEG without an end counts as whole")
			}
		}
	})
}
