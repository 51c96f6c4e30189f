package picture

import (
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/image/draw"

	"keeplight.app/keeplight/library/phototest"
)

// Speeds as ratios against other programs in the same run. What is compared is
// processor time, the best of several rounds in turn, because the wall clock of
// a busy machine says more about its other work. A program's own start, measured
// on a picture of 8 x 8 pixels, is taken off, which favours the program.

// cameraFile writes a JPEG of 24 megapixels, and one of nearly none.
func cameraFile(b *testing.B) (large, tiny string) {
	b.Helper()
	large, tiny = filepath.Join(b.TempDir(), "large.jpg"), filepath.Join(b.TempDir(), "tiny.jpg")
	for path, img := range map[string]image.Image{
		large: phototest.Camera(6000, 4000, 1),
		tiny:  phototest.Scene(8, 8, 1),
	} {
		if err := os.WriteFile(path, phototest.PlainJPEG(img, phototest.Quality), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return large, tiny
}

// standardThumbnail is what a Go program does without this package.
func standardThumbnail(path string, side int) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	img, err := jpeg.Decode(f)
	if err != nil {
		return err
	}
	w, h := fitted(img.Bounds().Dx(), img.Bounds().Dy(), side)
	small := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.ApproxBiLinear.Scale(small, small.Rect, img, img.Bounds(), draw.Src, nil)
	return nil
}

func BenchmarkJPEG24MPTo320(b *testing.B) {
	large, tiny := cameraFile(b)
	djpeg, hasPeer := phototest.Peer(b, "djpeg", "libjpeg-turbo-progs")
	room := NewRoom(1 << 30) // as the program has it
	var ours, std, peer, start phototest.Best
	for b.Loop() {
		for range 3 {
			ours.Here(b, func() error { _, err := room.Load(b.Context(), large, 320); return err })
			if hasPeer {
				peer.Program(b, djpeg, "-scale", "1/8", "-outfile", os.DevNull, large)
				start.Program(b, djpeg, "-outfile", os.DevNull, tiny)
			}
		}
		std.Here(b, func() error { return standardThumbnail(large, 320) })
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(phototest.Milliseconds(ours.CPU), "cpu-ms")
	b.ReportMetric(phototest.Ratio(ours.CPU, std.CPU), "x-std(at-most-0.3)")
	if hasPeer {
		b.ReportMetric(phototest.Ratio(ours.CPU, peer.Less(&start).CPU), "x-djpeg(at-most-1.05)")
	}
}

func BenchmarkJPEG24MPTo2048(b *testing.B) {
	large, tiny := cameraFile(b)
	vips, hasPeer := phototest.Peer(b, "vipsthumbnail", "libvips-tools")
	// Its own uncompressed format, so that no time goes into encoding.
	out := filepath.Join(b.TempDir(), "out.v")
	room := NewRoom(1 << 30)
	var ours, std, peer, start phototest.Best
	for b.Loop() {
		for range 2 {
			ours.Here(b, func() error { _, err := room.Load(b.Context(), large, 2048); return err })
			if hasPeer {
				peer.Program(b, vips, "--size", "2048", "--output", out, large)
				start.Program(b, vips, "--size", "8", "--output", out, tiny)
			}
		}
		std.Here(b, func() error { return standardThumbnail(large, 2048) })
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(phototest.Milliseconds(ours.CPU), "cpu-ms")
	b.ReportMetric(phototest.Ratio(ours.CPU, std.CPU), "x-std")
	if hasPeer {
		b.ReportMetric(phototest.Ratio(ours.CPU, peer.Less(&start).CPU), "x-vipsthumbnail(at-most-0.6)")
	}
}
