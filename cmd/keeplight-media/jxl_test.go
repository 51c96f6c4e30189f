//go:build cgo && !nojxl

package main

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/worker/wire"
)

func TestJPEGXLColoursAreRight(t *testing.T) {
	half, plain := color.RGBA{255, 127, 127, 255}, color.RGBA{200, 100, 100, 255}
	wide, paper := color.RGBA{216, 92, 96, 255}, color.RGBA{191, 191, 191, 255}
	bars := map[image.Point]color.RGBA{{8, 8}: {0, 0, 0, 255}, {24, 8}: {255, 255, 255, 255}, {40, 8}: {255, 0, 0, 255}, {56, 8}: {128, 128, 128, 255}}
	at := func(c color.RGBA) map[image.Point]color.RGBA { return map[image.Point]color.RGBA{{8, 6}: c} }
	turning := isoBox("Exif", make([]byte, 4), exif.TIFF(exif.Fields{Orientation: 6}))
	for name, c := range map[string]struct {
		data []byte
		w, h int
		at   map[image.Point]color.RGBA
	}{
		"lossy":                                {jxl(t, jxlBars), 64, 16, bars},
		"in boxes":                             {boxed(jxl(t, jxlBars), 1), 64, 16, bars},
		"in boxes and pieces":                  {boxed(jxl(t, jxlBars), 3), 64, 16, bars},
		"turned by EXIF alone, which is wrong": {boxed(jxl(t, jxlBars), 1, turning), 64, 16, bars},
		"turned by itself, and EXIF says so":   {jxl(t, jxlTurned), 16, 64, map[image.Point]color.RGBA{{8, 8}: {0, 0, 0, 255}, {8, 40}: {255, 0, 0, 255}}},
		"lossless":                             {jxl(t, jxlPlain), 16, 12, at(plain)},
		"half transparent, on white":           {jxl(t, jxlHalf), 32, 24, at(half)},
		"half transparent and lossy":           {jxl(t, jxlHalfLossy), 32, 24, at(half)},
		"grey of 16 bits":                      {jxl(t, jxlGrey16), 64, 4, map[image.Point]color.RGBA{{0, 2}: {0, 0, 0, 255}, {21, 2}: {85, 85, 85, 255}, {63, 2}: {255, 255, 255, 255}}},
		"animated: its first frame":            {jxl(t, jxlMoving), 40, 20, at(color.RGBA{255, 0, 0, 255})},
		"with a profile":                       {jxl(t, jxlP3), 16, 12, at(wide)},
		"lossy, with a profile":                {jxl(t, jxlP3Lossy), 16, 12, at(wide)},
		"light beyond white in PQ":             {jxl(t, jxlPQ), 16, 12, at(paper)},
		"light beyond white in PQ, lossy":      {jxl(t, jxlPQLossy), 16, 12, at(paper)},
		"light beyond white in HLG":            {jxl(t, jxlHLG), 16, 12, at(color.RGBA{142, 142, 142, 255})},
		"light beyond white in HLG, lossy":     {jxl(t, jxlHLGLossy), 16, 12, at(color.RGBA{142, 142, 142, 255})},
		"in inks":                              {jxl(t, jxlInks), 16, 12, map[image.Point]color.RGBA{{3, 6}: {0, 255, 255, 255}, {12, 6}: {0, 0, 0, 255}}},
	} {
		t.Run(name, func(t *testing.T) {
			r, _ := reader(t, nil)
			pic, err := r.Decode(t.Context(), c.data, "a.jxl", 0)
			if err != nil {
				t.Fatal(err)
			}
			if pic.Width != c.w || pic.Height != c.h || pic.Pixels.Rect != image.Rect(0, 0, c.w, c.h) || pic.Damaged != "" {
				t.Errorf("%v, %+v", pic.Pixels.Rect, pic.Info)
			}
			for at, want := range c.at {
				if got := pic.Pixels.RGBAAt(at.X, at.Y); !isWithin(got, want, 3) {
					t.Errorf("at %v there is %v, want %v", at, got, want)
				}
			}
			if w, h, err := r.ForeignSize(t.Context(), c.data, "a.jxl"); w != c.w || h != c.h || err != nil {
				t.Errorf("its size is said to be %d x %d, %v", w, h, err)
			}
		})
	}
}

// TestAJPEGXLIsReducedAsOthersAre compares what is summed while it comes with what
// is made of the whole.
func TestAJPEGXLIsReducedAsOthersAre(t *testing.T) {
	files := map[string][]byte{"bars": jxl(t, jxlBars), "turned": jxl(t, jxlTurned), "half transparent": jxl(t, jxlHalf), "grey": jxl(t, jxlGrey16), "inks": jxl(t, jxlInks)}
	if _, err := exec.LookPath("cjxl"); err == nil {
		files["scene"] = madeJXL(t, phototest.Scene(611, 403, 1), "-d", "1")
	}
	r, _ := reader(t, nil)
	for name, data := range files {
		whole, err := r.Decode(t.Context(), data, "a.jxl", 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, side := range []int{1, 7, 13, 200, 400, 5000} {
			pic, err := r.Decode(t.Context(), data, "a.jxl", side)
			if err != nil {
				t.Fatal(err)
			}
			mean := meanDifference(pic.Pixels, picture.Fit(whole.Pixels, side))
			// Of a few pixels one may be rounded the other way.
			most := max(0.1, 1/float64(pic.Pixels.Rect.Dx()*pic.Pixels.Rect.Dy()))
			if mean > most || pic.Width != whole.Width || pic.Height != whole.Height {
				t.Errorf("%s at %d: %v differs by %.3f of 255, %+v", name, side, pic.Pixels.Rect, mean, pic.Info)
			}
		}
	}
}

func TestJPEGXLDecodesTheSameOnSeveralThreads(t *testing.T) {
	data := jxl(t, jxlBars)
	if _, err := exec.LookPath("cjxl"); err == nil {
		data = madeJXL(t, phototest.Scene(700, 520, 3), "-d", "1")
	}
	for _, side := range []int{0, 100} {
		var first []byte
		for _, threads := range []int{1, 4} {
			reply := answer(libjxl{limits{memory: 1 << 30, threads: threads}}, &wire.Request{Want: wire.Picture, Side: side, File: data})
			if reply.Failure != nil {
				t.Fatalf("%+v", reply.Failure)
			}
			pix := bytes.Clone(reply.Pixels.Pix)
			if reply.Release != nil {
				reply.Release()
			}
			if first == nil {
				first = pix
			}
			if !bytes.Equal(first, pix) {
				t.Errorf("at %d, %d threads decode it otherwise", side, threads)
			}
		}
	}
}

func TestBrokenJPEGXLsAreToldApart(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want error
		say  string
	}{
		"only a signature":         {[]byte("\xff\x0a"), picture.ErrDamaged, "ends before its picture is described"},
		"boxes without a picture":  {boxed(nil, 1), picture.ErrDamaged, ""},
		"a header and no more":     {jxlHeader(600, 700), picture.ErrDamaged, "ends before anything of its picture"},
		"an end amid a picture":    {jxl(t, jxlBars)[:60], picture.ErrDamaged, "ends before anything of its picture"},
		"nonsense behind a header": {slices.Concat(jxl(t, jxlBars)[:60], bytes.Repeat([]byte{0x5a}, 400)), picture.ErrDamaged, "is damaged"},
		"400 megapixels":           {jxlHeader(20_000, 20_000), picture.ErrTooManyPixels, "20000 x 20000"},
		"more than there is memory": {
			jxlHeader(13_000, 13_000), picture.ErrTooManyPixels, "13000 x 13000 pixels need more than",
		},
	} {
		t.Run(name, func(t *testing.T) {
			r, list := reader(t, nil)
			_, err := r.Decode(t.Context(), c.data, "a.jxl", 64)
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.say) {
				t.Errorf("gave %v", err)
			}
			if n := len(list.Entries()); n != 0 {
				t.Errorf("%d files are set aside", n)
			}
		})
	}
}

func TestLibjxlGetsNoMoreMemoryThanItMay(t *testing.T) {
	_, err := libjxl{limits{memory: 1000, threads: 1}}.open(jxl(t, jxlBars))
	if f := (*fault)(nil); !errors.As(err, &f) || f.kind != wire.TooLarge {
		t.Errorf("gave %v", err)
	}
}

// TestABrokenJPEGXLShowsWhatIsThere needs pictures of some size: libjxl gives a small
// one whole or not at all.
func TestABrokenJPEGXLShowsWhatIsThere(t *testing.T) {
	scene := phototest.Scene(800, 600, 1)
	data := madeJXL(t, scene, "-d", "1", "-p")
	changed := bytes.Clone(data)
	for i := range 20 {
		changed[len(data)*3/4+i] ^= 0x5a
	}
	r, _ := reader(t, nil)
	for name, c := range map[string]struct {
		data []byte
		say  string
	}{
		"cut short":               {data[:len(data)*2/3], "ends early"},
		"cut short in boxes":      {boxed(data, 1)[:len(data)*2/3], "ends early"},
		"with some bytes changed": {changed, "is damaged"},
	} {
		for _, side := range []int{0, 100} {
			pic, err := r.Decode(t.Context(), c.data, "a.jxl", side)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if !strings.Contains(pic.Damaged, c.say) || pic.Damage.IsNearlyWhole() || pic.Width != 800 || pic.Height != 600 {
				t.Errorf("%s: %+v", name, pic.Info)
			}
			if mean := meanDifference(picture.Fit(pic.Pixels, 20), picture.Fit(asRGBA(scene), 20)); mean > 12 {
				t.Errorf("%s at %d: it shows another scene, %.1f of 255 away", name, side, mean)
			}
		}
	}
}

func asRGBA(img image.Image) *image.RGBA {
	out := image.NewRGBA(img.Bounds())
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			out.Set(x, y, img.At(x, y))
		}
	}
	return out
}

// madeJXL encodes with cjxl.
func madeJXL(t *testing.T, img image.Image, args ...string) []byte {
	t.Helper()
	var source bytes.Buffer
	if err := png.Encode(&source, img); err != nil {
		t.Fatal(err)
	}
	return madeJXLOf(t, "a.png", source.Bytes(), args...)
}

// madeJXLOf encodes a file of a kind that cjxl reads, as its name says.
func madeJXLOf(t *testing.T, name string, data []byte, args ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath("cjxl"); err != nil {
		t.Skip("cjxl is not installed, so no JPEG XL can be made: make test installs it (libjxl-tools)")
	}
	dir := t.TempDir()
	source, target := filepath.Join(dir, name), filepath.Join(dir, "a.jxl")
	if err := os.WriteFile(source, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("cjxl", append([]string{source, target}, args...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return read(t, target)
}

// TestJXLMutants is TestMutants for JPEG XL.
func TestJXLMutants(t *testing.T) {
	var paths []string
	for _, data := range [][]byte{
		jxl(t, jxlBars), jxl(t, jxlTurned), jxl(t, jxlHalf), jxl(t, jxlHalfLossy), jxl(t, jxlGrey16), jxl(t, jxlMoving), jxl(t, jxlP3),
		jxl(t, jxlPQLossy), boxed(jxl(t, jxlInks), 1), boxed(jxl(t, jxlBars), 3), boxed(jxl(t, jxlPlain), 2), boxed(jxl(t, jxlHalfLossy), 1),
	} {
		path := filepath.Join(t.TempDir(), "seed.jxl")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	harass(t, paths[0], 1, paths...)
}
