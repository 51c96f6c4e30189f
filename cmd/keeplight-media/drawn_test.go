//go:build cgo

package main

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/worker"
)

// painted is a picture whose four corners tell which way up it is: red, green,
// blue and white, and grey between them.
func painted(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{128, 128, 128, 255}
			switch left, top := x < w/4, y < h/4; {
			case left && top:
				c = color.NRGBA{220, 20, 20, 255}
			case x >= w-w/4 && top:
				c = color.NRGBA{20, 200, 20, 255}
			case left && y >= h-h/4:
				c = color.NRGBA{20, 20, 220, 255}
			case x >= w-w/4 && y >= h-h/4:
				c = color.NRGBA{250, 250, 250, 255}
			}
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

// encoded writes a picture as HEIC or AVIF, as the name says, with heif-enc.
func encoded(t *testing.T, name string, img image.Image, args ...string) string {
	t.Helper()
	var source bytes.Buffer
	if err := png.Encode(&source, img); err != nil {
		t.Fatal(err)
	}
	return encodedPNG(t, name, source.Bytes(), args...)
}

func encodedPNG(t *testing.T, name string, data []byte, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath("heif-enc"); err != nil {
		t.Skip("heif-enc is not installed, so no picture can be made: make test installs it (libheif-examples)")
	}
	dir := t.TempDir()
	source, path := filepath.Join(dir, "source.png"), filepath.Join(dir, name)
	if err := os.WriteFile(source, data, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, "heif-enc", append(args, "-o", path, source)...).CombinedOutput()
	if err != nil {
		t.Skipf("heif-enc cannot make %s here: %v\n%s", name, err, out)
	}
	return path
}

// wantCorners checks that a picture stands as it was painted.
func wantCorners(t *testing.T, img *image.RGBA) {
	t.Helper()
	w, h := img.Rect.Dx(), img.Rect.Dy()
	for _, c := range []struct {
		x, y int
		want color.RGBA
	}{
		{w / 10, h / 10, color.RGBA{220, 20, 20, 255}},
		{w - 1 - w/10, h / 10, color.RGBA{20, 200, 20, 255}},
		{w / 10, h - 1 - h/10, color.RGBA{20, 20, 220, 255}},
		{w - 1 - w/10, h - 1 - h/10, color.RGBA{250, 250, 250, 255}},
	} {
		if got := img.RGBAAt(c.x, c.y); !isNear(got, c.want) {
			t.Errorf("at %d,%d there is %v, want %v", c.x, c.y, got, c.want)
		}
	}
}

func isNear(a, b color.RGBA) bool { return isWithin(a, b, 12) }

func isWithin(a, b color.RGBA, most uint8) bool {
	d := func(x, y uint8) bool { return max(x, y)-min(x, y) <= most }
	return d(a.R, b.R) && d(a.G, b.G) && d(a.B, b.B) && a.A == b.A
}

func TestDrawnPicturesAreReadAsTheyWereDrawn(t *testing.T) {
	for _, c := range []struct {
		name   string
		w, h   int
		side   int
		wantW  int
		wantH  int
		format []string
	}{
		{"full.heic", 240, 160, 0, 240, 160, nil},
		{"small.heic", 240, 160, 60, 60, 40, nil},
		{"never-larger.heic", 240, 160, 4000, 240, 160, nil},
		{"portrait.avif", 160, 240, 120, 80, 120, []string{"-A"}},
		{"odd.heic", 135, 91, 0, 135, 91, nil},
		{"thumbnail-inside.heic", 640, 480, 0, 640, 480, []string{"-t", "160"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, _ := reader(t, nil)
			path := encoded(t, c.name, painted(c.w, c.h), append([]string{"-q", "90"}, c.format...)...)
			pic, err := r.Load(t.Context(), path, c.side)
			if err != nil {
				t.Fatal(err)
			}
			if pic.Width != c.w || pic.Height != c.h || pic.Source != "the picture" || pic.Damaged != "" {
				t.Errorf("described as %+v", pic.Info)
			}
			if pic.Pixels.Rect != image.Rect(0, 0, c.wantW, c.wantH) || pic.Pixels.Stride != 4*c.wantW {
				t.Fatalf("%v with rows of %d bytes", pic.Pixels.Rect, pic.Pixels.Stride)
			}
			wantCorners(t, pic.Pixels)
		})
	}
}

func TestTheThumbnailInsideComesAlone(t *testing.T) {
	r, _ := reader(t, nil)
	pic, err := r.Embedded(t.Context(), encoded(t, "a.heic", painted(640, 480), "-q", "90", "-t", "160"))
	if err != nil {
		t.Fatal(err)
	}
	if pic.Width != 640 || pic.Height != 480 || pic.Pixels.Rect.Dx() != 160 || pic.Source != "embedded thumbnail 160 px" {
		t.Errorf("%v: %+v", pic.Pixels.Rect, pic.Info)
	}
	wantCorners(t, pic.Pixels)
	if _, err := r.Embedded(t.Context(), encoded(t, "b.heic", painted(64, 48))); !errors.Is(err, picture.ErrNoEmbedded) {
		t.Errorf("a picture without one gave %v", err)
	}
}

func TestWhatIsTransparentLiesOnWhite(t *testing.T) {
	r, _ := reader(t, nil)
	img := painted(64, 64)
	for i := 3; i < len(img.Pix); i += 4 {
		img.Pix[i] = 0
	}
	pic, err := r.Load(t.Context(), encoded(t, "clear.heic", img, "-q", "95"), 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := pic.Pixels.RGBAAt(5, 5); !isNear(got, color.RGBA{255, 255, 255, 255}) {
		t.Errorf("there is %v", got)
	}
}

func TestAPictureThatNeedsMoreMemoryThanAllowedIsRefusedInWords(t *testing.T) {
	path := encoded(t, "a.heic", painted(2000, 2000), "-q", "20", "-p", "preset=ultrafast")
	r, list := reader(t, func(o *worker.Options) { o.Memory = 30 << 20 })
	_, err := r.Load(t.Context(), path, 100)
	if !errors.Is(err, picture.ErrTooManyPixels) || !strings.Contains(err.Error(), "2000 x 2000") {
		t.Errorf("gave %v", err)
	}
	if n := len(list.Entries()); n != 0 {
		t.Errorf("%d files are set aside", n)
	}
}

// meanDifference is that of all channels, 0..255, with the other on white, and
// infinite for pictures of different sizes.
func meanDifference(a *image.RGBA, other image.Image) float64 {
	if a.Rect.Size() != other.Bounds().Size() {
		return math.Inf(1)
	}
	b := image.NewRGBA(a.Rect)
	draw.Draw(b, b.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(b, b.Rect, other, other.Bounds().Min, draw.Over)
	sum := 0.0
	for i := range a.Pix {
		sum += math.Abs(float64(a.Pix[i]) - float64(b.Pix[i]))
	}
	return sum / float64(len(a.Pix))
}

// shownByVips gives a file as libvips reads it.
func shownByVips(t *testing.T, data []byte) image.Image {
	t.Helper()
	dir := t.TempDir()
	source, target := filepath.Join(dir, "a"), filepath.Join(dir, "a.png")
	if err := os.WriteFile(source, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("vips", "copy", source, target).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	f, err := os.Open(target)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}
