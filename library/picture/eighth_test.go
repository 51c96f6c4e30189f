//go:build cgo

package picture

import (
	"bytes"
	"image"
	"image/jpeg"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library/phototest"
)

// eighthOf gives a JPEG at an eighth of its size by our reader, nil where that leaves
// it to libjpeg, and by libjpeg.
func eighthOf(t testing.TB, data []byte) (ours, libjpeg *image.RGBA) {
	t.Helper()
	f, err := readFrame(data)
	if err != nil {
		t.Fatal(err)
	}
	side := scaledBy(max(f.width, f.height), 1)
	if img, ok := decodeEighth(t.Context(), data, side); ok {
		ours = img
	}
	s, err := openScanlines(data, 1)
	if err != nil {
		return ours, nil
	}
	defer s.close()
	libjpeg, _ = s.picture(t.Context(), data, side)
	return ours, libjpeg
}

func isEqual(a, b *image.RGBA) bool {
	return a != nil && b != nil && a.Rect == b.Rect && bytes.Equal(a.Pix, b.Pix)
}

// grayJPEG gives a picture without colours.
func grayJPEG(t *testing.T, w, h int) []byte {
	t.Helper()
	scene, gray := phototest.Scene(w, h, 3), image.NewGray(image.Rect(0, 0, w, h))
	for i := range gray.Pix {
		gray.Pix[i] = scene.Pix[4*i+1]
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, gray, nil); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestAnEighthIsLibjpegsToTheLastBit(t *testing.T) {
	for _, size := range [][2]int{{640, 480}, {8, 8}, {1, 1}, {17, 16}, {16, 17}, {1001, 333}, {33, 900}} {
		w, h := size[0], size[1]
		full, err := EncodeJPEG(phototest.Scene(w, h, 2), 95)
		if err != nil {
			t.Fatal(err)
		}
		for name, data := range map[string][]byte{
			"4:2:0, the best quality":  phototest.PlainJPEG(phototest.Camera(w, h, 1), 100),
			"4:2:0, the worst quality": phototest.PlainJPEG(phototest.Camera(w, h, 1), 1),
			"4:4:4":                    full,
			"gray":                     grayJPEG(t, w, h),
			"with facts":               phototest.JPEG(phototest.Scene(w, h, 4), phototest.Exif{Make: "Canon"}),
		} {
			if ours, libjpeg := eighthOf(t, data); !isEqual(ours, libjpeg) {
				t.Errorf("%s of %d x %d: another picture than libjpeg's, or none: %v", name, w, h, ours == nil)
			}
		}
	}
}

func TestAnEighthOfWhatCjpegWritesIsLibjpegsOrLeftToIt(t *testing.T) {
	cjpeg, err := exec.LookPath("cjpeg")
	if err != nil {
		t.Skip("cjpeg is not installed (Debian: libjpeg-turbo-progs)")
	}
	scene := phototest.Scene(333, 205, 5)
	ppm := []byte("P6 333 205 255\n")
	for i := 0; i < len(scene.Pix); i += 4 {
		ppm = append(ppm, scene.Pix[i:i+3]...)
	}
	from := writeFile(t, "a.ppm", ppm)
	for arguments, ours := range map[string]bool{
		"-sample 2x1":                         true,
		"-sample 1x2":                         true,
		"-sample 2x2 -optimize":               true,
		"-sample 1x1 -restart 1":              true,
		"-sample 2x2 -restart 3B":             true,
		"-sample 2x1 -restart 7B -quality 98": true,
		"-grayscale -restart 5B":              true,
		"-grayscale -optimize":                true,
		"-dct float -quality 100 -sample 2x2": true,
		"-quality 5 -sample 2x2":              true,
		"-progressive":                        false,
		"-arithmetic":                         false,
		"-sample 4x1":                         false,
		"-sample 2x2,1x2,1x1":                 false,
		"-rgb":                                false,
	} {
		data, err := exec.Command(cjpeg, append(strings.Fields(arguments), from)...).Output()
		if err != nil {
			t.Fatalf("cjpeg %s: %v", arguments, err)
		}
		got, libjpeg := eighthOf(t, data)
		if (got != nil) != ours || ours && !isEqual(got, libjpeg) {
			t.Errorf("%s: read by us: %v, as libjpeg does: %v", arguments, got != nil, isEqual(got, libjpeg))
		}
	}
}

func TestAnEighthOfRealPhotosIsLibjpegsOrLeftToIt(t *testing.T) {
	ours, all := 0, 0
	err := filepath.WalkDir(phototest.Folder(t), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if f, err := readFrame(data); err != nil || f.check() != nil || len(data) > 16<<20 {
			return nil //nolint:nilerr // no JPEG
		}
		all++
		if got, libjpeg := eighthOf(t, data); got != nil {
			ours++
			if !isEqual(got, libjpeg) {
				t.Errorf("%s is another picture than libjpeg's", path)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if ours < all/2 {
		t.Errorf("%d of %d photos are left to libjpeg", all-ours, all)
	}
}

func TestWhatIsNotAsItShouldBeIsLeftToLibjpeg(t *testing.T) {
	data := phototest.PlainJPEG(phototest.Scene(320, 240, 6), 90)
	at := func(marker byte) int { return bytes.Index(data, []byte{0xff, marker}) }
	patched := func(at int, with ...byte) []byte {
		out := slices.Clone(data)
		copy(out[at:], with)
		return out
	}
	for name, bad := range map[string][]byte{
		"cut":                       data[:len(data)/2],
		"without an end":            data[:len(data)-2],
		"bytes before the end":      slices.Concat(data[:len(data)-2], []byte("\x12\x34\xff\xd9")),
		"ended early":               slices.Concat(data[:len(data)/2], []byte("\xff\xd9"), data[len(data)/2:]),
		"a marker in the scan":      slices.Concat(data[:len(data)/2], []byte("\xff\xd3"), data[len(data)/2:]),
		"12 bits":                   patched(at(markerSOF0)+4, 12),
		"no pixels":                 patched(at(markerSOF0)+5, 0, 0),
		"RGB by its numbers":        patched(at(markerSOF0)+10, 'R'),
		"a table that is not there": patched(at(markerSOS)+6, 0x33),
		"codes that are too many":   patched(at(markerDHT)+5, 9, 9, 9),
		"progressive":               patched(at(markerSOF0)+1, markerSOF2),
		"a part of the spectrum":    patched(at(markerSOS)+11, 1),
	} {
		if _, ok := decodeEighth(t.Context(), bad, 40); ok {
			t.Errorf("%s: it was read", name)
		}
	}
	if _, ok := decodeEighth(t.Context(), data, 40); !ok {
		t.Error("the picture that the others were made of was not read")
	}
	filled := slices.Concat(data[:len(data)-2], []byte("\xff\xff\xff\xd9"))
	if ours, libjpeg := eighthOf(t, filled); !isEqual(ours, libjpeg) {
		t.Error("fill bytes before the end marker are not read as libjpeg does")
	}
}

func FuzzEighth(f *testing.F) {
	for _, size := range []int{8, 40, 120} {
		f.Add(phototest.PlainJPEG(phototest.Scene(size, size, 1), 80), 0, byte(0))
	}
	f.Fuzz(func(t *testing.T, data []byte, at int, with byte) {
		if at >= 0 && at < len(data) {
			data = slices.Clone(data)
			data[at] ^= with
		}
		frame, err := readFrame(data)
		if err != nil || frame.check() != nil || frame.width*frame.height > 1<<22 {
			return
		}
		img, ok := decodeEighth(t.Context(), data, 16)
		if ok && (img.Rect.Dx() > 16 || img.Rect.Dy() > 16 || img.Rect.Empty()) {
			t.Errorf("it is %v", img.Rect)
		}
	})
}
