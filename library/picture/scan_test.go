package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
)

// watcher is a RowSink that puts the rows together again.
type watcher struct {
	lies   Shape
	rows   *image.RGBA
	seen   int
	begun  int
	ended  int
	behind int // least rows that were there besides new ones
	more   bool
}

func (w *watcher) Begin(lies Shape, _ func() *image.RGBA) image.Rectangle {
	*w = watcher{lies: lies, rows: image.NewRGBA(image.Rect(0, 0, lies.Width, lies.Height)), begun: w.begun + 1, behind: lies.Height, more: w.more}
	return image.Rect(lies.Width/4, lies.Height/3, 3*lies.Width/4, lies.Height/2)
}

func (w *watcher) Rows(r *Recent) {
	if w.seen > 0 && !r.Has(max(0, w.seen-TileSide), r.End()) {
		w.behind = 0
	}
	for ; w.seen < r.End(); w.seen++ {
		copy(w.rows.Pix[w.seen*w.rows.Stride:], r.Row(w.seen))
	}
}

func (w *watcher) End() bool { w.ended++; return w.more }

func onDisk(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAScanGivesThePreviewAndTheRowsOfTheWholePicture(t *testing.T) {
	for _, size := range []image.Point{{1301, 867}, {517, 1100}, {300, 241}, {2048, 3}} {
		scene := phototest.Scene(size.X, size.Y, 3)
		for orientation := 1; orientation <= 8; orientation++ {
			jpeg := phototest.JPEG(scene, phototest.Exif{Orientation: orientation})
			for name, data := range map[string][]byte{
				"a.jpg":  jpeg,
				"a.raf":  raf(jpeg),
				"p3.jpg": jpegWithProfile(jpeg, displayP3().profile()),
			} {
				t.Run(fmt.Sprintf("%v %d %s", size, orientation, name), func(t *testing.T) {
					compareScan(t, name, data, name == "p3.jpg")
				})
			}
		}
	}
}

// sameInfo compares all that is told; an origin is the same as its source.
func sameInfo(a, b Info) bool {
	a.Origin, b.Origin = library.Message{}, library.Message{}
	return a == b
}

func compareScan(t *testing.T, name string, data []byte, wide bool) {
	t.Helper()
	whole, err := Decode(t.Context(), data, name, 0)
	if err != nil {
		t.Fatal(err)
	}
	seen := &watcher{more: true}
	s, err := Reader{Room: NewRoom(1 << 30)}.Scan(t.Context(), onDisk(t, name, data), ScanWant{Side: 512, Sink: seen})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if !sameInfo(s.Info, whole.Info) {
		t.Errorf("info %+v, want %+v", s.Info, whole.Info)
	}
	want, most := Fit(whole.Pixels, 512), 0.0
	if wide {
		most = 0.6 // averaged before its colours are changed
	}
	if d := difference(t, s.Preview, want); d > most {
		t.Errorf("the preview differs by %v", d)
	}
	if d := difference(t, s.Upright(seen.rows), whole.Pixels); d != 0 {
		t.Errorf("the rows differ by %v", d)
	}
	if seen.ended != 1 || seen.behind == 0 {
		t.Errorf("ended %d times, %d rows behind", seen.ended, seen.behind)
	}
	r := rand.New(rand.NewPCG(1, 2))
	w, h := s.Size()
	for range 4 {
		x, y := r.IntN(w), r.IntN(h)
		at := image.Rect(x, y, min(w, x+1+r.IntN(w)), min(h, y+1+r.IntN(h)))
		part, err := s.At(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		if d := difference(t, part, cut(whole.Pixels, at)); d != 0 {
			t.Errorf("the part %v differs by %v", at, d)
		}
	}
}

func TestAScanOfOtherKindsGivesWhatTheyDecodeTo(t *testing.T) {
	scene := phototest.Scene(1300, 900, 3)
	see := image.NewNRGBA(scene.Rect)
	copy(see.Pix, scene.Pix)
	for i := 3; i < len(see.Pix); i += 8 {
		see.Pix[i] = 100
	}
	grey := image.NewGray16(scene.Rect)
	for i := range grey.Pix {
		grey.Pix[i] = scene.Pix[2*i]
	}
	whole := phototest.PlainJPEG(scene, 90)
	for name, data := range map[string][]byte{
		"a.png":           mustPNG(scene),
		"transparent.png": mustPNG(see),
		"grey.png":        mustPNG(grey),
		"cmyk.jpg":        cmykJPEG([4]byte{20, 200, 90, 240}),
		"noend.jpg":       whole[:len(whole)-2],
		"spoiled.jpg":     bytes.Replace(whole, whole[len(whole)/2:len(whole)/2+40], make([]byte, 40), 1),
		"half.jpg":        whole[:len(whole)/2],
	} {
		t.Run(name, func(t *testing.T) { compareScan(t, name, data, false) })
	}
}

func TestAScanOfACutOffPictureShowsTheRowsThatAreThere(t *testing.T) {
	scene := phototest.Scene(1500, 2000, 3)
	for orientation := 1; orientation <= 8; orientation++ {
		data := phototest.JPEG(scene, phototest.Exif{Orientation: orientation})
		data = data[:len(data)*985/1000]
		pic, err := Decode(t.Context(), data, "a.jpg", 0)
		if err != nil {
			t.Fatal(err)
		}
		if pic.Damage.Kind != CutOff {
			t.Skip("this build shows no damaged JPEG")
		}
		sound, seen := pic.Sound(), &watcher{}
		s, err := Reader{}.Scan(t.Context(), onDisk(t, "a.jpg", data), ScanWant{Side: 1024, Sink: seen})
		if err != nil {
			t.Fatal(err)
		}
		if w, h := s.Size(); w != sound.Rect.Dx() || h != sound.Rect.Dy() || !sameInfo(s.Info, pic.Info) {
			t.Errorf("%d: %d x %d of %v, %+v", orientation, w, h, sound.Rect, s.Info)
		}
		if d := difference(t, s.Preview, Fit(sound, 1024)); d != 0 {
			t.Errorf("%d: the preview differs by %v", orientation, d)
		}
		if d := difference(t, s.Upright(seen.rows), sound); d != 0 {
			t.Errorf("%d: the rows differ by %v", orientation, d)
		}
		s.Close()
	}
}

// smallWatcher keeps the small picture of the file.
type smallWatcher struct {
	watcher
	small *image.RGBA
}

func (w *smallWatcher) Begin(lies Shape, small func() *image.RGBA) image.Rectangle {
	w.small = small()
	return w.watcher.Begin(lies, small)
}

func TestAScanShowsTheThumbnailInTheFileUpright(t *testing.T) {
	scene := phototest.Scene(600, 400, 3)
	with := phototest.JPEG(scene, phototest.Exif{Orientation: 6, Thumbnail: withBars(scene)})
	for name, c := range map[string]struct {
		data []byte
		want image.Point
	}{
		"a.jpg": {with, image.Pt(106, 160)},
		"b.jpg": {phototest.JPEG(scene, phototest.Exif{Orientation: 6}), image.Point{}},
		"c.png": {mustPNG(scene), image.Point{}},
	} {
		seen := &smallWatcher{}
		s, err := Reader{}.Scan(t.Context(), onDisk(t, name, c.data), ScanWant{Side: 100, Sink: seen})
		if err != nil {
			t.Fatal(err)
		}
		var got image.Point
		if seen.small != nil {
			got = seen.small.Rect.Size()
		}
		if s.Close(); got != c.want {
			t.Errorf("%s: a small picture of %v, want %v", name, got, c.want)
		}
	}
}

func TestAScanSaysWhatDecodeSays(t *testing.T) {
	for name, data := range map[string][]byte{
		"empty.jpg": {}, "text.jpg": []byte("text"), "head.jpg": phototest.PlainJPEG(phototest.Scene(64, 64, 1), 90)[:200],
		"large.png": pngOf(30_000, 30_000, 8, 2, 0, nil), "cut.png": mustPNG(phototest.Scene(640, 480, 1))[:30], "a.raf": raf([]byte("none")),
	} {
		_, want := Decode(t.Context(), data, name, 0)
		s, err := Reader{Room: NewRoom(1 << 20)}.Scan(t.Context(), onDisk(t, name, data), ScanWant{Side: 100})
		if err == nil || err.Error() != want.Error() {
			t.Errorf("%s gave %v, want %v (%v)", name, err, want, s)
		}
	}
}

// scanMutant scans a damaged file, which has to give what decoding it gives.
func scanMutant(ctx context.Context, data []byte, name string) error {
	s, seen := &Scan{}, &watcher{more: true}
	defer s.Close()
	err := s.decode(ctx, Reader{}, data, name, ScanWant{Side: 256, Sink: seen})
	whole, wholeErr := Decode(ctx, data, name, 0)
	switch {
	case err != nil || wholeErr != nil:
		if (err == nil) != (wholeErr == nil) {
			return fmt.Errorf("a scan gives %v, decoding %v", err, wholeErr)
		}
		return nil
	case !sameInfo(s.Info, whole.Info):
		return fmt.Errorf("a scan gives %+v, decoding %+v", s.Info, whole.Info)
	case seen.seen != seen.lies.Height || !s.Preview.Opaque():
		return fmt.Errorf("%d rows of %d came", seen.seen, seen.lies.Height)
	}
	w, h := s.Size()
	if part, err := s.At(ctx, image.Rect(w/3, h/2, w/3+100, h/2+70)); err == nil && part.Rect.Empty() {
		return fmt.Errorf("a part of %d x %d pixels is empty", w, h)
	}
	return nil
}

func FuzzScan(f *testing.F) {
	for name, data := range samples() {
		f.Add(data, name)
	}
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		if mutantAsks(data, Sniff(data, name)) > mutantPixels {
			t.Skip("it asks for very much")
		}
		if err := scanMutant(t.Context(), data, name); err != nil {
			t.Error(err)
		}
	})
}
