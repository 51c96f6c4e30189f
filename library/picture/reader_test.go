package picture

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/safefile"
)

const heicHead = "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"

// foreigner is another process that decodes every HEIC to one colour.
type foreigner struct {
	colour    color.RGBA
	primaries int
	thumb     image.Rectangle
	asked     []ForeignWant
	err       error
}

func (f *foreigner) Reads(format library.Format) error {
	if format == library.AVIF {
		return fmt.Errorf("no AVIF here: %w", ErrUnsupported)
	}
	return nil
}

func (f *foreigner) Decode(_ context.Context, _ []byte, _ library.Format, _ string, want ForeignWant) (*ForeignPicture, error) {
	f.asked = append(f.asked, want)
	size := image.Rect(0, 0, 40, 30)
	if want.Part == ForeignThumbnail {
		size = f.thumb
	}
	p := &ForeignPicture{Width: 400, Height: 300, Source: "elsewhere", Primaries: f.primaries, Transfer: 13}
	if want.Part != ForeignSize {
		p.Pixels = image.NewRGBA(size)
		for i := 0; i < len(p.Pixels.Pix); i += 4 {
			copy(p.Pixels.Pix[i:], []byte{f.colour.R, f.colour.G, f.colour.B, 255})
		}
	}
	return p, f.err
}

func heicFile(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(heicHead), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAReaderHasForeignFormatsDecodedElsewhere(t *testing.T) {
	f := &foreigner{colour: color.RGBA{200, 100, 100, 255}, thumb: image.Rect(0, 0, 32, 24)}
	r := Reader{Foreign: f, Room: NewRoom(1 << 20)}
	path := heicFile(t, "named-otherwise.jpg")
	for name, read := range map[string]func() (*Picture, error){
		"Load":     func() (*Picture, error) { return r.Load(t.Context(), path, 77) },
		"Decode":   func() (*Picture, error) { return r.Decode(t.Context(), []byte(heicHead), path, 77) },
		"Embedded": func() (*Picture, error) { return r.Embedded(t.Context(), path) },
	} {
		f.asked = nil
		pic, err := read()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if pic.Format != library.HEIF || pic.Width != 400 || pic.Orientation != 1 || pic.Source != "elsewhere" || pic.Pixels.Pix[0] != 200 {
			t.Errorf("%s: %+v", name, pic.Info)
		}
		want := ForeignWant{Part: ForeignWhole, Side: 77}
		if name == "Embedded" {
			want = ForeignWant{Part: ForeignThumbnail}
		}
		if len(f.asked) != 1 || f.asked[0] != want {
			t.Errorf("%s asked for %+v", name, f.asked)
		}
	}
	if w, h, err := r.ForeignSize(t.Context(), []byte(heicHead), path); w != 400 || h != 300 || err != nil {
		t.Errorf("the size is %d x %d, %v", w, h, err)
	}
}

func TestAThumbnailOfAnotherShapeIsNotShown(t *testing.T) {
	path := heicFile(t, "a.heic")
	for _, thumb := range []image.Rectangle{image.Rect(0, 0, 24, 32), image.Rect(0, 0, 64, 10)} {
		r := Reader{Foreign: &foreigner{thumb: thumb}}
		if _, err := r.Embedded(t.Context(), path); !errors.Is(err, ErrNoEmbedded) {
			t.Errorf("%v gave %v", thumb, err)
		}
	}
	r := Reader{Foreign: &foreigner{thumb: image.Rect(0, 0, 32, 24), err: fmt.Errorf("broken: %w", ErrDamaged)}}
	if _, err := r.Embedded(t.Context(), path); !errors.Is(err, ErrNoEmbedded) {
		t.Errorf("a damaged one gave %v", err)
	}
}

func TestAReaderReadsTheRestAsThePackageDoes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.jpg")
	if err := os.WriteFile(path, phototest.PlainJPEG(phototest.Scene(64, 48, 1), 90), 0o600); err != nil {
		t.Fatal(err)
	}
	f := &foreigner{}
	for _, r := range []Reader{{}, {Foreign: f}, {Foreign: f, Room: NewRoom(1 << 20)}} {
		pic, err := r.Load(t.Context(), path, 32)
		if err != nil || pic.Format != library.JPEG || pic.Pixels.Rect.Dx() != 32 {
			t.Errorf("%+v: %v", r, err)
		}
		if _, err := r.Embedded(t.Context(), path); !errors.Is(err, ErrNoEmbedded) {
			t.Errorf("no thumbnail gave %v", err)
		}
	}
	if len(f.asked) != 0 {
		t.Error("a JPEG was given away")
	}
	var none Reader
	if _, err := none.Load(t.Context(), heicFile(t, "a.heic"), 0); !errors.Is(err, ErrUnsupported) {
		t.Errorf("a HEIC without a decoder gave %v", err)
	}
	if none.Reads(library.HEIF) || (Reader{Foreign: f}).Reads(library.AVIF) || !(Reader{Foreign: f}).Reads(library.HEIF) {
		t.Error("what can be read is told wrongly")
	}
}

// The wanted values were worked out apart from the code, from the primaries'
// chromaticities under D65 and the standards' curves.
func TestCodePointsOfColourAreUnderstood(t *testing.T) {
	start := color.RGBA{200, 100, 100, 255}
	for name, c := range map[string]struct {
		primaries, transfer int
		want                color.RGBA
	}{
		"sRGB":              {1, 13, start},
		"BT.709":            {1, 1, start},
		"not said":          {2, 2, start},
		"Display P3":        {12, 13, color.RGBA{215, 93, 97, 255}},
		"BT.2020":           {9, 14, color.RGBA{240, 76, 97, 255}},
		"linear light":      {1, 8, color.RGBA{229, 168, 168, 255}},
		"HDR by ST 2084":    {1, 16, color.RGBA{255, 100, 100, 255}},
		"HDR by ARIB B67":   {1, 18, color.RGBA{197, 91, 91, 255}},
		"gamma 2.2":         {1, 4, color.RGBA{201, 100, 100, 255}},
		"gamma 2.8":         {1, 5, color.RGBA{189, 76, 76, 255}},
		"cinema, ST 428-1":  {1, 17, color.RGBA{200, 87, 87, 255}},
		"unknown primaries": {77, 8, start},
	} {
		f := &ForeignPicture{Pixels: image.NewRGBA(image.Rect(0, 0, 1, 1)), Primaries: c.primaries, Transfer: c.transfer}
		f.Pixels.SetRGBA(0, 0, start)
		foreignToSRGB(f, library.HEIF)
		if got := f.Pixels.RGBAAt(0, 0); !near(got, c.want, 2) {
			t.Errorf("%s gave %v, want %v", name, got, c.want)
		}
	}
}

func near(a, b color.RGBA, most uint8) bool {
	d := func(x, y uint8) bool { return max(x, y)-min(x, y) <= most }
	return d(a.R, b.R) && d(a.G, b.G) && d(a.B, b.B) && a.A == b.A
}

func TestAHEICThatIsTooLargeIsRefusedBeforeItIsRead(t *testing.T) {
	path := heicFile(t, "a.heic")
	if err := os.Truncate(path, maxPhoneBytes+1); err != nil {
		t.Skipf("no file of that size can be made here: %v", err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Reader{Foreign: &foreigner{}}.Load(t.Context(), path, 0)
	runtime.ReadMemStats(&after)
	if !errors.Is(err, safefile.ErrTooLarge) {
		t.Errorf("gave %v", err)
	}
	if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20 {
		t.Errorf("%d MB were read", n>>20)
	}
}

func TestAReaderShowsThePreviewOfATIFFThatIsNotRead(t *testing.T) {
	scene := phototest.Scene(300, 200, 2)
	data := nef(phototest.PlainJPEG(scene, 90), 1)
	for name, c := range map[string]struct {
		err     error
		preview bool
	}{
		"of no kind that is read": {UnreadableKind(library.TIFF, "why"), true},
		"damaged":                 {problemf(ErrDamaged, "damaged"), true},
		"interrupted":             {context.DeadlineExceeded, false},
	} {
		pic, err := Reader{Foreign: &foreigner{err: c.err}}.Decode(t.Context(), data, "a.tif", 100)
		if c.preview && (err != nil || pic.Format != library.TIFF || pic.Source != "embedded preview 300 px") {
			t.Errorf("%s: %+v, %v", name, pic, err)
		}
		if !c.preview && !errors.Is(err, c.err) {
			t.Errorf("%s gave %v", name, err)
		}
	}
}

func TestAForeignPagesOrientationComesBeforeTheFiles(t *testing.T) {
	for _, c := range []struct{ ofPage, ofFile, want int }{{0, 6, 6}, {1, 6, 1}, {3, 6, 3}, {9, 6, 6}, {-1, 6, 6}} {
		data := exif.TIFF(exif.Fields{Orientation: c.ofFile})
		if got := foreignOrientation(&ForeignPicture{Orientation: c.ofPage}, data, library.TIFF); got != c.want {
			t.Errorf("page %d, file %d: %d, want %d", c.ofPage, c.ofFile, got, c.want)
		}
	}
}
