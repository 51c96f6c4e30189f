package rendition

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

// How far a rendition of quality 95 may be from what libvips makes of the same file, in
// levels of 0 to 255 on the mean: it shrinks while it decodes and scales with another
// filter (Lanczos), which shows in noise and edges. A cubic filter over all pixels is about
// as far from it. Another orientation, size or profile is much further. Drawn photos are
// smooth, and differ less than a street full of signs.
const (
	drawnAtMost = 3.5
	meanAtMost  = 7.0
	peerSide    = 512
)

// files are photos to compare: drawn ones in every orientation, and real ones beside the
// repository, where they are.
func files(t *testing.T) []string {
	t.Helper()
	dir := t.TempDir()
	var all []string
	for o := 1; o <= 8; o++ {
		path := filepath.Join(dir, "drawn"+string(rune('0'+o))+".jpg")
		if err := os.WriteFile(path, phototest.JPEG(phototest.Camera(1200, 800, uint64(o)), phototest.Exif{Orientation: o}), 0o600); err != nil {
			t.Fatal(err)
		}
		all = append(all, path)
	}
	photos := os.Getenv("KEEPLIGHT_PHOTOS")
	if photos == "" {
		photos = filepath.Join("..", "..", "..", "shared", "photos")
	}
	for _, pattern := range []string{"orientation/Landscape_[1-8].jpg", "nature/*.jpg"} {
		real, _ := filepath.Glob(filepath.Join(photos, pattern)) // the pattern is a good one
		if len(real) == 0 {
			t.Logf("there is no %s beside the repository: drawn photos alone are compared", pattern)
		}
		all = append(all, real...)
	}
	return all
}

func TestARenditionIsWhatVipsMakesOfThePhoto(t *testing.T) {
	vips, err := exec.LookPath("vipsthumbnail")
	if err != nil {
		t.Skip("vipsthumbnail is not installed (Debian: libvips-tools): nothing to compare with")
	}
	worst := 0.0
	for _, path := range files(t) {
		pic, err := picture.Load(t.Context(), path, peerSide)
		if err != nil {
			t.Fatal(err)
		}
		data, err := Encode(pic.Pixels, &library.Photo{}, Nothing, 95)
		if err != nil {
			t.Fatal(err)
		}
		ours, _, err := image.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		theirs := byVips(t, vips, path)
		if off := ours.Bounds().Size().Sub(theirs.Bounds().Size()); off != (image.Point{}) {
			// Both shrink while they decode, and round what is left of the short side.
			if max(off.X, -off.X)+max(off.Y, -off.Y) > 1 {
				t.Errorf("%s is %v, and %v by vips", path, ours.Bounds().Size(), theirs.Bounds().Size())
			}
			continue
		}
		mean, most := difference(ours, theirs), meanAtMost
		if strings.HasPrefix(filepath.Base(path), "drawn") {
			most = drawnAtMost
		}
		if worst = max(worst, mean); mean > most {
			t.Errorf("%s differs by %.2f levels, at most %.1f", path, mean, most)
		}
	}
	t.Logf("the worst mean difference is %.2f levels", worst)
}

// byVips gives a file as vipsthumbnail scales it, upright and in sRGB. Of a photo without
// a profile it has to be told that it is in sRGB already: else its colours change.
func byVips(t *testing.T, program, path string) image.Image {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out.png")
	if said, err := exec.Command(program, "--size", "512x512>", "--import-profile", "srgb", "--export-profile", "srgb", "-o", out, path).CombinedOutput(); err != nil {
		t.Fatalf("vipsthumbnail %s: %v: %s", path, err, said)
	}
	f, err := os.Open(out)
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

// difference is the mean of that of all channels of two pictures of one size, in levels.
func difference(a, b image.Image) float64 {
	one, two := image.NewRGBA(a.Bounds()), image.NewRGBA(b.Bounds())
	draw.Draw(one, one.Rect, a, a.Bounds().Min, draw.Src)
	draw.Draw(two, two.Rect, b, b.Bounds().Min, draw.Src)
	sum := 0
	for i := range one.Pix {
		sum += max(int(one.Pix[i])-int(two.Pix[i]), int(two.Pix[i])-int(one.Pix[i]))
	}
	return float64(sum) / float64(len(one.Pix)*3/4)
}

// BenchmarkRendition24MPTo2048 writes a JPEG for the web of a camera's: decoded, scaled,
// encoded.
func BenchmarkRendition24MPTo2048(b *testing.B) {
	large, tiny := filepath.Join(b.TempDir(), "large.jpg"), filepath.Join(b.TempDir(), "tiny.jpg")
	for path, img := range map[string]image.Image{large: phototest.Camera(6000, 4000, 1), tiny: phototest.Scene(8, 8, 1)} {
		if err := os.WriteFile(path, phototest.PlainJPEG(img, phototest.Quality), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	vips, hasPeer := phototest.Peer(b, "vipsthumbnail", "libvips-tools")
	out := filepath.Join(b.TempDir(), "out.jpg[Q=85]")
	var ours, peer, start phototest.Best
	for b.Loop() {
		for range 2 {
			ours.Here(b, func() error {
				pic, err := picture.Load(b.Context(), large, 2048)
				if err != nil {
					return err
				}
				_, err = Encode(pic.Pixels, &library.Photo{}, All, 85)
				return err
			})
			if hasPeer {
				peer.Program(b, vips, "--size", "2048", "--output", out, large)
				start.Program(b, vips, "--size", "8", "--output", out, tiny)
			}
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(phototest.Milliseconds(ours.CPU), "cpu-ms")
	if hasPeer {
		b.ReportMetric(phototest.Ratio(ours.CPU, peer.Less(&start).CPU), "x-vipsthumbnail")
	}
}
