package picture

import (
	"context"
	"errors"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
)

func TestDecodeGivesTheSideThatIsWanted(t *testing.T) {
	data := phototest.JPEG(phototest.Scene(600, 400, 1), phototest.Exif{Orientation: 6})
	for _, c := range []struct{ side, w, h int }{
		{0, 400, 600}, {5000, 400, 600}, {600, 400, 600}, {300, 200, 300}, {160, 107, 160}, {50, 33, 50}, {1, 1, 1},
	} {
		pic, err := Decode(t.Context(), data, "a.jpg", c.side)
		if err != nil {
			t.Fatal(err)
		}
		b := pic.Pixels.Rect
		if b.Dx() != c.w || b.Dy() != c.h || pic.Width != 400 || pic.Height != 600 || pic.Orientation != 6 || pic.Format != library.JPEG {
			t.Errorf("side %d gave %v, %+v", c.side, b, pic.Info)
		}
		if !pic.Pixels.Opaque() || pic.Pixels.Stride != 4*b.Dx() || pic.Damaged != "" {
			t.Errorf("side %d: stride %d, %+v", c.side, pic.Pixels.Stride, pic.Info)
		}
	}
}

func TestAScaledJPEGLooksLikeTheFullOneFitted(t *testing.T) {
	scene := phototest.Scene(800, 500, 3)
	pic, err := Decode(t.Context(), phototest.PlainJPEG(scene, 95), "a.jpg", 160)
	if err != nil {
		t.Fatal(err)
	}
	if d := difference(t, pic.Pixels, Fit(scene, 160)); d > 2.5 {
		t.Errorf("mean difference %.2f", d)
	}
}

func TestEveryKindOfPixelBecomesOpaqueRGBA(t *testing.T) {
	half := color.NRGBA{R: 255, A: 128}
	nrgba := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	deep := image.NewNRGBA64(nrgba.Rect)
	paletted := image.NewPaletted(nrgba.Rect, color.Palette{color.Transparent, color.NRGBA{0, 0, 255, 255}})
	for i := range 64 {
		nrgba.Set(i%8, i/8, half)
		deep.Set(i%8, i/8, half)
		paletted.SetColorIndex(i%8, i/8, uint8(i/8%2))
	}
	gray16 := image.NewGray16(nrgba.Rect)
	gray16.SetGray16(0, 0, color.Gray16{Y: 0x8080})
	for name, c := range map[string]struct {
		data []byte
		x, y int
		want color.RGBA
	}{
		"half transparent PNG lies on white": {mustPNG(nrgba), 3, 3, color.RGBA{255, 127, 127, 255}},
		"16 bit half transparent PNG":        {mustPNG(deep), 3, 3, color.RGBA{255, 127, 127, 255}},
		"transparent palette entry":          {mustPNG(paletted), 0, 0, color.RGBA{255, 255, 255, 255}},
		"palette entry":                      {mustPNG(paletted), 0, 1, color.RGBA{0, 0, 255, 255}},
		"16 bit grey PNG":                    {mustPNG(gray16), 0, 0, color.RGBA{128, 128, 128, 255}},
		"interlaced PNG":                     {interlacedGray(9, 9, 77), 8, 8, color.RGBA{77, 77, 77, 255}},
		"grey JPEG":                          {phototest.PlainJPEG(image.NewGray(nrgba.Rect), 90), 1, 1, color.RGBA{0, 0, 0, 255}},
		"CMYK JPEG, all red":                 {cmykJPEG([4]byte{255, 0, 0, 255}), 4, 4, color.RGBA{255, 0, 0, 255}},
		"CMYK JPEG, half black":              {cmykJPEG([4]byte{255, 255, 255, 128}), 4, 4, color.RGBA{128, 128, 128, 255}},
	} {
		t.Run(name, func(t *testing.T) {
			pic, err := Decode(t.Context(), c.data, "a", 0)
			if err != nil {
				t.Fatal(err)
			}
			got := pic.Pixels.RGBAAt(c.x, c.y)
			near := func(a, b uint8) bool { return max(a, b)-min(a, b) <= 6 }
			if !near(got.R, c.want.R) || !near(got.G, c.want.G) || !near(got.B, c.want.B) || !pic.Pixels.Opaque() {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestBothJPEGDecodersAgreeOnCMYK(t *testing.T) {
	data := cmykJPEG([4]byte{200, 150, 100, 180})
	f, err := readFrame(data)
	if err != nil {
		t.Fatal(err)
	}
	fast, err := decodeFast(t.Context(), data, f, 0)
	if errors.Is(err, errNoFastDecoder) {
		t.Skip("this build has one JPEG decoder")
	}
	standard, stdErr := decodeStandard(data, f, 0)
	if err != nil || stdErr != nil {
		t.Fatal(err, stdErr)
	}
	if d := difference(t, fast.pixels, standard.pixels); d > 1.5 {
		t.Errorf("mean difference %.2f: %v against %v", d, fast.pixels.Pix[:4], standard.pixels.Pix[:4])
	}
}

func TestAJPEGThatEndsEarlyShowsWhatIsThereAndSaysSo(t *testing.T) {
	scene := phototest.Scene(640, 480, 2)
	whole := phototest.PlainJPEG(scene, 90)
	data := whole[:len(whole)/2]
	pic, err := Decode(t.Context(), data, "a.jpg", 0)
	if f, frameErr := readFrame(data); frameErr == nil {
		if _, fastErr := decodeFast(t.Context(), data, f, 0); errors.Is(fastErr, errNoFastDecoder) {
			if !errors.Is(err, ErrDamaged) {
				t.Errorf("without libturbojpeg: %v", err)
			}
			return
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	if d := pic.Damage; d.Kind != CutOff || d.Sound < 0.3 || d.Sound > 0.7 || d.IsNearlyWhole() || pic.Damaged == "" {
		t.Errorf("the damage is %+v, %q", d, pic.Damaged)
	}
	top := image.Rect(0, 0, 640, 160)
	shown, drawn := tight(pic.Pixels.SubImage(top).(*image.RGBA)), tight(scene.SubImage(top).(*image.RGBA))
	if d := difference(t, shown, drawn); d > 6 {
		t.Errorf("the upper part differs by %.2f", d)
	}
	// Bytes behind the end are no damage: phones put short films there.
	pic, err = Decode(t.Context(), append(whole, "MotionPhoto"...), "a.jpg", 0)
	if err != nil || pic.Damaged != "" {
		t.Errorf("a whole file with bytes behind it: %v, %+v", err, pic)
	}
}

func TestHugePicturesAreRefusedBeforeAnythingIsAllocated(t *testing.T) {
	jpegOf := func(w, h uint16, sof byte) []byte {
		data := phototest.PlainJPEG(image.NewRGBA(image.Rect(0, 0, 8, 8)), 90)
		segments(data, func(s segment) bool {
			if s.marker == markerSOF0 {
				data[s.end-len(s.payload)-3] = sof
				copy(data[s.end-len(s.payload)+1:], []byte{byte(h >> 8), byte(h), byte(w >> 8), byte(w)})
			}
			return true
		})
		return data
	}
	for name, data := range map[string][]byte{
		"PNG 30000 x 30000":              pngOf(30000, 30000, 8, 2, 0, nil),
		"PNG 2^31-1 x 1":                 pngOf(1<<31-1, 1, 8, 2, 0, nil),
		"16 bit PNG 14000 x 14000":       pngOf(14000, 14000, 16, 6, 0, nil),
		"JPEG 65500 x 65500":             jpegOf(65500, 65500, 0xc0),
		"progressive JPEG 32000 x 32000": jpegOf(32000, 32000, 0xc2),
		"arithmetic progressive JPEG":    jpegOf(32000, 32000, 0xca),
		"baseline JPEG of several scans": severalScans(jpegOf(32000, 32000, 0xc0)),
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := Decode(t.Context(), data, "a", 0)
			runtime.ReadMemStats(&after)
			if !errors.Is(err, ErrTooManyPixels) {
				t.Errorf("got %v", err)
			}
			if n := after.TotalAlloc - before.TotalAlloc; n > 4<<20 {
				t.Errorf("%d MB were allocated", n>>20)
			}
		})
	}
	// In one scan its rows come out one by one.
	if f, err := readFrame(jpegOf(32000, 32000, 0xc0)); err != nil || f.check() != nil {
		t.Errorf("a baseline JPEG of one scan gave %v, %v", err, f.check())
	}
	if _, err := Decode(t.Context(), jpegOf(0, 100, 0xc0), "a", 0); !errors.Is(err, ErrDamaged) {
		t.Errorf("a JPEG of no width gave %v", err)
	}
}

// severalScans has the first scan of a JPEG hold one component.
func severalScans(data []byte) []byte {
	segments(data, func(s segment) bool {
		if s.marker == markerSOS {
			data[s.end-len(s.payload)] = 1
		}
		return true
	})
	return data
}

func TestWhatCannotBeShownSaysWhy(t *testing.T) {
	heic := "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
	for name, c := range map[string]struct {
		data, file string
		kind       error
		says       string
	}{
		"nothing":          {"", "a.jpg", ErrEmpty, "empty"},
		"HEIC":             {heic, "a.heic", ErrUnsupported, "HEIC pictures cannot be read by this version yet"},
		"TIFF":             {string(mustTIFF(image.NewGray(image.Rect(0, 0, 4, 4)))), "a.tif", ErrUnsupported, "TIFF pictures cannot be read by this version yet"},
		"JPEG XL":          {"\xff\x0a1234567890", "a.jxl", ErrUnsupported, "JPEG XL"},
		"text as JPEG":     {"hello, this is text", "a.jpg", ErrDamaged, "its name says JPEG, but it is something else"},
		"text":             {"hello, this is text", "a.txt", ErrUnsupported, "not a picture"},
		"half a header":    {"\xff\xd8\xff\xe0\x00\x10JFIF", "a.jpg", ErrDamaged, "ends before"},
		"RAW without one":  {"II*\x00\x08\x00\x00\x00" + strings.Repeat("\x00", 40), "a.nef", ErrUnsupported, "no preview"},
		"PNG header alone": {string(pngOf(10, 10, 8, 2, 0, nil)[:40]), "a.png", ErrDamaged, "PNG"},
	} {
		_, err := Decode(t.Context(), []byte(c.data), c.file, 0)
		if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s gave %v", name, err)
		}
	}
}

func TestDecodeStopsWhenItsContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	data := phototest.PlainJPEG(phototest.Scene(64, 48, 1), 90)
	if _, err := Decode(ctx, data, "a.jpg", 0); !errors.Is(err, context.Canceled) {
		t.Errorf("Decode gave %v", err)
	}
	if _, err := Load(ctx, "a.jpg", 0); !errors.Is(err, context.Canceled) {
		t.Errorf("Load gave %v", err)
	}
	if _, err := Embedded(ctx, "a.jpg"); !errors.Is(err, context.Canceled) {
		t.Errorf("Embedded gave %v", err)
	}
}

func TestLoadReadsAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.jpg")
	if err := os.WriteFile(path, phototest.PlainJPEG(phototest.Scene(64, 48, 1), 90), 0o600); err != nil {
		t.Fatal(err)
	}
	pic, err := Load(t.Context(), path, 32)
	if err != nil || pic.Pixels.Rect != image.Rect(0, 0, 32, 24) {
		t.Fatalf("got %+v, %v", pic, err)
	}
	if _, err := Load(t.Context(), filepath.Join(t.TempDir(), "none.jpg"), 0); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file gave %v", err)
	}
}

func TestEncodeJPEGRoundTrips(t *testing.T) {
	scene := phototest.Scene(200, 100, 5)
	data, err := EncodeJPEG(scene, 90)
	if err != nil {
		t.Fatal(err)
	}
	pic, err := Decode(t.Context(), data, "a.jpg", 0)
	if err != nil {
		t.Fatal(err)
	}
	if d := difference(t, pic.Pixels, scene); d > 6 {
		t.Errorf("mean difference %.2f", d)
	}
	// A part of a picture has gaps between its rows.
	part := scene.SubImage(image.Rect(10, 10, 60, 40)).(*image.RGBA)
	if data, err = EncodeJPEG(part, 90); err != nil {
		t.Fatal(err)
	}
	if pic, err = Decode(t.Context(), data, "a.jpg", 0); err != nil || pic.Pixels.Rect != image.Rect(0, 0, 50, 30) {
		t.Errorf("a part gave %v, %v", pic, err)
	}
	if _, err := EncodeJPEG(image.NewRGBA(image.Rectangle{}), 90); err == nil {
		t.Error("a picture without pixels was encoded")
	}
}

// askedImage counts how often it is asked whether it is opaque, which costs a
// look at every pixel.
type askedImage struct {
	*image.RGBA
	asked int
}

func (a *askedImage) Opaque() bool {
	a.asked++
	return a.RGBA.Opaque()
}

func TestAnImageIsAskedOnceWhetherItIsOpaque(t *testing.T) {
	img := &askedImage{RGBA: image.NewRGBA(image.Rect(0, 0, 8, 20*stripRows))}
	flatten(img, 10)
	if img.asked != 1 {
		t.Errorf("a picture of 20 strips was asked %d times", img.asked)
	}
}
