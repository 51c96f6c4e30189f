//go:build cgo && !nowebp

package main

import (
	"encoding/base64"
	"encoding/binary"
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
)

// Nothing here can write a WebP, so these were made with cwebp.
const (
	lossyBars     = "UklGRlQAAABXRUJQVlA4IEgAAABwAgCdASpAABAAAAAAJQBABghNgH6AfwACIiVIAP7/328R//74Ni//rih///lh6+hfT/8sQ///+J6bfD2NR//iemnGz1KdAAA="                                     // 64x16: black, white, red, grey
	lossyHalf     = "UklGRnAAAABXRUJQVlA4WAoAAAAQAAAAHwAAFwAAQUxQSAoAAAABB1DAiAhERP8DVlA4IEAAAABwAwCdASogABgAPjEYikOiIaEUBAAgAwSygDsAfgB+AABEQnAA/veil//9eiUqpf3sP//8LM/hZn8LM/+E4AAA" // 32x24: half transparent red
	losslessHalf  = "UklGRhwAAABXRUJQVlA4TA8AAAAvH8AFEAcQ/Y8CBiKi/wEA"                                                                                                                 // the same
	losslessPlain = "UklGRh4AAABXRUJQVlA4TBEAAAAvD8ACAAdQsiKXrP+BiOh/AAA="                                                                                                             // 16x12: 200, 100, 100
)

func webp(t testing.TB, text string) []byte {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// riff puts a WebP's chunks into a file.
func riff(chunks ...[]byte) []byte {
	body := slices.Concat([]byte("WEBP"), slices.Concat(chunks...))
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func riffChunk(kind string, parts ...[]byte) []byte {
	body := slices.Concat(parts...)
	out := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(body)))
	return append(append(out, body...), make([]byte, len(body)%2)...)
}

func le24(v int) []byte { return []byte{byte(v), byte(v >> 8), byte(v >> 16)} }

// greyICC is a profile of grey with a gamma of 1.
func greyICC() []byte {
	icc := make([]byte, 128, 256)
	copy(icc[8:], "\x02\x40\x00\x00mntrGRAYXYZ ")
	copy(icc[36:], "acsp")
	copy(icc[68:], "\x00\x00\xf6\xd6\x00\x01\x00\x00\x00\x00\xd3\x2d")
	const place, size = 128 + 4 + 12, 12
	icc = binary.BigEndian.AppendUint32(icc, 1)
	icc = append(icc, "kTRC"...)
	icc = binary.BigEndian.AppendUint32(icc, place)
	icc = binary.BigEndian.AppendUint32(icc, size)
	icc = append(icc, "curv\x00\x00\x00\x00\x00\x00\x00\x00"...)
	binary.BigEndian.PutUint32(icc, uint32(len(icc)))
	return icc
}

// canvas is the header chunk of a file with more than a picture in it.
func canvas(flags byte, w, h int) []byte {
	return riffChunk("VP8X", []byte{flags, 0, 0, 0}, le24(w-1), le24(h-1))
}

// bare gives the picture's own chunk of a simple file.
func bare(file []byte) []byte { return file[12:] }

// The flags of the header chunk.
const flagAnimation, flagEXIF, flagICC = 0x02, 0x08, 0x20

// animated is a file of two frames, the first of them the bars at a place on a
// larger canvas.
func animated(t testing.TB, x, y int) []byte {
	frame := func(x, y, w, h int, file []byte) []byte {
		return riffChunk("ANMF", le24(x/2), le24(y/2), le24(w-1), le24(h-1), le24(100), []byte{0}, bare(file))
	}
	return riff(canvas(flagAnimation, 80, 40), riffChunk("ANIM", make([]byte, 6)),
		frame(x, y, 64, 16, webp(t, lossyBars)), frame(0, 0, 16, 12, webp(t, losslessPlain)))
}

func TestWebPColoursAreRight(t *testing.T) {
	white := color.RGBA{255, 255, 255, 255}
	half := color.RGBA{255, 128, 128, 255}
	for name, c := range map[string]struct {
		data []byte
		w, h int
		at   map[image.Point]color.RGBA
	}{
		"lossy: black is 0 and white 255": {webp(t, lossyBars), 64, 16, map[image.Point]color.RGBA{
			{8, 8}: {0, 0, 0, 255}, {24, 8}: white, {40, 8}: {255, 0, 0, 255}, {56, 8}: {128, 128, 128, 255},
		}},
		"lossless":                             {webp(t, losslessPlain), 16, 12, map[image.Point]color.RGBA{{8, 6}: {200, 100, 100, 255}}},
		"lossy and half transparent, on white": {webp(t, lossyHalf), 32, 24, map[image.Point]color.RGBA{{16, 12}: half}},
		"lossless and half transparent":        {webp(t, losslessHalf), 32, 24, map[image.Point]color.RGBA{{16, 12}: half}},
		"with a profile": {
			riff(canvas(flagICC, 16, 12), riffChunk("ICCP", displayP3()), bare(webp(t, losslessPlain))), 16, 12,
			map[image.Point]color.RGBA{{8, 6}: {216, 92, 96, 255}},
		},
		"animated: its first frame, on white": {animated(t, 10, 20), 80, 40, map[image.Point]color.RGBA{
			{2, 2}: white, {18, 28}: {0, 0, 0, 255}, {50, 28}: {255, 0, 0, 255}, {78, 38}: white,
		}},
		"with a profile of grey, which is ignored": {
			riff(canvas(flagICC, 16, 12), riffChunk("ICCP", greyICC()), bare(webp(t, losslessPlain))), 16, 12,
			map[image.Point]color.RGBA{{8, 6}: {200, 100, 100, 255}},
		},
		"turned by EXIF with a prefix": {
			riff(canvas(flagEXIF, 64, 16), bare(webp(t, lossyBars)), riffChunk("EXIF", exif.Segment(exif.Fields{Orientation: 6}))), 16, 64,
			map[image.Point]color.RGBA{{8, 8}: {0, 0, 0, 255}, {8, 40}: {255, 0, 0, 255}},
		},
		"turned by EXIF": {
			riff(canvas(flagEXIF, 64, 16), bare(webp(t, lossyBars)), riffChunk("EXIF", exif.TIFF(exif.Fields{Orientation: 6}))), 16, 64,
			map[image.Point]color.RGBA{{8, 8}: {0, 0, 0, 255}, {8, 40}: {255, 0, 0, 255}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			r, _ := reader(t, nil)
			pic, err := r.Decode(t.Context(), c.data, "a.webp", 0)
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
			if w, h, err := r.ForeignSize(t.Context(), c.data, "a.webp"); w != c.w || h != c.h || err != nil {
				t.Errorf("its size is said to be %d x %d, %v", w, h, err)
			}
		})
	}
}

func TestAWebPIsScaledAsItIsWanted(t *testing.T) {
	r, _ := reader(t, nil)
	pic, err := r.Decode(t.Context(), webp(t, lossyBars), "a.webp", 16)
	if err != nil {
		t.Fatal(err)
	}
	if pic.Pixels.Rect != image.Rect(0, 0, 16, 4) || pic.Width != 64 || pic.Height != 16 {
		t.Errorf("%v, %+v", pic.Pixels.Rect, pic.Info)
	}
	if got := pic.Pixels.RGBAAt(10, 2); !isWithin(got, color.RGBA{255, 0, 0, 255}, 3) {
		t.Errorf("red became %v", got)
	}
}

func TestBrokenWebPsAreToldApart(t *testing.T) {
	whole := webp(t, lossyBars)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"only a header":     {whole[:16], picture.ErrDamaged},
		"no picture inside": {riff(canvas(0, 10, 10)), picture.ErrDamaged},
		"a broken picture":  {riff(riffChunk("VP8 ", []byte("no such thing at all"))), picture.ErrDamaged},
		"a canvas of 16383 x 16383 pixels": {
			riff(canvas(flagAnimation, 16383, 16383), riffChunk("ANIM", make([]byte, 6)), riffChunk("ANMF", make([]byte, 16), bare(whole))),
			picture.ErrTooManyPixels,
		},
	} {
		t.Run(name, func(t *testing.T) {
			r, list := reader(t, nil)
			if _, err := r.Decode(t.Context(), c.data, "a.webp", 64); !errors.Is(err, c.want) {
				t.Errorf("gave %v", err)
			}
			if n := len(list.Entries()); n != 0 {
				t.Errorf("%d files are set aside", n)
			}
		})
	}
}

// TestAWebPThatEndsEarlyShowsWhatIsThere needs a picture of some size: libwebp
// gives rows in bands.
func TestAWebPThatEndsEarlyShowsWhatIsThere(t *testing.T) {
	data := madeWebP(t, phototest.Scene(400, 300, 1), "-q", "80")
	r, _ := reader(t, nil)
	whole, err := r.Decode(t.Context(), data, "a.webp", 0)
	if err != nil {
		t.Fatal(err)
	}
	part, err := r.Decode(t.Context(), data[:len(data)*2/3], "a.webp", 0)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(part.Damaged, "ends early") || part.Width != 400 || part.Height != 300 {
		t.Errorf("%+v", part.Info)
	}
	if a, b := whole.Pixels.RGBAAt(200, 20), part.Pixels.RGBAAt(200, 20); a != b {
		t.Errorf("its upper part is %v, want %v", b, a)
	}
	if got := part.Pixels.RGBAAt(200, 299); got != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("its missing part is %v", got)
	}
}

// madeWebP encodes with cwebp.
func madeWebP(t *testing.T, img image.Image, args ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath("cwebp"); err != nil {
		t.Skip("cwebp is not installed, so no WebP can be made (Debian: webp)")
	}
	dir := t.TempDir()
	source, target := filepath.Join(dir, "a.png"), filepath.Join(dir, "a.webp")
	f, err := os.Create(source)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(png.Encode(f, img), f.Close()); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("cwebp", append(args, "-quiet", source, "-o", target)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return read(t, target)
}

// TestReportedWebPsAreRight holds the values that belong to the files of bug
// reports; the tests above hold them for made files.
func TestReportedWebPsAreRight(t *testing.T) {
	folder := phototest.Folder(t, "reports")
	r, _ := reader(t, nil)
	for name, c := range map[string]struct {
		w, h int
		at   map[image.Point]color.RGBA
	}{
		"webp-lossy-bars.webp": {256, 64, map[image.Point]color.RGBA{
			{32, 32}: {0, 0, 0, 255}, {96, 32}: {255, 255, 255, 255}, {160, 32}: {255, 0, 0, 255}, {224, 32}: {128, 128, 128, 255},
		}},
		"webp-anim.webp":           {240, 160, nil},
		"webp-exif-prefix-o6.webp": {160, 240, nil},
	} {
		pic, err := r.Load(t.Context(), filepath.Join(folder, name), 0)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if pic.Width != c.w || pic.Height != c.h || pic.Damaged != "" {
			t.Errorf("%s: %+v", name, pic.Info)
		}
		for at, want := range c.at {
			if got := pic.Pixels.RGBAAt(at.X, at.Y); !isWithin(got, want, 3) {
				t.Errorf("%s: at %v there is %v, want %v", name, at, got, want)
			}
		}
	}
}

// TestWebPMutants is TestMutants for WebP.
func TestWebPMutants(t *testing.T) {
	var paths []string
	for _, data := range [][]byte{
		webp(t, lossyBars), webp(t, lossyHalf), animated(t, 10, 20),
		riff(canvas(flagICC, 16, 12), riffChunk("ICCP", displayP3()), bare(webp(t, losslessPlain))),
	} {
		path := filepath.Join(t.TempDir(), "seed.webp")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	harass(t, paths[0], 1, paths...)
}
