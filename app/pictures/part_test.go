package pictures

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

func TestAPartHasThePixelsOfTheWholePicture(t *testing.T) {
	scene := phototest.Scene(640, 420, 5)
	var asPNG bytes.Buffer
	if err := png.Encode(&asPNG, scene); err != nil {
		t.Fatal(err)
	}
	turned := phototest.JPEG(scene, phototest.Exif{Orientation: 6})
	ps := openFor(t)
	for name, c := range map[string]struct {
		data []byte
		part [4]float64 // in shares
	}{
		"middle.jpg":    {phototest.JPEG(scene, phototest.Exif{}), [4]float64{0.3, 0.2, 0.6, 0.9}},
		"corner.jpg":    {phototest.JPEG(scene, phototest.Exif{}), [4]float64{0.9, 0.95, 1, 1}},
		"turned.jpg":    {turned, [4]float64{0.1, 0.5, 0.4, 0.8}},
		"cut short.jpg": {turned[:len(turned)*3/4], [4]float64{0.1, 0.5, 0.9, 1}},
		"other.png":     {asPNG.Bytes(), [4]float64{0, 0, 0.5, 0.5}},
		"beyond.jpg":    {turned, [4]float64{-1, -1, 3, 3}},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(path, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
			p := &library.Photo{ID: 1, Path: path}
			b := ps.Beside()
			all, err := b.Load(t.Context(), p, 0)
			if err != nil {
				t.Fatal(err)
			}
			got, at, whole, err := b.Part(t.Context(), p, func(w, h int) image.Rectangle {
				return image.Rect(int(c.part[0]*float64(w)), int(c.part[1]*float64(h)), int(c.part[2]*float64(w)), int(c.part[3]*float64(h)))
			})
			if err != nil {
				t.Fatal(err)
			}
			if whole != all.Pixels.Rect.Size() || at.Empty() || got.Rect.Size() != at.Size() || !at.In(all.Pixels.Rect) {
				t.Fatalf("a part of %v at %v of %v", got.Rect, at, whole)
			}
			want := all.Pixels.SubImage(at).(*image.RGBA)
			for y := range at.Dy() {
				a := got.Pix[y*got.Stride:][:4*at.Dx()]
				if !bytes.Equal(a, want.Pix[y*want.Stride:][:4*at.Dx()]) {
					t.Fatalf("row %d of the part at %v is not that of the picture", y, at)
				}
			}
		})
	}
}

func TestAPartOfAFileThatIsNoPictureIsAnError(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.jpg")
	if err := os.WriteFile(path, []byte("no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	b := openFor(t).Beside()
	all := func(w, h int) image.Rectangle { return image.Rect(0, 0, w, h) }
	for want, p := range map[error]*library.Photo{
		picture.ErrDamaged: {Path: path}, os.ErrNotExist: {Path: filepath.Join(t.TempDir(), "none.jpg")},
	} {
		if part, _, _, err := b.Part(t.Context(), p, all); part != nil || !errors.Is(err, want) {
			t.Errorf("of %s: %v, %v", p.Path, part, err)
		}
	}
}

// openFor opens pictures without a store, until the test ends.
func openFor(t *testing.T) *Pictures {
	t.Helper()
	ps := Open(Options{Dir: t.TempDir(), Store: noStore{}, Log: func(s string) { t.Log(s) }})
	t.Cleanup(ps.Close)
	return ps
}

// noStore keeps no thumbnails.
type noStore struct{}

func (noStore) Get(context.Context, string) ([]byte, error) { return nil, nil }

func (noStore) Put(context.Context, string, []byte) error { return nil }

func (noStore) Prints(context.Context, []string) (map[string][]byte, error) { return nil, nil }

func (noStore) Vectors(context.Context, []string) (map[string][]byte, error) { return nil, nil }

func (noStore) PutVectors(context.Context, map[string][]byte) error { return nil }

func (noStore) PutPrint(context.Context, string, []byte) error { return nil }

// Whatever the format, several parts are those of the picture, also where the file ends
// between them.
func TestSeveralPartsAreThoseThatAreReadOneByOne(t *testing.T) {
	scene := phototest.Scene(640, 480, 3)
	var asPNG bytes.Buffer
	if err := png.Encode(&asPNG, scene); err != nil {
		t.Fatal(err)
	}
	asJPEG := phototest.JPEG(scene, phototest.Exif{Orientation: 6})
	ps := openFor(t)
	for name, data := range map[string][]byte{"a.jpg": asJPEG, "b.png": asPNG.Bytes(), "cut short.jpg": asJPEG[:len(asJPEG)*2/3]} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		p, b := &library.Photo{ID: 1, Path: path}, ps.Beside()
		rects := []image.Rectangle{image.Rect(10, 20, 60, 50), image.Rect(300, 400, 900, 900), image.Rect(0, 0, 5, 5)}
		var places []int
		err := b.Parts(t.Context(), p, func(int, int) []image.Rectangle { return slices.Clone(rects) }, func(i int, part *image.RGBA, at image.Rectangle, whole image.Point) {
			places = append(places, i)
			one, where, sides, err := b.Part(t.Context(), p, func(int, int) image.Rectangle { return rects[i] })
			if err != nil || where != at || sides != whole || !bytes.Equal(one.Pix, part.Pix) {
				t.Errorf("%s: part %d at %v is not the one at %v (%v)", name, i, at, where, err)
			}
		})
		if err != nil || !slices.Equal(places, []int{0, 1, 2}) {
			t.Errorf("%s: parts %v, %v", name, places, err)
		}
	}
}

func TestPartsAreReadInPassesOfBoundedSize(t *testing.T) {
	side := func(n int) image.Rectangle { return image.Rect(0, 0, n, 1<<10) }
	all := []image.Rectangle{side(8 << 10), side(8 << 10), side(1), side(20 << 10), side(3), side(4)}
	var ends []int
	for from := 0; from < len(all); {
		from = batch(all, from)
		ends = append(ends, from)
	}
	if !slices.Equal(ends, []int{2, 3, 4, 6}) {
		t.Errorf("passes end at %v", ends)
	}
}
