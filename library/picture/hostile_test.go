package picture

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
)

// samples are small files of every readable format, by name.
func samples() map[string][]byte {
	scene := phototest.Scene(48, 32, 1)
	thumb := phototest.PlainJPEG(phototest.Scene(24, 16, 1), 70)
	return map[string][]byte{
		"a.jpg":  phototest.JPEG(scene, phototest.Exif{Make: "Canon", Model: "Canon EOS R5", Orientation: 6, ISO: 100, Thumbnail: thumb}),
		"b.jpg":  cmykJPEG([4]byte{1, 200, 30, 90}),
		"a.png":  mustPNG(scene),
		"b.png":  interlacedGray(17, 9, 5),
		"a.webp": losslessWebP(),
		"b.webp": lossyWebP(),
		"a.tif":  mustTIFF(scene),
		"a.nef":  nef(thumb, 8),
		"a.raf":  raf(phototest.JPEG(scene, phototest.Exif{Orientation: 3})),
	}
}

// checkAnswer decodes hostile bytes and makes sure that the answer is one that
// callers can work with.
func checkAnswer(t *testing.T, data []byte, name string) {
	t.Helper()
	if tooLargeToTry(data, name) {
		return
	}
	pic, err := Decode(t.Context(), data, name, 64)
	if err != nil {
		for _, kind := range []error{ErrEmpty, ErrUnsupported, ErrDamaged, ErrTooManyPixels} {
			if errors.Is(err, kind) {
				return
			}
		}
		t.Fatalf("an error of no kind: %v", err)
	}
	b := pic.Pixels.Rect
	if b.Min.X != 0 || b.Min.Y != 0 || b.Dx() < 1 || b.Dy() < 1 || max(b.Dx(), b.Dy()) > 64 ||
		pic.Pixels.Stride != 4*b.Dx() || !pic.Pixels.Opaque() || pic.Orientation < 1 || pic.Orientation > 8 {
		t.Fatalf("pixels %v, stride %d, %+v", b, pic.Pixels.Stride, pic.Info)
	}
}

// tooLargeToTry keeps mutated headers from asking for hundreds of megabytes,
// which are within the limits but not within a test's time.
func tooLargeToTry(data []byte, name string) bool {
	const most = 4_000_000
	format := Sniff(data, name)
	switch format {
	case library.JPEG:
		f, err := readFrame(data)
		return err == nil && f.width*f.height > most
	case library.PNG:
		return pixelsOf(data) > most
	}
	return false
}

func FuzzDecode(f *testing.F) {
	for name, data := range samples() {
		f.Add(data, name)
	}
	f.Fuzz(func(t *testing.T, data []byte, name string) { checkAnswer(t, data, name) })
}

func FuzzImageHash(f *testing.F) {
	for name, data := range samples() {
		f.Add(data, string(Sniff(data, name)))
	}
	f.Fuzz(func(t *testing.T, data []byte, format string) {
		h := ImageHash(data, library.Format(format))
		if h == "" || h != ImageHash(data, library.Format(format)) {
			t.Errorf("the hash is %q", h)
		}
	})
}

func FuzzEmbedded(f *testing.F) {
	dir := f.TempDir()
	for name, data := range samples() {
		f.Add(data, name[1:] == ".nef")
	}
	f.Fuzz(func(t *testing.T, data []byte, isRAW bool) {
		name := "a.jpg"
		if isRAW {
			name = "a.nef"
		}
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		pic, err := Embedded(context.Background(), path)
		if err == nil && (pic.Pixels.Rect.Empty() || !pic.Pixels.Opaque()) {
			t.Errorf("got %v", pic.Pixels.Rect)
		}
	})
}
